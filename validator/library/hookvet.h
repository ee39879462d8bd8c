/*
 * hookvet: JSON Schema for C programs, drafts 4, 6, 7, 2019-09, 2020-12 and v1.
 *
 *	struct hookvet *h = hookvet_new();
 *	const struct hookvet_schema *schema;
 *	struct hookvet_checker *c = hookvet_checker_new(h);
 *
 *	hookvet_add(h, "https://example.com/a", text, length);
 *	hookvet_compile(h, "https://example.com/a", &schema);
 *	hookvet_check(c, schema, document, document_length);
 *
 * Schemas are added by URI and compiled; a compiled schema is const and for any thread.  A
 * checker checks documents and belongs to one thread at a time.  Running out of memory, of
 * stack and of steps are results like any other: nothing here ends the program, writes
 * anywhere, reads the environment, sets or asks a locale, or fetches anything.  All of it is
 * in hookvet(3).
 */
#ifndef HOOKVET_H
#define HOOKVET_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

struct hookvet;          /* schemas that were added, and options; of one thread */
struct hookvet_schema;   /* compiled with all that it refers to; for any thread */
struct hookvet_checker;  /* checks documents; of one thread at a time */
struct hookvet_document; /* was read and is kept; for any thread */

enum hookvet_result {
	HOOKVET_OK = 0, /* done; of a check: the document is valid */
	HOOKVET_INVALID,
	HOOKVET_NOT_JSON,     /* the document is no JSON text (RFC 8259) */
	HOOKVET_BAD_SCHEMA,   /* or there is none, or one that it refers to */
	HOOKVET_BAD_ARGUMENT, /* an option that there is not, a checker that is NULL */
	/* What follows says nothing of the document or the schema. */
	HOOKVET_NO_MEMORY, /* malloc() failed, or HOOKVET_MEMORY is used up */
	HOOKVET_TOO_DEEP,  /* for the stack that is left, or for any */
	HOOKVET_TOO_MUCH_WORK,
	HOOKVET_END /* of the stream: nothing was left to check */
};

/* A few words about a result, and the version of the library that runs, as "1.2.3". */
const char *hookvet_result_text(enum hookvet_result result);
const char *hookvet_version(void);

/* NULL if there is no memory.  hookvet_free() it: in any order with what it made. */
struct hookvet *hookvet_new(void);
void hookvet_free(struct hookvet *h);

/* Options are for what is made or compiled later. */
enum hookvet_option {
	HOOKVET_FORMAT_ASSERTION, /* 1; 0: only where the meta-schema says so */
	HOOKVET_VERDICT_ONLY,     /* 0; 1: no findings are made */
	HOOKVET_STEPS,  /* of work that a document may take; 0: as its length has it */
	HOOKVET_MEMORY, /* bytes for each schema, checker and document; 0: no limit */
	HOOKVET_STACK   /* bytes of it for each call; 0: what the thread has left */
};
enum hookvet_result
hookvet_set(struct hookvet *h, enum hookvet_option option, uint64_t value);

/* Of schemas without "$schema": "2020-12", the default, "draft7" or a URI. */
enum hookvet_result hookvet_set_dialect(struct hookvet *h, const char *dialect);

/*
 * Called while a schema is compiled, once for each URI (without fragment) that nothing
 * else has.  If resolve() can, it calls hookvet_add() with that URI, and nothing else
 * with h.  NULL: nobody is asked.
 */
void
hookvet_set_resolver(struct hookvet *h,
		     void (*resolve)(void *context, struct hookvet *h, const char *uri),
		     void *context);

/*
 * A format, which takes the place of one of that name.  test() gets the string in UTF-8,
 * without a NUL behind it, and says whether it is of the format (not 0); any thread that
 * checks calls it.  It may use the library, but not the checker that calls it.
 */
enum hookvet_result
hookvet_add_format(struct hookvet *h, const char *name,
		   int (*test)(void *context, const char *text, size_t length),
		   void *context);

