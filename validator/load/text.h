/*
 * text: pieces of the strings of a document, and edits of them.
 *
 * Rules look at the decoded text of a string; findings and edits need the place
 * in the bytes of the file.  The two differ where the string has escapes, so
 * every way from one to the other goes through here.
 */
#ifndef LOAD_TEXT_H
#define LOAD_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "finding/diag.h"
#include "load/node.h"

struct arena;

/*
 * Where a part of node_string(n) stands in the file.  An empty part stands
 * between two characters.
 */
struct span text_span(struct node n, struct str part);

/* The same for a part of node_key(n). */
struct span text_key_span(struct node n, struct str part);

/* text as it stands between the quotes of a JSON string; lives in the arena. */
struct str text_json(struct str text, struct arena *a);

/* The first template in text (${NAME}, {{ name }}, <%= name %>), or empty. */
struct str text_template(struct str text);

/* Is it a template, whole or in part: ${NAME}, {{ name }}, <%= name %>? */
static inline bool
text_is_template(struct str text)
{
	return text_template(text).len != 0;
}

static inline bool
node_is_template(struct node n)
{
	return n.doc != NULL && !n.doc->untemplated && text_is_template(node_string(n));
}

/* Whether no string of the document can have a template in it; false: not known. */
bool text_untemplated(const struct doc *d);

/*
 * Edits of f that replace a part of the string by text (decoded form); none of one in
 * other quotes, which are to be mended first.
 */
void text_replace(struct diags *ds, struct fix *f, struct node n, struct str part,
		  struct str text);

/* Edits of f that replace a whole string, or the key of a member. */
void text_set(struct diags *ds, struct fix *f, struct node n, struct str text);
void text_set_key(struct diags *ds, struct fix *f, struct node member, struct str name);

/*
 * Edits of f that take away an element or a member, with its comma and the
 * white space that would be left over.  Beside or in front of a comment they take
 * away nothing else, and f is no safe fix.  None where it is not clear what is what.
 */
void text_remove(struct diags *ds, struct fix *f, struct node n);

/* Upper and lower case of ASCII are the same. */
bool text_equal_fold(struct str a, struct str b);
bool text_ends_fold(struct str a, struct str end);

/* Is the host that name, or below it (hooks.acme.com below acme.com)? */
bool text_is_below(struct str host, struct str name);

#endif
