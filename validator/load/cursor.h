/*
 * cursor: where in a text the cursor stands, for completion.
 *
 * Tokens are read from the beginning of the document to the cursor, whatever is wrong
 * with them: while somebody types the text is broken nearly always, and what stands
 * behind the cursor says nothing about what is to come there.
 */
#ifndef LOAD_CURSOR_H
#define LOAD_CURSOR_H

#include <stdbool.h>

#include "finding/diag.h"
#include "load/node.h"

enum { CURSOR_DEPTH = 64 };

/* One step from a value to one in it. */
struct step {
	bool member;
	struct str name; /* of a member */
	size_t index;    /* of an element */
};

struct cursor {
	/* To the object or array that holds the cursor, and then to the value wanted. */
	struct step steps[CURSOR_DEPTH];
	size_t starts[CURSOR_DEPTH]; /* of the containers, from the outermost */
	size_t depth;                /* of containers around the cursor */
	bool unknown;                /* it is too deep, or within something odd */
	bool name;                   /* the name of a member is wanted; else a value */
	struct span token;           /* what is typed so far, with its quotes */
	bool colon;                  /* of a name: one follows */
	size_t comma_at;             /* a comma is missing here; SIZE_MAX: none is */
	bool comma_behind;           /* one is missing behind, too */
};

/* from: where the document begins (JSON Lines), to: the cursor. */
void cursor_read(struct cursor *c, struct str text, size_t from, size_t to);

/*
 * The steps from the root to n; returns their number, CURSOR_DEPTH if there are more.
 */
size_t cursor_steps(struct node n, struct step steps[CURSOR_DEPTH]);

/*
 * Calls for each member or element (then name is empty) of the container that begins at
 * the offset; value: the bytes of a string without its quotes, empty for all else.
 */
void cursor_each(struct str text, size_t start,
		 void (*take)(void *context, struct span at, struct str name,
			      struct str value),
		 void *context);

#endif
