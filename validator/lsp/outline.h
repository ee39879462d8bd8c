/* outline: the structure of a text, and the files that a config names. */
#ifndef LSP_OUTLINE_H
#define LSP_OUTLINE_H

#include "lsp/state.h"

json_t *outline_symbols(struct server *s, const json_t *params);
json_t *outline_folds(struct server *s, const json_t *params);
json_t *outline_selections(struct server *s, const json_t *params);
json_t *outline_links(struct server *s, const json_t *params);

#endif
