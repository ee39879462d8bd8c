/*
 * check-document: one document, from its text to its findings.
 *
 * The worker's part of a check.  A document is read, its kind found, and then
 * judged by its schema and the rules, or by the schema the user named; the
 * policies of the config come last.  Everything lives in the arena given.
 */
#ifndef RUN_CHECK_DOCUMENT_H
#define RUN_CHECK_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "load/node.h"
#include "report/report.h"
#include "service/kind.h"

struct arena;
struct beside;
struct delivery;
struct eval;
struct form;
struct input;
struct part;
struct program;

/* Where a document, or a piece of a file with one in each line, begins. */
struct lines_place {
	size_t base;             /* offset of the piece in the file */
	size_t line;             /* number of its first line */
	size_t record;           /* number of its first document */
	const struct part *part; /* that the document is; NULL: it lies in the file */
};

/* What came of a document, in a list in the order of the text. */
struct examined {
	struct examined *next;
	struct result result;
	const struct input *input;
	struct doc *doc;
	struct diags *diags;
	const struct delivery *deliveries; /* what it asks for, if that is compared */
	enum kind kind;
	bool failed;           /* a schema of that kind did */
	bool passed_over;      /* nothing of it is handed on */
	int error;             /* the file could not be read */
	uint64_t spent;        /* steps, by schemas and policies of the user */
	struct lines_place at; /* where it stands */
};

/* What is the same for all documents of a run. */
struct examine_wants {
	int standard_output;   /* enum output_format, or -1: not asked for */
	bool timeline;         /* a reporter draws it */
	bool untried;          /* fixes stay as they are: who asks tries them */
	bool raw;              /* findings are not finished */
	struct beside *beside; /* of what a walk met; NULL: there is nothing to ask */
};

struct examiner {
	const struct examine_wants *wants;
	struct eval *eval;
	struct arena *arena;
	struct examined *head, **tail;
	const struct input *last; /* the one that was looked at */
	bool update;              /* its path is that of an update */
	uint64_t spent;           /* on lines so far */
	bool exhausted;           /* more than they may take: none follows */
};

void examiner_init(struct examiner *x, const struct examine_wants *wants,
		   struct eval *eval, struct arena *a);

/* A file that could not be read: a finding too. */
void examine_unreadable(struct examiner *x, const struct input *in, int error);

/* A file that holds one document. */
void examine_document(struct examiner *x, const struct input *in, struct str text);

/* Ends early where a stream ends that has spent too much: examine_overspent(). */
void examine_lines(struct examiner *x, const struct input *in, struct str text,
		   struct lines_place at);

/* A whole file: lines, if its name says so, or one document. */
void examine_file(struct examiner *x, const struct input *in, struct str text);

/* The first of the lines only, of that length; text and place go on to the next. */
void examine_line(struct examiner *x, const struct input *in, struct str *text,
		  struct lines_place *at, size_t len);

/* The same, its end to be found. */
void examine_next_line(struct examiner *x, const struct input *in, struct str *text,
		       struct lines_place *at);

/*
 * Whether lines that have taken so many steps, up to this one, took too many.  What
 * the built-in schemas take is not counted: it is little, and depends on what a worker
 * remembers; nor is the standard output, which must not decide on findings.
 */
bool examine_overspent(const struct examined *e, uint64_t spent);

/*
 * Reads and judges the text as examine_as() does; its findings are left as they are, and
 * examine_end() is to be called.
 */
struct examined *examine_begin(struct examiner *x, const struct input *in,
			       struct str text, struct lines_place at, enum kind given);
void examine_end(struct examiner *x, struct examined *e);

/* Takes one from the list: that which was added when its tail was link. */
void examine_forget(struct examiner *x, struct examined **link);

/* Whether it is no document of ours, but may hold some. */
bool examine_may_hold(const struct examined *e);

/*
 * Examines the text as a document of that kind (KIND_NONE: to be found), whatever
 * was found before.
 */
struct examined *examine_as(struct examiner *x, const struct input *in, struct str text,
			    struct lines_place at, enum kind given);

/* The kind that options and config say, or KIND_NONE. */
enum kind examine_given_kind(const struct input *in);

/* What the file is cut by; NULL: it is JSON, and itself the document. */
const struct form *examine_form(const struct input *in);

/*
 * Where the config says that documents are in it ("at"; empty: it does not), and whether
 * they are texts there ("parse").
 */
bool examine_place(const struct input *in, struct str *pattern);

/* The schema that takes the place of the built-in ones, or NULL. */
const struct program *examine_other_schema(const struct input *in);

/* Adds what came of a document to the list. */
void examine_add(struct examiner *x, struct examined *e);

/* The length of the first line of a text, without its end. */
size_t line_length(struct str text);

/* Whether a line holds nothing but white space. */
bool line_is_blank(struct str line);

#endif
