/*
 * values: findings as JSON values, one at a time.
 *
 * A report of a million findings needs the memory of one: each is made,
 * written and released before the next.
 */
#ifndef REPORT_VALUES_H
#define REPORT_VALUES_H

#include <jansson.h>
#include <stdio.h>

#include "base/str.h"
#include "report/report.h"

/* Text of others as a JSON string; ill-formed bytes become U+FFFD. */
json_t *value_text(struct str text);
json_t *value_string(const char *text);

/*
 * Writes and releases v.  On one line; characters that safe.h hides are
 * written as \uXXXX, so a report is harmless in a terminal and in a log.
 */
void value_write(FILE *fp, json_t *v);

/* The same on lines of its own, indented: an answer that is read by people, too. */
void value_write_lines(FILE *fp, json_t *v);

/* The same for a text that is JSON already, ill-formed UTF-8 aside. */
void value_write_text(FILE *fp, struct str text);

/* A finding, and the summary, as report.schema.json describes them. */
json_t *value_finding(const struct result *r, const struct diag *d);
json_t *value_summary(const struct summary *s);
json_t *value_tool(const struct report_context *ctx);

#endif
