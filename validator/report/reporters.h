/*
 * reporters: what the reporters share among themselves.
 */
#ifndef REPORT_REPORTERS_H
#define REPORT_REPORTERS_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"
#include "report/report.h"

struct excerpt;

/* The findings of a result that count: those that are not suppressed. */
const struct diag *report_first(const struct result *r);
const struct diag *report_next(const struct diag *d);

/*
 * Whether the fix may be written out for a program to apply: not if its text,
 * or what it replaces, holds a secret.
 */
bool report_fix_open(struct diags *ds, const struct fix *f);

/* " (safe fix)", " (suggested fix)", or "" if --fix makes none. */
const char *report_fix_word(const struct fix *f);

/*
 * The line as it would be, what is new marked from the first to the last edit.
 * Returns its number; 0 if there is nothing worth to be seen, or a secret.
 */
size_t report_preview(struct excerpt *out, struct diags *ds, const struct fix *f);

/* "safe" or "suggested". */
const char *report_applicability(enum applicability a);

/* What a document is called that has no file. */
#define STANDARD_INPUT "<stdin>"

/*
 * Where names of files begin: GITHUB_WORKSPACE, CI_PROJECT_DIR (each with and without
 * links), the repository around the current folder.  Their paths have no '/' at the
 * end, that of "/" is empty.
 */
struct roots {
	struct buf folders[5];
	size_t n;
	struct buf here; /* the current folder */
	struct buf path,
	    name; /* the last one that was asked for, and how it is called */
};

void roots_init(struct roots *r);
void roots_release(struct roots *r);

/*
 * The path as GitHub, GitLab and others know it: from the first root that it lies
 * below, else from the repository that it is in itself, else from the current folder;
 * without "./" and "..".  Absolute if it is below none of them.  Valid until the next
 * call.
 */
const char *report_relative(struct roots *r, const char *path);

/* The same as the URI of SARIF (percent-encoded). */
void report_uri(struct roots *r, struct buf *out, const char *path);

/* An absolute path, or any piece of one, percent-encoded. */
void report_percent(struct buf *out, struct str path);

/* message, with a capital and a full stop, for formats that want sentences. */
void report_sentence(struct buf *out, const char *message);

/* The message with notes and help, one a line, without anything in front. */
void report_explain(struct buf *out, const struct diag *d);

#define REPORTERS(X)                                                                   \
	X(text)                                                                        \
	X(compact)                                                                     \
	X(json)                                                                        \
	X(jsonl)                                                                       \
	X(sarif)                                                                       \
	X(junit)                                                                       \
	X(github)                                                                      \
	X(gitlab)                                                                      \
	X(checkstyle)                                                                  \
	X(rdjsonl)                                                                     \
	X(tap)                                                                         \
	X(markdown)                                                                    \
	X(html)                                                                        \
	X(basic)                                                                       \
	X(hierarchical)                                                                \
	X(flag)

#define X(name) extern const struct reporter reporter_##name;
REPORTERS(X)
#undef X

#endif
