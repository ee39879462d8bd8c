/*
 * balance: which brackets of a text are missing, too many or of the wrong kind.
 *
 * A reader that meets the error goes on from a bad guess: it notices a missing '}'
 * lines behind the place, or at the end of the text.  So before anything is said about
 * a text that is no JSON, all its brackets are looked at once: of all the ways to make
 * them fit, the one with the fewest edits is taken, and of those the one that agrees
 * best with the layout (lines of one container are indented alike, a closing bracket
 * stands where the line of the opening one begins) and with the names of members.
 *
 * Only load/ includes this.
 */
#ifndef LOAD_RECOVER_BALANCE_H
#define LOAD_RECOVER_BALANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct doc;

enum balance_kind {
	BALANCE_CLOSE, /* a closing bracket is missing before at */
	BALANCE_OPEN,  /* an opening one */
	BALANCE_DROP,  /* the closing bracket at at is one too many */
	BALANCE_SWAP   /* it is of the wrong kind */
};

enum balance_evidence {
	EVIDENCE_NONE,   /* it may as well be missing elsewhere */
	EVIDENCE_SYNTAX, /* nowhere else would do */
	EVIDENCE_LAYOUT  /* elsewhere the lines or names would not agree with it */
};

struct balance_edit {
	struct balance_edit *next;
	enum balance_kind kind;
	enum balance_evidence evidence;
	char bracket;  /* the one to write; BALANCE_DROP: the one that is there */
	size_t at;     /* offset of the token that it is about or stands before */
	size_t behind; /* end of the token before */
	size_t open;   /* offset of the opening bracket, at itself if it is that */
};

/*
 * The edits within the text, in its order; NULL if there are none, or nobody knows.
 * What is open at the end is no edit: *open is the offset of the first bracket whose
 * end is not sure, or the length of the text.  From start on; memory from the arena.
 * A line of JSON Lines may take less for each of its bytes: there may be very many.
 * doc->searched is set.
 */
struct balance_edit *
balance_find(struct doc *doc, size_t start, size_t *open, struct arena *a);

#endif
