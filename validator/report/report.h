/*
 * report: the table of reporters.
 *
 * A reporter turns results into bytes on one stream; it sees only report/ and
 * base/.  begin() once, file() for each document in input order, end() once; or,
 * where the run cannot go on, cut() makes an end, so that what reads the report finds
 * it whole, and in it that it is not complete.  Any of them may be NULL.  A reporter
 * keeps what it must in its own state (made by begin(), handed to the others).
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "finding/diag.h"

struct output_tree;

/* What came of one document. */
struct result {
	const char *path; /* as named by the user or the walk, '/' separated */
	size_t record;    /* within JSON Lines, from 1; 0 elsewhere */
	const char *kind; /* name of the kind, or NULL if none was found */
	struct diags *diags;
	bool skipped;    /* met in a walk and no document of ours */
	bool unreadable; /* could not be read: exit status 2 */
	/* For a schedule in the html report: the figure, or NULL. */
	const char *timeline;
	/* -f basic, -f hierarchical, -f flag: the standard output, or NULL if the
	 * document could not be judged; "" for what is no instance. */
	const char *standard_output;
};

struct summary {
	size_t files, documents, skipped, errors, warnings, infos;
	size_t suppressed, baselined, unreadable, files_with_findings;
	size_t fixable_safe, fixable_suggested, fixed;
	size_t not_shown;      /* beyond --max-problems */
	size_t links, ignored; /* that a walk met: not followed, and left out */
	int exit_status;
	double seconds; /* less than 0: not known */
};

/* What a reporter may know about the run. */
struct report_context {
	const struct rule_table *rules;
	const enum severity *levels; /* effective severity per rule, table's order */
	enum severity fail_on;       /* SEV_OFF: never */
	bool color;
	bool verbose;          /* -v: print JSON Pointers */
	bool has_suppressions; /* a config, baseline: SARIF then writes them for all */
	bool has_baseline;
	size_t max_problems; /* 0: no limit */
	size_t columns;      /* of the terminal; 0: not known, or none */
	const char *version;
};

/*
 * Why a report is not complete: the message is plain ASCII without quotes.  What is
 * written for that takes no memory; state may be that of a file() or end() which was
 * interrupted, and of which nothing is shown.
 */
struct cut {
	const char *why;
	bool empty; /* no file() has written anything */
};

struct reporter {
	const char *name, *summary;
	const char *extension; /* the usual ending of a file: "sarif" */
	size_t spools;         /* how many temporary files it needs: tempfile.h */
	bool live;             /* somebody reads each finding as it comes */
	bool findings_only;    /* file() says nothing of what has none */
	void *(*begin)(FILE *fp, const struct report_context *ctx);
	void (*file)(void *state, FILE *fp, const struct report_context *ctx,
		     const struct result *r);
	/* Findings beyond max_problems so far; NULL: it shows all. */
	size_t (*left_out)(const void *state);
	void (*end)(void *state, FILE *fp, const struct report_context *ctx,
		    const struct summary *s);
	/* In the place of end() where the run ends early: base/early-end.h */
	void (*cut)(void *state, FILE *fp, const struct report_context *ctx,
		    const struct cut *c);
};

/* By name, or NULL. */
const struct reporter *reporter_find(struct str name);

/* The i-th reporter, NULL behind the last. */
const struct reporter *reporter_at(size_t i);

#endif
