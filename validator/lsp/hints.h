/*
 * hints: what is shown within a text without being asked: beside a retry policy when the
 * last retry comes, above a subscription what it is about.
 */
#ifndef LSP_HINTS_H
#define LSP_HINTS_H

#include "lsp/state.h"

json_t *hints_inlay(struct server *s, const json_t *params);
json_t *hints_lens(struct server *s, const json_t *params);

#endif
