/*
 * documents: the texts that the client has open, as it edits them.
 *
 * The client owns them while they are open (LSP 3.17, Text Document Synchronization):
 * what lies on disk is not read.  A document is known by its URI as the client writes it.
 */
#ifndef LSP_DOCUMENTS_H
#define LSP_DOCUMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "base/buf.h"
#include "base/str.h"
#include "lsp/positions.h"

struct judged;

struct document {
	struct document *next;
	char *uri, *path; /* path: absolute, or NULL */
	json_int_t version;
	struct buf text;
	struct positions positions;
	bool config; /* it is a config file */
	bool lost;   /* it became too long to be kept: nothing is said of it */
	bool stale;  /* text or config changed since it was judged */
	struct judged *judged; /* lsp/judge.h */
};

/* Adds one with the text, or gives it another. */
struct document *document_open(struct document **list, struct str uri, bool utf8);
void document_set(struct document *d, struct str text);

/*
 * Makes one of the changes of didChange.  False if it is none: then the text is no more
 * what the client has.
 */
bool document_change(struct document *d, const json_t *change);

struct document *document_find(struct document *list, struct str uri);

/* Takes it off the list; judged must be released already. */
void document_close(struct document **list, struct document *d);

/* The text, borrowed until it is changed. */
struct str document_text(const struct document *d);

/*
 * An edit of the protocol (TextEdit) that makes the text after of that before: of what
 * differs from the first to the last byte.
 */
json_t *document_difference(struct document *d, struct str after);

#endif
