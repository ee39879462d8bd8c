/*
 * examine: one document, from its text to its findings.
 *
 * The worker's part of a check.  A document is read, its kind found, and then
 * judged by its schema and the rules, or by the schema the user named; the
 * policies of the config come last.  Everything lives in the arena given.
 */
#ifndef CLI_EXAMINE_H
#define CLI_EXAMINE_H

#include <stdbool.h>
#include <stddef.h>

#include "load/node.h"
#include "report/report.h"

struct arena;
struct delivery;
struct eval;
struct input;

/* What came of a document, in a list in the order of the text. */
struct examined {
	struct examined *next;
	struct result result;
	const struct input *input;
	struct doc *doc;
	struct diags *diags;
	const struct delivery *deliveries;
	int error; /* the file could not be read */
};

/* What is the same for all documents of a run. */
struct examine_wants {
	int standard_output; /* enum output_format, or -1: not asked for */
	bool timeline;       /* a reporter draws it */
	bool keep_alike;     /* fold nothing: --fix, baselines */
};

struct examiner {
	const struct examine_wants *wants;
	struct eval *eval;
	struct arena *arena;
	struct examined *head, **tail;
};

void examiner_init(struct examiner *x, const struct examine_wants *wants,
		   struct eval *eval, struct arena *a);

/* A file that could not be read: a finding too. */
void examine_unreadable(struct examiner *x, const struct input *in, int error);

/* A file that holds one document. */
void examine_document(struct examiner *x, const struct input *in, struct str text);

/* A piece of a file that holds a document in each line. */
struct lines_place {
	size_t base;   /* offset of the piece in the file */
	size_t line;   /* number of its first line */
	size_t record; /* number of its first document */
};

void examine_lines(struct examiner *x, const struct input *in, struct str text,
		   struct lines_place at);

/* Whether a line holds nothing but white space. */
bool line_is_blank(struct str line);

#endif
