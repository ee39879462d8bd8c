/*
 * completion: what may stand at the cursor.
 *
 * Names of members that are missing, with a value to be filled in; words, products, and
 * the events of the product beside them that are not listed yet; where nothing is yet, a
 * whole request for each product, as `new` makes it; in a config also names of rules.
 */
#ifndef LSP_COMPLETION_H
#define LSP_COMPLETION_H

#include "lsp/state.h"

json_t *completion_at(struct server *s, const json_t *params);

#endif
