/*
 * compile: what the functions of keywords/ work with.
 *
 * Each gets the keyword's value and emits instructions into the schema at hand.
 * The meta-schema has approved of the value before, but a user's meta-schema may
 * be lax: a value of the wrong type is passed over.
 */
#ifndef SCHEMA_COMPILE_H
#define SCHEMA_COMPILE_H

#include "load/pointers.h"
#include "schema/program.h"

struct compiler {
	struct store *store;
	struct arena *arena;
	struct schema *schema; /* at hand */
	struct schema *none;   /* stands for what is no schema; or NULL */
	struct instr *code;    /* of it, so far */
	size_t ncode, code_cap;
	const struct dialect_info *dialect;
	struct schema **queue; /* made, to be compiled */
	size_t nqueue, queue_cap;
	struct schema **all; /* made in this run, for the search for loops */
	size_t nall, all_cap;
	struct pointers pointers; /* of what is wrong */
	bool failed;
};

/* A new instruction for the keyword at hand; it stays there until the next. */
struct instr *compile_emit(struct compiler *c, enum op op, struct node value);

/* The schema at a node, compiled sooner or later. */
const struct schema *compile_sub(struct compiler *c, struct node n);

/* A finding about the schema; errors make the program unusable. */
struct diag *compile_error(struct compiler *c, struct node at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A compiled pattern, or NULL (and a finding). */
const struct regex *
compile_regex(struct compiler *c, struct str pattern, struct node at, bool at_key);

/* A sibling keyword of the schema at hand. */
struct node compile_sibling(const struct compiler *c, const char *name);

/* A non-negative integer as size_t, saturated; false if it is none. */
bool compile_count(struct node value, size_t *count);

/* The bits of a type that "type" may name; 0: there is none of that name. */
unsigned type_named(struct str name);

#endif
