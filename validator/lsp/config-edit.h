/*
 * config-edit: edits of a config file, which say that a finding is to stay.
 *
 * A member or element is put behind the last one, laid out as that is.  Of a document
 * without a config a file is made, if the client can.
 */
#ifndef LSP_CONFIG_EDIT_H
#define LSP_CONFIG_EDIT_H

#include "lsp/state.h"

struct diag;

/* An entry of "suppress" for the finding; NULL if it cannot be written. */
json_t *
config_edit_suppress(struct server *s, const struct document *d, const struct diag *f);

/* The level of the finding's rule. */
json_t *config_edit_level(struct server *s, const struct document *d,
			  const struct diag *f, enum severity level);

/* Edits of one open document. */
json_t *
edit_of_document(const struct server *s, const struct document *d, json_t *edits);

#endif
