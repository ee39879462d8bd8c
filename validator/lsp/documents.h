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

#include "base/str.h"
#include "finding/positions.h"
#include "run/judge.h"

struct server;

struct document {
	struct text text; /* the first member: a text of the server is a document */
	char *uri;
	json_int_t version;
	struct positions positions;
};

/* Adds one with the text, or gives it another. */
struct document *document_open(struct text **list, struct str uri, bool utf8);
void document_set(struct document *d, struct str text);

/*
 * Makes one of the changes of didChange.  False if it is none: then the text is no more
 * what the client has.
 */
bool document_change(struct document *d, const json_t *change);

/* NULL if none of them has that URI; one whose s is NULL is none. */
struct document *document_find(struct text *list, struct str uri);

/* Takes it off the list. */
void document_close(struct text **list, struct document *d);

/* The text, borrowed until it is changed. */
struct str document_text(const struct document *d);

/*
 * An edit of the protocol (TextEdit) that makes the text after of that before: of what
 * differs from the first to the last byte.
 */
json_t *document_difference(struct document *d, struct str after);

/* A WorkspaceEdit of one text, which is open as d (NULL: it is not). */
json_t *edits_of_document(const struct server *s, const char *uri,
			  const struct document *d, json_t *edits);

/*
 * The built-in schema that the document e of it is written for, by name; NULL if it is
 * something else.  What may become a request is taken for one.
 */
const char *document_schema(const struct document *d, const struct examined *e);

#endif
