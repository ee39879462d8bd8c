/*
 * hover: what is known of the place under the pointer: the member, the product or event,
 * the retries of a subscription drawn to scale, and the rules of what is found there.
 */
#ifndef LSP_HOVER_H
#define LSP_HOVER_H

#include "lsp/state.h"

struct step;

json_t *hover_at(struct server *s, const json_t *params);

#endif
