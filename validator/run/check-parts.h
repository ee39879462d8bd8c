/*
 * check-parts: a file that holds documents among other things.
 *
 * The file is cut (part/form.h), and each part examined like a document.  What is of no
 * kind is passed over, unless it holds documents itself.  At the end findings are carried
 * to their places in the file.
 *
 * A fix is made in the part, and written as edits of the file.  Whether that says the same
 * is not believed: the file with the edits is cut once more, and the part must have become
 * what the fix makes of it, and the others must be as they were.
 */
#ifndef RUN_CHECK_PARTS_H
#define RUN_CHECK_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "finding/fix.h"
#include "run/check-document.h"

struct arena;
struct doc;
struct form;
struct input;
struct part;

/* A part of a file, and what there is to be done in it. */
struct found {
	struct found *next;  /* in the order of the text */
	struct found *inner; /* what is examined instead: the documents that it holds */
	const struct part *part;
	struct examined *e;   /* of a document; else NULL */
	struct fixes *chosen; /* edits of the part that parts_apply() makes; or NULL */
};

/* The parts of a text in the form; NULL: it holds nothing that the input is about. */
struct found *parts_find(const struct input *in, const struct form *form,
			 struct str text, struct arena *a);

/* Where the document is that is a part. */
struct lines_place part_place(const struct part *p, size_t record);

/* The documents that one holds, which is that of f; so deep in the file it lies. */
struct found *parts_inside(const struct input *in, const struct doc *doc,
			   const struct found *f, unsigned depth, struct arena *a);

/*
 * Appends the text with all edits made that are chosen; false, and out is of no use, if
 * they do not make of the parts what they should.
 */
bool parts_apply(const struct input *in, const struct form *form, struct str text,
		 struct found *list, struct buf *out, struct arena *a);

/* In place of examine_as(), of a file in that form; false: there is no document in it. */
bool examine_parts(struct examiner *x, const struct input *in, struct str text,
		   const struct form *form);

#endif
