/*
 * bundle: one document that holds all it refers to (2020-12 core, 9.3).
 *
 * bundle.c finds the documents that are needed, decides how each is kept and what each
 * reference reads then; bundle-write.c writes them.  A document is kept in one of these
 * ways:
 *
 *   plain      without an identifier, as any other of the main document's definitions.
 *              References to it are JSON Pointers.  So it is with a document that is
 *              known by its file alone, as files have other names elsewhere.
 *   identified as a resource with its own identifier in full: all other documents.  What
 *              needs an identifier and has none that is good elsewhere gets one below
 *              https://bundle.invalid/.
 *   wrapped    one level lower than it was, below an allOf: before 2019-09 nothing
 *              counts beside a "$ref", and so neither an identifier nor definitions.
 *
 * Nothing of a path of this machine gets into it, nor of the order in which documents
 * were given: the same documents give the same bytes.
 */
#ifndef SCHEMA_BUNDLE_H
#define SCHEMA_BUNDLE_H

#include "base/map.h"
#include "schema/store.h"

/* A reference of a document, and where it leads. */
struct link {
	struct node value; /* the string */
	const struct resource *from;
	struct resource *to;
	bool names_it; /* by its identifier in full */
};

/* What is written instead of a piece of a document. */
struct rewrite {
	struct span span;
	struct str json;
};

/* A document in the bundle. */
struct part {
	struct schema_file *file;
	struct part *next;
	struct str key;    /* in the definitions */
	struct str prefix; /* the pointer from its identifier to its root; or empty */
	bool plain, wrapped;
	bool dynamic; /* a $dynamicRef or $recursiveRef is of its root's resource */
	struct link *links;
	size_t nlinks, links_cap;
	struct rewrite *rewrites; /* ascending */
	size_t nrewrites, rewrites_cap;
};

struct bundle {
	struct store *store;
	struct part *main, **tail; /* the first part; the others follow it */
	const char *container;     /* "$defs" or "definitions" */
	struct str invented;       /* what invented identifiers begin with */
	struct map names;          /* a struct str each: keys, invented identifiers */
};

/* The definition that holds the original of a wrapped document, but of the main one. */
#define BUNDLE_WRAPPED "schema"

/* "$id" or, in draft 4, "id". */
const char *bundle_id_name(const struct part *p);

/*
 * The identifier that is to be written for the part's root; s is NULL for the main one if
 * it is good as it stands, or needs none.
 */
struct str bundle_root_id(struct bundle *b, const struct part *p);

/* The text of the bundle; the caller frees it. */
char *bundle_write(struct bundle *b);

#endif
