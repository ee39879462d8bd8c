/*
 * form: what a text may be written in, and how the documents in it are cut out.
 *
 * A form is a container (Markdown, a shell script), in which documents lie among other
 * things, or a syntax, in which one is written.  All are rows of one table: to add one,
 * write a file with its function and a row.  A container takes what it finds to
 * cutting_take() with the form that it has there, so a shell command in a block of
 * Markdown is cut like a script.
 */
#ifndef PART_FORM_H
#define PART_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "load/node.h"
#include "part/part.h"

struct arena;
struct cutting;

struct form {
	const char *names;   /* of fenced blocks; the first is the one in a config */
	const char *endings; /* of the names of files that are in it, or "" */
	bool syntax;         /* it is one document, or a stream of them */
	/* NULL: it is JSON, and nothing is to be cut. */
	void (*cut)(struct cutting *c, const struct part *outer, struct str text);
};

/* The documents that were cut out of a text so far. */
struct cutting {
	struct arena *arena;
	struct part *head, **tail;
	unsigned depth; /* parts around the text at hand */
};

/* The form by the name of a file, or by a word ("sh"); NULL: none. */
const struct form *form_of_file(struct str path);
const struct form *form_named(struct str word);

/* What a text without any name is in, by its beginning; NULL: none. */
const struct form *form_of_text(struct str text);

/* Plain JSON. */
extern const struct form *const form_json;

void cutting_init(struct cutting *c, struct arena *a);

/* Cuts p further, or adds it to the documents if its form is JSON. */
void cutting_take(struct cutting *c, struct part *p, const struct form *form);

/*
 * All documents of a file that is in the form, in their order; NULL: there is none.  A
 * text that is too long has none.
 */
struct part *form_cut(const struct form *form, struct str text, struct arena *a);

/*
 * The documents that a document of no kind holds: examples, bodies of requests, values
 * that a document is wrapped in.  It is the text of outer (NULL: the file).  With a pattern
 * those that stand there: a JSON Pointer in which a token '*' is any, '**' any number of
 * them.  With parse strings are, too, by what they hold.
 */
struct part *json_documents(struct node root, const struct part *outer,
			    struct str pattern, bool parse, struct arena *a);

/* The same of a text that is not read yet. */
struct part *json_documents_of(const struct part *outer, struct str pattern, bool parse,
			       struct arena *a);

/* Writes the edits of f, which are of the part, anew as edits of the file; or false. */
bool part_edits(const struct part *p, struct fix *f, struct arena *a);

/* The same of a list of edits alone; NULL if it cannot be done. */
struct edit *
part_carry_edits(const struct part *p, const struct edit *edits, struct arena *a);

/* --- for the files of forms -------------------------------------------------- */

void markdown_cut(struct cutting *c, const struct part *outer, struct str text);
void shell_cut(struct cutting *c, const struct part *outer, struct str text);
void console_cut(struct cutting *c, const struct part *outer, struct str text);
void http_cut(struct cutting *c, const struct part *outer, struct str text);

/* The end of the line at at, before its line end; and where the next line begins. */
size_t line_end(struct str text, size_t at);
size_t line_next(struct str text, size_t at);

/* Where the first character at or behind at is that is no white space. */
size_t skip_space(struct str text, size_t at);

/* The first line of an answer, or of a request: a method in capitals, and where it goes. */
bool opens_request(struct str line);

/* Whether an object or an array may begin at at. */
bool opens_json(struct str text, size_t at);

#endif
