/*
 * outputs: the reports of a run, each with its stream.
 *
 * A report to a file is written to a temporary name and put in its place at the
 * end, also when the run found something.  A report to standard output is written one
 * whole document at a time: if the run ends early (base/early-end.h), no document is
 * cut off, and cut() of the reporter makes the report whole.
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
	/* Text for standard output or a pipe waits here until a document is whole. */
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

/* Drops the reports: files that were there before stay as they are. */
void outputs_cancel(struct outputs *out);

/* Whether one of the reports is made by the reporter of that name. */
bool outputs_have(const struct outputs *out, const char *reporter);

/* Whether a report names no file, so that it is seen at once. */
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
	/* JSON for standard output or a pipe waits here until it is whole. */
	struct stage stage;
	FILE *direct; /* NULL: nothing waits */
};

bool list_open(struct list_output *out, const struct options *o);
bool list_close(struct list_output *out);

/*
 * Writes out the text that waits.  To be called when it is whole, or when the function
 * that quit_before() was given can close it.
 */
void list_move(struct list_output *out);

#endif
