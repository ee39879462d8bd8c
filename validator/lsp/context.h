/*
 * context: where in a text the cursor stands, for completion.
 *
 * Tokens are read from the beginning of the document to the cursor, whatever is wrong
 * with them: while somebody types the text is broken nearly always, and what stands
 * behind the cursor says nothing about what is to come there.
 */
#ifndef LSP_CONTEXT_H
#define LSP_CONTEXT_H

#include <stdbool.h>

#include "finding/diag.h"
#include "lsp/guide.h"

struct context {
	/* To the object or array that holds the cursor, and then to the value wanted. */
	struct step steps[GUIDE_DEPTH];
	size_t starts[GUIDE_DEPTH]; /* of the containers, from the outermost */
	size_t depth;               /* of containers around the cursor */
	bool unknown;               /* it is too deep, or within something odd */
	bool name;                  /* the name of a member is wanted; else a value */
	struct span token;          /* what is typed so far, with its quotes */
	bool colon;                 /* of a name: one follows */
	size_t comma_at;            /* a comma is missing here; SIZE_MAX: none is */
	bool comma_behind;          /* one is missing behind, too */
};

/* from: where the document begins (JSON Lines), to: the cursor. */
void context_read(struct context *c, struct str text, size_t from, size_t to);

/*
 * Calls for each member or element (then name is empty) of the container that begins at
 * the offset; value: the bytes of a string without its quotes, empty for all else.
 */
void context_each(struct str text, size_t start,
		  void (*take)(void *context, struct span at, struct str name,
			       struct str value),
		  void *context);

#endif
