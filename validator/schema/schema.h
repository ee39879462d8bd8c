/*
 * schema: what the rest of the program needs of the JSON Schema engine.
 *
 *   store    schema documents by URI; found by $id, anchors, pointers
 *   program  a schema compiled with everything it refers to; const, shared
 *   eval     one thread's scratch memory for running programs
 *
 * schema_check() only says yes or no, and is fast.  schema_explain() runs the same
 * program once more for a document that failed and keeps the whole result as
 * a tree, from which come findings (schema_findings()) and the standard output
 * formats (schema_output()).  Both give the same verdict.
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "load/node.h"
#include "schema/dialect.h"

struct arena;
struct diags;
struct eval;
struct own_format;
struct program;
struct rule_info;
struct store;
struct unit;

struct store_config {
	enum dialect dialect;   /* of schemas that name none */
	bool format_annotation; /* format asserts only if a meta-schema demands it */
	bool all_branches;      /* findings about every form of anyOf and oneOf */
	bool lint;              /* also what "schema check" says beyond errors */
	const enum severity *levels;
	unsigned char (*member_find)(struct str name); /* as in struct doc, or NULL */
	const struct own_format *formats; /* the last without a name; or NULL */
	/*
	 * Adds the document of that URI, which nothing else has, to the store, if it can;
	 * asked once for each.  NULL: nobody can.
	 */
	void (*fetch)(void *context, struct store *s, struct str uri);
	void *context;
};

/* One schema document; its problems are findings with places in it. */
struct schema_doc {
	const char *name; /* of the file, or of a built-in: "schema:cybersource/..." */
	struct doc doc;
	struct diags *diags;
	bool builtin;
	bool invalid; /* not JSON, or not valid against its meta-schema */
	bool used;    /* a schema that was compiled is in it */
	bool stray; /* of a folder, and not needed so far: its problems are nobody's */
};

/* A store that knows all built-in schemas and meta-schemas by their $id. */
struct store *store_new(const struct store_config *cfg);
void store_free(struct store *s);

/*
 * Lets s take the meta-schemas of the drafts from a store that lives longer, which
 * compiles each once: for many small stores.  Both are of one thread.
 */
void store_borrow(struct store *s, struct store *lender);

/*
 * Adds a document: text is copied; name is for messages; uri is where it was
 * retrieved from (its base if it has no $id), empty if unknown.  The document
 * is checked only when it is used.
 */
struct schema_doc *
store_add(struct store *s, struct str text, const char *name, struct str uri);

/* The document that has the URI, a built-in one, too; or NULL. */
struct schema_doc *store_document(struct store *s, struct str uri);

/* The i-th document that was added from outside or used; NULL behind the last. */
struct schema_doc *store_doc(struct store *s, size_t i);

/*
 * Compiles the schema at uri (absolute, may have a fragment) or, if doc is given, at the
 * root of that document; in it, where uri is a fragment alone.  NULL if it, or anything it
 * refers to, cannot be used: the findings are in the documents.  The program belongs to
 * the store.  Not thread-safe; the program is.
 */
const struct program *
store_compile(struct store *s, const struct schema_doc *doc, struct str uri);

/*
 * The same for a schema of ours, compiled when it is first run, by whatever thread.
 * At once, and perhaps NULL, if documents of the user's may take part in it.
 */
const struct program *store_program(struct store *s, struct str uri);

struct eval_options {
	bool
	    templates; /* strings with ${X}, {{x}}, <%= x %> pass every check of values */
	bool annotations; /* explain also what is valid: for schema_output() */
};

/*
 * The stack that a thread needs in which programs run, in bytes: whoever starts
 * threads asks for it.  Deeper nesting ends with "gave up".
 */
enum { SCHEMA_STACK = 32 * 1024 * 1024 };

struct eval *eval_new(void);
void eval_free(struct eval *e);

/* What each document may take from now on, whatever its length; 0: as its length has it. */
void eval_set_steps(struct eval *e, uint64_t steps);

/*
 * The steps (LIMITS in hookvet(1)) that a document has taken so far, and those that
 * the lines of a stream of so many bytes may take together.
 */
uint64_t schema_spent(const struct doc *d);
uint64_t schema_stream_steps(size_t bytes);

/* Whether instance is valid.  Gave up (budget, depth) counts as invalid. */
bool schema_check(struct eval *e, const struct program *p, struct node instance,
		  const struct eval_options *opt);

/* The whole result, in the arena; if that is NULL, it lives until the next one. */
struct unit *
schema_explain(struct eval *e, const struct program *p, struct node instance,
	       const struct eval_options *opt, struct arena *a);

/* Turns a result that is not valid into findings (diagnostics.md). */
void
schema_findings(struct diags *ds, const struct program *p, const struct unit *root);

/* The same, all of them under one rule. */
void schema_findings_as(struct diags *ds, const struct program *p,
			const struct unit *root, const struct rule_info *rule);

enum output_format { OUTPUT_FLAG, OUTPUT_BASIC, OUTPUT_HIERARCHICAL };

/*
 * The standard output (2019-09 and 2020-12 core, 12; v1 output) as JSON text in
 * the arena, in the form of the dialect of the program's root.
 */
const char *schema_output(const struct program *p, const struct unit *root,
			  enum output_format f, struct arena *a);

/* Of OUTPUT_FLAG, for which a verdict is enough. */
const char *schema_output_flag(bool valid);

/* Checks and, if it must, explains: all in one call.  Returns the verdict. */
bool schema_validate(struct eval *e, const struct program *p, struct node instance,
		     const struct eval_options *opt, struct diags *ds);

/* One self-contained document (schema bundle), or NULL: see the documents. */
char *store_bundle(struct store *s, const struct schema_doc *doc);

#endif
