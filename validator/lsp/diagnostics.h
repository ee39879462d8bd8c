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
struct root;

/* One finding of an examined document. */
json_t *diagnostic_json(struct server *s, struct document *d, const struct examined *e,
			const struct diag *f);

/* Pushes what was found in a document; nothing any more once it is closed. */
void diagnostics_publish(struct workspace *w, struct text *t);
void diagnostics_clear(struct server *s, const struct document *d);

/* What was found in a file that is not open; NULL: nothing any more. */
void diagnostics_publish_file(struct workspace *w, const struct root *r,
			      struct str path, const struct examined *head);

/* After a judgement: takes back what was not found again. */
void diagnostics_settle(struct server *s);

void shown_forget(struct server *s);

#endif
