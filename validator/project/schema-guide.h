/*
 * schema-guide: what the built-in schemas say of a place, for people who write there.
 *
 * Not a verdict: of all branches everything is collected that may apply to the place, as
 * nobody knows yet which branch will be meant.
 */
#ifndef PROJECT_SCHEMA_GUIDE_H
#define PROJECT_SCHEMA_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "load/cursor.h"
#include "load/node.h"

struct arena;
struct buf;
struct guide;

enum { GUIDE_MOST = 64 };

/* The schemas for a place. */
struct advice {
	struct node schemas[GUIDE_MOST];
	size_t n;
};

/* An empty one; schemas are read when they are needed. */
struct guide *guide_new(struct arena *a);

/* What the built-in schema of that name says of the value that the steps lead to. */
void guide_find(struct guide *g, const char *schema, const struct step *steps, size_t n,
		struct advice *out);

/* The first that has a keyword of that name, with its value; absent if none has. */
struct node guide_keyword(const struct advice *a, const char *name);

/* Calls for each member that is named, with what is said of its value. */
void
guide_members(struct guide *g, const struct advice *a,
	      void (*take)(void *context, struct str name, const struct advice *of),
	      void *context);

/* Whether the members that are required have that one. */
bool guide_requires(const struct advice *a, struct str name);

/* Title, description, unit and default of a value, as Markdown. */
void guide_describe(struct buf *b, const struct advice *of);

#endif