/*
 * Adds a schema; uri and text are copied.  uri is absolute, or empty for one schema that
 * no other refers to by it.  Of several with one URI the first is used.  The meta-schemas
 * of all drafts are there, where none is added.  The text is looked at when it is first needed.
 */
enum hookvet_result
hookvet_add(struct hookvet *h, const char *uri, const char *text, size_t length);

/*
 * Compiles the schema at uri, which may have a fragment, or be one.  *schema is NULL unless
 * the result is HOOKVET_OK; the findings of HOOKVET_BAD_SCHEMA are asked of h.
 */
enum hookvet_result hookvet_compile(struct hookvet *h, const char *uri,
				    const struct hookvet_schema **schema);
void hookvet_schema_free(const struct hookvet_schema *schema);

/* What is wrong, and where.  Texts are UTF-8; none is NULL.  More may follow at the end. */
struct hookvet_finding {
	const char *document; /* the URI of the schema at fault; "": what was checked */
	size_t record;        /* of the stream, from 1; 0: no stream */
	size_t line, column;  /* from 1; columns are code points */
	size_t offset, length; /* bytes */
	const char *pointer;   /* to the value at fault: JSON Pointer (RFC 6901) */
	const char *keyword;   /* that failed; "": none, as in what is no JSON */
	const char *schema;    /* the keyword's absolute location; "" */
	const char *message;   /* a sentence, lower case, no full stop */
};

/* The i-th finding of the last hookvet_compile(), NULL behind the last. */
const struct hookvet_finding *hookvet_schema_finding(const struct hookvet *h, size_t i);

/* NULL if there is no memory, or no h.  It has the options that h has now. */
struct hookvet_checker *hookvet_checker_new(const struct hookvet *h);
void hookvet_checker_free(struct hookvet_checker *c);

/* Checks a text. */
enum hookvet_result
hookvet_check(struct hookvet_checker *c, const struct hookvet_schema *schema,
	      const char *text, size_t length);

/* The i-th finding of the last call with c, until the next; NULL behind the last. */
const struct hookvet_finding *
hookvet_finding(const struct hookvet_checker *c, size_t i);

/* What is left of a stream of texts, a line each (JSON Lines); the counts begin with 0. */
struct hookvet_stream {
	const char *text;
	size_t length;
	size_t records, lines, offset; /* that were passed */
};

/* Checks the next line that is not blank, and passes it; HOOKVET_END if there is none. */
enum hookvet_result
hookvet_check_next(struct hookvet_checker *c, const struct hookvet_schema *schema,
		   struct hookvet_stream *stream);

/*
 * Reads a text to check it more than once; it is borrowed and must stay as it is.
 * *document is NULL unless the result is HOOKVET_OK; hookvet_document_free() it.
 */
enum hookvet_result hookvet_read(struct hookvet_checker *c, const char *text,
				 size_t length, struct hookvet_document **document);
void hookvet_document_free(struct hookvet_document *document);

enum hookvet_result
hookvet_check_document(struct hookvet_checker *c, const struct hookvet_schema *schema,
		       const struct hookvet_document *document);

/* The standard output formats (2020-12 core, 12, where the list is "basic"; v1). */
enum hookvet_output_format { HOOKVET_FLAG, HOOKVET_LIST, HOOKVET_HIERARCHICAL };

/* The whole result as JSON text, until the next call with c; NULL if there is no verdict. */
enum hookvet_result
hookvet_output(struct hookvet_checker *c, const struct hookvet_schema *schema,
	       const struct hookvet_document *document,
	       enum hookvet_output_format format, const char **output);

/* An annotation (2020-12 core, 7.7).  More may follow at the end. */
struct hookvet_annotation {
	const char *pointer; /* to the value it is about */
	const char *keyword, *schema;
	const char *value; /* JSON text */
};

/* Checks the document, and keeps the annotations if it is valid. */
enum hookvet_result
hookvet_annotate(struct hookvet_checker *c, const struct hookvet_schema *schema,
		 const struct hookvet_document *document);

/* As hookvet_finding(). */
const struct hookvet_annotation *
hookvet_annotation(const struct hookvet_checker *c, size_t i);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
