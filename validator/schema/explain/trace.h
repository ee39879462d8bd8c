/*
 * trace: one step of an explained evaluation.
 *
 * The tree alternates: the application of a schema has a unit for each of its
 * keywords, a keyword one for each schema that it applied.  For findings only
 * what failed is kept; for the standard output everything.
 */
#ifndef SCHEMA_EXPLAIN_TRACE_H
#define SCHEMA_EXPLAIN_TRACE_H

#include "schema/program.h"

struct unit {
	struct unit *parent, *first, *last, *next;
	const struct schema *schema; /* that was applied, or whose keyword it is */
	const struct instr *instr;   /* the keyword, NULL for a schema */
	struct node at;              /* its value in the schema document; a schema */
	struct node instance;
	struct node member; /* propertyNames: whose key the instance is; else absent */
	bool valid;
	enum budget gave_up; /* the verdict is not known: a budget ended */
	bool brief; /* a failed schema that was only checked: there were too many */
	bool asked; /* under if, not, contains: a failure is an answer, no error */
	const struct schema *matched[2]; /* branches that held: oneOf wants one */
	/* how near a failed form came, see unit_nearer() */
	struct nearness {
		size_t constants; /* values that are one of few, and fit */
		size_t against;   /* the same, and do not */
		size_t fitting;   /* members and elements whose value fits */
		size_t known;     /* members and elements that the form defines */
		size_t errors;    /* failures that are to be told */
		size_t depth;     /* levels of the document down to the failure */
	} near;
};

/* What it stands for is not known: the budget ended. */
static inline void
unit_give_up(struct unit *u, enum budget ended)
{
	u->gave_up = ended;
	u->valid = false;
}

/* Whether it is the unit of a keyword, not of a schema. */
static inline bool
unit_is_keyword(const struct unit *u)
{
	return u->instr != NULL;
}

/* The name of a keyword unit's keyword. */
static inline struct str
unit_keyword(const struct unit *u)
{
	return node_key(u->at);
}

/* Whose key the instance is (propertyNames), or absent. */
static inline struct node
unit_key(const struct unit *u)
{
	while (u != NULL && !node_exists(u->member))
		u = u->parent;
	return u != NULL ? u->member : NODE_ABSENT;
}

/* The container of n, which is u's instance or a child of it; quick. */
static inline struct node
unit_container(const struct unit *u, struct node n)
{
	for (; u != NULL; u = u->parent) {
		if (u->instance.doc == n.doc && u->instance.at != n.at)
			return u->instance;
	}
	return node_parent(n);
}

/*
 * What a failed keyword has to say, as a sentence: lower case, no full stop,
 * the user's text shortened and made safe (diagnostics.md).  In the arena of ds.
 */
const char *unit_sentence(const struct unit *u, struct diags *ds);

/*
 * The names that a failed "required" misses, called in the order of the schema until
 * f says that it wants no more of them.
 */
void
unit_each_missing(const struct unit *u,
		  bool (*f)(void *arg, struct str name, struct node at), void *arg);

/* The JSON Pointer of the instance (of the object, for a key) in what is validated. */
const char *unit_instance_pointer(const struct unit *u, struct arena *a);

struct pointers;

/* Where its keyword, or schema, stands: an absolute URI where it can be one. */
const char *unit_location(const struct unit *u, struct pointers *p);

struct buf;

/*
 * The annotation of a valid keyword unit as JSON text, appended to out; false if
 * it has none (2020-12 core, 7.7 and the keywords' own sections).
 */
bool unit_annotation(const struct unit *u, struct buf *out);

#endif
