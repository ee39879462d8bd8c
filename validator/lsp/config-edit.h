/*
 * config-edit: edits of the config of a document, which say that a finding is to stay
 * (project/config-entry.h).  Where there is none, a file is made, if the client can.
 */
#ifndef LSP_CONFIG_EDIT_H
#define LSP_CONFIG_EDIT_H

#include "lsp/state.h"

/* An entry of "suppress" for the finding; NULL if it cannot be written. */
json_t *
config_edit_suppress(struct server *s, const struct document *d, const struct diag *f);

/* The level of the finding's rule. */
json_t *config_edit_level(struct server *s, const struct document *d,
			  const struct diag *f, enum severity level);

#endif
