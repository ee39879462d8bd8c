/*
 * values: findings as JSON, written piece by piece.
 *
 * A report of a million findings needs the memory of one: each is written into a buf,
 * which goes out before the next.  To make it of jansson's values first took 220,000
 * instructions for a finding in SARIF; this takes 48,000.  Commas come by themselves:
 * whatever is opened, and each key, value and word, asks what stands before it.
 */
#ifndef REPORT_VALUES_H
#define REPORT_VALUES_H

#include <jansson.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"
#include "report/report.h"

/* An object or array begins; buf_putc() ends it. */
void value_open(struct buf *b, char bracket);

/* The name of the next value: plain ASCII. */
void value_key(struct buf *b, const char *name);

/*
 * Text of others as a string; ill-formed bytes become U+FFFD, and characters that
 * safe.h hides \uXXXX, so a report is harmless in a terminal and in a log.
 */
void value_text(struct buf *b, struct str text);
void value_string(struct buf *b, const char *text); /* NULL: null */

void value_count(struct buf *b, size_t n);
void value_word(struct buf *b, const char *word); /* true, false, null */
void value_json(struct buf *b, struct str json);  /* what is JSON already */

/* A key with such a value. */
void value_member(struct buf *b, const char *name, const char *text);
void value_member_count(struct buf *b, const char *name, size_t n);

/* A key with an object or array that begins; returns b->len before it. */
size_t value_member_open(struct buf *b, const char *name, char bracket);

/* Ends the array of that key; it vanishes with its key if it is empty. */
void value_close_list(struct buf *b, size_t before);

/* Writes what is in b; b is empty afterwards. */
void value_flush(struct buf *b, FILE *fp);

/* Writes and releases v, on one line, with the same characters hidden. */
void value_write(FILE *fp, json_t *v);

/* The same on lines of its own, indented: an answer that is read by people, too. */
void value_write_lines(FILE *fp, json_t *v);

/* The same for a text that is JSON already, ill-formed UTF-8 aside. */
void value_write_text(FILE *fp, struct str text);

/* A finding, and the summary, as report.schema.json describes them. */
void value_finding(struct buf *b, const struct result *r, const struct diag *d);
void value_summary(struct buf *b, const struct summary *s);
void value_tool(struct buf *b, const struct report_context *ctx);

#endif
