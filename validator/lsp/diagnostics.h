/*
 * diagnostics: findings as the client shows them.
 *
 * They are pushed, with the version of the text that they belong to.  A client that pulls
 * asks for those of open documents itself, and is pushed only those of other files: it
 * would show them twice.
 */
#ifndef LSP_DIAGNOSTICS_H
#define LSP_DIAGNOSTICS_H

#include "lsp/state.h"

struct diag;
struct examined;

/* One finding of an examined document. */
json_t *diagnostic_json(struct server *s, struct document *d, const struct examined *e,
			const struct diag *f);

/* Pushes what was found in a document; nothing any more once it is closed. */
void diagnostics_publish(struct server *s, struct document *d);
void diagnostics_clear(struct server *s, const struct document *d);

/* What was found in a file that is not open: of a text, or of configs and schemas. */
void diagnostics_publish_file(struct server *s, const struct root *r, struct str path,
			      const struct examined *head);
void diagnostics_publish_problems(struct server *s);

void shown_forget(struct server *s);

/* textDocument/diagnostic */
json_t *diagnostics_pull(struct server *s, const json_t *params);

#endif
