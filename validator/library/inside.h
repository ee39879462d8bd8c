/*
 * inside: what the files of the library share.
 *
 * Each call is a session: what it allocates belongs to a heap (base/mem.h), and it goes no
 * further down the stack than there is stack (base/stack.h).  If one of them ends, the call
 * is left in the middle and the caller gives the heap back, with all that was made in it.
 *
 * The texts of schemas lie in the heap of the struct hookvet.  Each compilation has a store
 * (schema/store.h) and a heap of its own: if it runs out of memory, only it is lost, and
 * what was compiled before is const for ever.  A second store, which lives longer, lends
 * them the meta-schemas.
 */
#ifndef LIBRARY_INSIDE_H
#define LIBRARY_INSIDE_H

#include "base/mem.h"
#include "finding/diag.h"
#include "library/hookvet.h"
#include "schema/format.h"
#include "schema/program.h"

struct arena;

struct limits {
	uint64_t steps;
	size_t memory, stack; /* 0: as enum hookvet_option says */
};

struct findings {
	struct hookvet_finding *list;
	size_t n, cap;
};

struct added {
	const char *uri;
	struct str text;
};

struct hookvet {
	struct heap *heap;
	struct limits limits;
	enum dialect dialect;
	bool annotation, verdict_only;
	struct added *added;
	size_t nadded, added_cap;
	struct own_format *formats; /* of the same name the last counts */
	size_t nformats, formats_cap;
	void (*resolve)(void *context, struct hookvet *h, const char *uri);
	void *context;
	struct heap *lent; /* of the store that lends meta-schemas */
	struct store *lender;
	bool compiling, starved; /* starved: hookvet_add() had no memory meanwhile */
	struct heap *refused;    /* of the last schema that was bad, and its findings */
	struct findings findings;
};

struct hookvet_schema {
	struct heap *heap; /* it lies in it */
	const struct program *program;
};

/* NULL if there is no memory. */
struct heap *session_heap(const struct limits *l);

/*
 * Runs run(context) on the heap: HOOKVET_OK, HOOKVET_NO_MEMORY or HOOKVET_TOO_DEEP.
 * Sessions may be within each other, as the user's functions may call the library.
 */
enum hookvet_result session_run(struct heap *h, const struct limits *l,
				void (*run)(void *context), void *context);

/*
 * Adds what ds has, in its order; document and record are as in hookvet.h.  What is no
 * error is left out, unless all is set.
 */
void findings_add(struct findings *f, struct diags *ds, const char *document,
		  size_t record, bool all, struct arena *a);

/* Adds one of the library's own, which has no place. */
void findings_say(struct findings *f, const char *document, const char *message,
		  struct arena *a);

/* What a budget that ended is to the user; otherwise what is given. */
enum hookvet_result result_of(enum budget ended, enum hookvet_result otherwise);

#endif
