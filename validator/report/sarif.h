/*
 * sarif: what the three files of the SARIF reporter share.  sarif.c writes the log,
 * sarif-result.c one result, sarif-rules.c the metadata of the rules.
 */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "finding/fingerprint.h"
#include "report/extras.h"
#include "report/reporters.h"

struct sarif {
	size_t written, left_out, troubles_left_out;
	struct buf notifications; /* a list that is not closed; empty: none */
	size_t nnotifications;
	struct roots roots;
	bool absolute;  /* a place was given as an absolute URI */
	size_t *index;  /* per rule of the table: its number in the log */
	size_t nlisted; /* rules of the table that are listed */
	struct extras extras;
	struct map stable; /* how often a fingerprint was there */
	struct buf out;    /* what is written next */
	/* of the file at hand */
	struct buf uri;
	struct line_hash *hashes;
	size_t nhashes;
};

void sarif_open(struct sarif *s, const struct result *r);
void sarif_close(struct sarif *s);
void sarif_free(struct sarif *s);

/* Appends the result to s->out. */
void sarif_result(struct sarif *s, const struct report_context *ctx,
		  const struct result *r, const struct diag *d);

/* Appends a member whose value is an object with that text. */
void sarif_text(struct buf *b, const char *name, struct str text);

/* The number of the rule of d in the list that sarif_rules() writes. */
size_t sarif_rule_index(struct sarif *s, const struct report_context *ctx,
			const struct diag *d);

const char *sarif_level(enum severity s);

/* Appends the elements of the array "rules" to s->out. */
void sarif_rules(struct sarif *s, const struct report_context *ctx);

/* The same with nothing but their names, for which no memory is needed. */
void
sarif_rule_names(const struct sarif *s, FILE *fp, const struct report_context *ctx);

#endif
