/*
 * within: a document that is a part of a larger text, as findings see it.
 *
 * Such a document is read and judged by itself, so its findings have places in its own
 * text.  When they are finished they are carried to the places of the file, and
 * from there on the file's text, lines and secrets are theirs.  How a place is carried
 * is known elsewhere (part/part.h); here it is a function.
 *
 * All documents of a file share its lines and secrets.  What is secret is found in the file
 * (a header beside the document) and in each document (behind the escapes of a string).
 * The file is hardly ever JSON, so its secrets are guessed, and what belongs to a document
 * is known better by that.
 */
#ifndef FINDING_WITHIN_H
#define FINDING_WITHIN_H

#include <stdbool.h>

#include "base/str.h"
#include "finding/diag.h"

struct arena;
struct lines;
struct secrets;

/* The file; made once for all documents in it, and lives in the arena. */
struct outside {
	struct arena *arena;
	struct str text;
	struct lines *lines;     /* NULL: nobody has asked for one yet */
	struct secrets *secrets; /* the same */
	struct within *documents;
};

struct within {
	struct within *next; /* of the same file */
	struct outside *outside;
	struct diags *diags; /* of the document, not finished; or NULL */
	struct str text;     /* the document's own */
	const void *context;
	/* The place in the file of a span of the document. */
	struct span (*span)(const void *context, struct span inner);
	/* Calls take with each span of the file that stands in the document as it is. */
	void (*own)(const void *context, void (*take)(void *to, struct span span),
		    void *to);
	/* Writes the edits of f anew, as edits of the file; false: it cannot be done. */
	bool (*edits)(const void *context, struct fix *f, struct arena *a);
};

/* One more document of the file; before the first of them is finished. */
void within_add(struct outside *o, struct within *w);

struct span within_span(const struct within *w, struct span inner);

/* The lines and secrets of the file, made at the first call. */
struct lines *outside_lines(struct outside *o);
struct secrets *outside_secrets(struct outside *o);

#endif
