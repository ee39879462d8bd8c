/*
 * program: a schema in the form that is run.
 *
 * Each subschema becomes a struct schema: one instruction for each keyword in
 * the order of the text (code, for explaining), and a second list for checking
 * (fast): cheap instructions first, and everything about the members of an
 * object fused into one walk over them.  What is run (flat) is that list with those
 * of schemas it refers to.  Subschemas are compiled when something that is used
 * refers to them; a megabyte of unused $defs costs nothing.
 */
#ifndef SCHEMA_PROGRAM_H
#define SCHEMA_PROGRAM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "load/node.h"
#include "schema/keywords/table.h"
#include "schema/number.h"
#include "schema/store.h"

struct eval;
struct format;
struct guard;
struct keyword;
struct regex;
struct scope;
struct selection;
struct track;

/* A kind of instruction; in the order of cost, by which the list for checking is sorted. */
enum op {
#define OP_OF_ROW(id, ...) OP_##id,
#define NO_OP(...)
	KEYWORDS(OP_OF_ROW, OP_OF_ROW, OP_OF_ROW, NO_OP, NO_OP) OP_NONE
#undef OP_OF_ROW
#undef NO_OP
};

/*
 * In a set of enum type_bit.  What "type" names: a number that is an integer is both.
 * Absent values are TYPE_UNKNOWN, too.
 */
enum {
	TYPE_STRICT = 1 << 8 /* 1.0 is no integer (draft 4, 3.5) */
};

struct discriminator;

struct schema_list {
	const struct schema **items;
	size_t n;
	const struct discriminator *by; /* ANY_OF, ONE_OF: what selects one, or NULL */
};

/* A name and what is said of it; table: open addressing by hash. */
struct property {
	struct str name; /* s is NULL: free slot */
	uint32_t hash;
	bool required;
	unsigned char number;        /* presence.h; 0: none */
	const struct schema *schema; /* NULL: none */
};

struct property_table {
	struct property *slots;
	size_t mask, n; /* n: names */
};

/* A table over so many names; the slots are cleared. */
struct property_table table_new(struct arena *a, size_t names);
struct property *table_add(struct property_table *t, struct str name);

/* What it says of a name with that hash, or NULL. */
const struct property *
table_search(const struct property_table *t, struct str name, uint32_t hash);

/* Adds what another table says. */
void table_merge(struct property_table *to, const struct property_table *from);

struct pattern_property {
	struct str pattern;
	const struct regex *regex;
	const struct schema *schema;
};

struct pattern_list {
	struct pattern_property *items;
	size_t n;
};

/* dependentRequired: names; dependentSchemas: schema. */
struct dependency {
	struct str name;
	uint32_t hash;
	const struct schema *schema;
	struct property *names; /* only name and hash are used */
	size_t nnames;
	struct node value;
};

struct dependency_list {
	struct dependency *items;
	size_t n;
};

/* propertyDependencies: the member and the value that selects a schema. */
struct choice {
	struct str name, value;
	const struct schema *schema;
};

/* A string of up to 16 bytes: with its length both ends, by hash_ends(), tell all of it. */
struct short_string {
	uint64_t first, last;
	size_t len;
};

enum { STRINGS_FEW = 12 }; /* that are looked through: as a rule sooner than hashed */

/* enum: the values in the order of the schema; strings are found by a table. */
struct value_set {
	struct node *values;
	const struct map
	    *by_value; /* of all; NULL: few, none a container, or no others */
	struct property_table strings;
	struct short_string *few; /* in place of the table; NULL: many, or long ones */
	size_t nfew;
	size_t n;
	size_t bytes;    /* of all of them as they are written */
	unsigned others; /* set of 1 << enum node_type: of those that are no strings */
};

enum { PLAN_FEW = 3 }; /* names that are looked for one by one */

/* Everything that a walk over the members of an object tests. */
struct object_plan {
	struct property_table names; /* properties and required */
	bool borrowed;               /* names is the table of one of them */
	size_t required;             /* number of required names */
	bool few;                    /* no more than a few names, and nothing else */
	bool bare;                   /* that, and nothing is said of their values */
	bool noted;                  /* what is known of the object is asked for */
	bool numbered;               /* the next three are known: presence.h */
	uint64_t asks;               /* of a few names: the set of them; 0: unknown */
	uint64_t knows;              /* of others: those of them that any few ask for */
	/* of others: by number of a member, presence.h */
	const struct property *const *places;
	const struct property *asked[PLAN_FEW]; /* the names, if they are few */
	struct pattern_list patterns;
	const struct schema *additional, *property_names; /* NULL: none */
};

