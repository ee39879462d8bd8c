/*
 * outputs: the reports of a run, each with its stream.
 *
 * A report to a file is written to a temporary name and put in its place at the
 * end, also when the run found something.  One to standard output is written document
 * by document: whenever the run has to end (base/early-end.h), whole ones stand there, and
 * the reporter can close what it has opened.
 */
#ifndef RUN_OUTPUTS_H
#define RUN_OUTPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/file.h"
#include "base/staged-stream.h"
#include "report/report.h"

struct options;

struct output {
	const struct reporter *reporter;
	const char *path; /* NULL: standard output */
	struct file_writer writer;
	FILE *fp;
	struct report_context context;
	void *state;
	/* What is read at once waits in a stage, in memory, until it is whole. */
	bool direct;
	struct stage stage;
	bool begun, filled, ended;
};

struct outputs {
	struct output *items;
	size_t n;
};

/*
 * Reads -f and -o and opens the files.  standard is the stream of a report that
 * names no file; NULL: there may be none.  False after it was said why.
 */
bool outputs_open(struct outputs *out, const struct options *o, FILE *standard,
		  const struct report_context *context);

void outputs_begin(struct outputs *out);
void outputs_file(struct outputs *out, const struct result *r);

/*
 * Ends all reports and puts those to files in their place: not if the run was stopped
 * because nobody takes its standard output, for they would be halves.  False if one could
 * not be written; said, but for standard output, which is main's.
 */
bool outputs_finish(struct outputs *out, const struct summary *s);

/* The errno of the first write to standard output that failed; 0: none has. */
int outputs_error(void);

/* Gives up what was opened: old files stand. */
void outputs_cancel(struct outputs *out);

/* Whether one of them is that of the name. */
bool outputs_have(const struct outputs *out, const char *reporter);

/* Whether a report goes where a person, or the next program, sees it at once. */
bool outputs_shown(const struct outputs *out);

/* Whether the stream may get colours: --color, then the environment. */
bool color_wanted(const struct options *o, FILE *fp);

/*
 * Columns of the terminal that a stream is shown in: what COLUMNS says, else what the
 * terminal says; 0: not known (a terminal may say 0, too).
 */
size_t columns_of(FILE *fp);

/* Whether it is a terminal, with a person before it (not in CI). */
bool interactive(FILE *fp);

/* The stream of a list (rules, catalogue, ...) and whether -f says JSON. */
struct list_output {
	FILE *fp;
	const char *path;
	struct file_writer writer;
	char format[16];
	/* JSON that is read at once waits here until it is whole. */
	struct stage stage;
	FILE *direct; /* NULL: nothing waits */
};

bool list_open(struct list_output *out, const struct options *o);
bool list_close(struct list_output *out);

/* What is written goes out: it is whole, or quit_before() knows how to close it. */
void list_move(struct list_output *out);

#endif
