/*
 * actions: repairs of findings, as edits that the client makes.
 *
 *   quickfix               the fixes of a finding, safe ones preferred; for names of
 *                          products and events also each that is near; what keeps it
 *                          from being found again (lsp/config-edit.h)
 *   source.fixAll.hookvet  what --fix makes of the whole
 */
#ifndef LSP_ACTIONS_H
#define LSP_ACTIONS_H

#include "lsp/state.h"

json_t *actions_list(struct server *s, const json_t *params);

/* An action whose edit was left out. */
json_t *actions_resolve(struct server *s, const json_t *params);

#endif