struct instr {
	enum op op;
	unsigned about; /* in flat: the bits of values that it is tested for */
	bool (*test)(struct eval *e, const struct instr *in, struct node n,
		     struct track *t, const struct scope *scope); /* in flat */
	struct node value; /* of the keyword, in its schema document */
	union {
		unsigned types;       /* TYPE */
		size_t count;         /* MAX_LENGTH ... MIN_PROPERTIES */
		struct number number; /* MAXIMUM ... MULTIPLE_OF */
		struct value_set set; /* CONST, ENUM */
		const struct regex *regex;
		struct {
			const struct format *kind;
			bool meta; /* in a meta-schema of ours */
		} format;
		const struct schema
		    *schema;             /* REF, NOT, PROPERTY_NAMES, UNEVALUATED_* */
		struct schema_list list; /* ALL_OF, ANY_OF, ONE_OF, PREFIX_ITEMS */
		struct property_table properties; /* PROPERTIES, REQUIRED */
		struct pattern_list patterns;
		struct dependency_list dependencies;
		struct {
			struct choice *items;
			size_t n;
		} choices;
		struct {
			const struct schema *schema;
			const struct instr *properties,
			    *patterns; /* beside it, or NULL */
		} additional;
		struct {
			const struct schema *schema;
			size_t from;        /* elements before it are prefixItems' */
			size_t least, most; /* in flat: of elements */
		} items;
		struct {
			const struct schema *schema;
			size_t min, max; /* SIZE_MAX: none */
			struct node min_value, max_value;
			bool marks; /* what it matches counts as evaluated (2020-12) */
		} contains;
		struct {
			const struct schema *condition, *then, *otherwise;
			const struct selection *selection; /* guard.h; or NULL */
			struct node then_value, else_value;
		} branch;
		struct {
			const struct schema *schema; /* where it leads by itself */
			struct str anchor; /* empty and recursive: $recursiveRef */
			bool recursive, dynamic;
		} dynamic;
		struct object_plan *object;
		const struct instr *within; /* CIRCLE */
	} u;
};

/* What ended an evaluation before its verdict was known. */
enum budget {
	BUDGET_NONE,
	BUDGET_REGEX,
	BUDGET_DEPTH,
	BUDGET_STEPS,
	BUDGET_MEMORY,
	BUDGET_CIRCLE /* there is none for what never ends */
};

/* LATER: made, but the search has not begun; perhaps by a run around this one. */
enum visit { VISIT_LATER, VISIT_NEW, VISIT_OPEN, VISIT_DONE };

struct schema {
	struct node source;
	struct resource *resource;
	struct instr *code; /* in the order of the text */
	struct instr *fast;
	struct instr *flat; /* fast, with that of schemas it refers to: flatten.h */
	const struct guard *guard; /* of a condition: guard.h; or NULL */
	bool asks; /* for members of the same object, by their numbers: presence.h */
	uint32_t ncode, nfast, nflat;
	uint32_t hint;  /* the cell of its x-hookvet; 0: none */
	unsigned types; /* of "type"; 0: any */
	/*
	 * Of which values, by their bits, it may hold, surely holds, and surely meets
	 * "type": types.h.  Of which of the latter the first of flat tells all, and of
	 * which without a frame: flatten.h.
	 */
	unsigned char may, must, typed, sole, quick;
	/*
	 * Of which values one byte tells that they hold, and which byte it must not be:
	 * of a text the closing quote, of a number that is no less than 0 the sign.
	 */
	unsigned char told, told_at;
	char told_by;
	unsigned char
	    leaf; /* tests within each other that tell all of it; 0: a frame */
	bool always, never; /* true and {}, false */
	bool unevaluated_items, unevaluated_properties;
	bool special; /* it needs a track, or enters a scope */
	bool compiled;
	bool failed;         /* it, or what was compiled along with it */
	bool settled;        /* compiled by an earlier run: it may be in use */
	unsigned char visit; /* enum visit, of the search for loops */
};

/* Its x-hookvet, or absent. */
static inline struct node
schema_hint(const struct schema *s)
{
	return s->hint != 0 ? (struct node){s->source.doc, s->hint} : NODE_ABSENT;
}

struct program {
	struct store *store;
	_Atomic(const struct schema *) root; /* NULL: to be compiled when it is run */
	struct str uri;                      /* then: of what */
};

/* Compiles a program of store_program(); any thread may be the first to ask. */
const struct schema *program_compile(struct program *p);

static inline const struct schema *
program_root(const struct program *p)
{
	const struct schema *root =
	    atomic_load_explicit(&p->root, memory_order_acquire);

	return root != NULL ? root : program_compile((struct program *)(uintptr_t)p);
}

/* What kind of subschemas a keyword's value holds. */
enum keyword_shape {
	SHAPE_PLAIN,           /* none */
	SHAPE_SCHEMA,          /* one */
	SHAPE_ARRAY,           /* an array of them */
	SHAPE_SCHEMA_OR_ARRAY, /* either (items before 2020-12) */
	SHAPE_MAP,             /* an object of them */
	SHAPE_MAP_OR_NAMES,    /* an object of schemas or arrays (dependencies) */
	SHAPE_MAP_OF_MAPS      /* propertyDependencies */
};

struct compiler;

/* A name of the table of keywords; a name may have rows for several dialects. */
struct keyword {
	const char *name;
	unsigned dialects;   /* set of DIALECT_BIT() */
	unsigned vocabulary; /* one enum vocabulary */
	enum keyword_shape shape;
	enum op op; /* OP_NONE: others read it */
	void (*compile)(struct compiler *c, enum op op,
			struct node value); /* or NULL */
};

/* The row for a name in a dialect, or NULL. */
const struct keyword *keyword_find(const struct keyword_table *t, struct str name,
				   const struct dialect_info *d);

/* The same for the name of a member. */
const struct keyword *keyword_of(const struct keyword_table *t, struct node member,
				 const struct dialect_info *d);

/* The first dialect that has a keyword of that name, DIALECT_COUNT if none has. */
enum dialect keyword_dialect(const struct keyword_table *t, struct str name);

/* The i-th row of all, NULL behind the last. */
const struct keyword *keyword_at(size_t i);

/* The severity of what a keyword finds, by its name; what asserts nothing is an error. */
enum severity keyword_severity(const char *name);

struct keyword_table *keyword_table_new(struct arena *a);

#endif
