/*
 * jsonl-read: the lines of jsonl reports, read again.
 *
 * A report is findings, a line each, and a line with the summary; several may
 * follow each other in one stream.  Lines come from anybody: each is checked
 * against the built-in schema of reports before it is taken apart, and what the
 * schema cannot say (edits in order, numbers that fit) is checked here.  Of the
 * input no more than a line is kept.
 */
#ifndef RUN_JSONL_READ_H
#define RUN_JSONL_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "load/node.h"
#include "report/report.h"

struct arena;
struct eval;
struct program;
struct session;

enum record {
	RECORD_FINDING,
	RECORD_SUMMARY,
	RECORD_END,  /* of the file */
	RECORD_WRONG /* the file cannot be read on, and it was said why */
};

struct records {
	const struct program *finding, *summary; /* schemas of the two kinds of line */
	struct eval *eval;
	struct arena *arena; /* of the line at hand */
	const char *path;
	int fd;
	bool ended; /* nothing more to read */
	struct buf text;
	size_t at, line; /* behind the line at hand; its number */
	struct doc doc;  /* the line at hand */
};

/* False if the schemas cannot be used. */
bool jsonl_init(struct records *r, struct session *s);
void jsonl_release(struct records *r);

/* Begins with a file, or standard input (-); said and false if it cannot. */
bool jsonl_open(struct records *r, const char *path);
void jsonl_close(struct records *r);

/* The next line that is not blank. */
enum record jsonl_next(struct records *r);

/* Says what is wrong with the line at hand. */
void jsonl_refuse(const struct records *r, const char *why);

/* Of RECORD_FINDING: the document it is about.  The texts live in the arena. */
bool jsonl_document(struct records *r, struct result *to, struct arena *a);

/* The finding itself, added to to->diags; said and false if it is none. */
bool jsonl_finding(struct records *r, const struct result *to);

/* Of RECORD_SUMMARY: adds its counts; *status becomes the greater one. */
bool jsonl_summary(struct records *r, struct summary *sum, size_t *findings);

#endif
