/* rule-text: what a person reads of a rule, as Markdown. */
#ifndef FINDING_RULE_TEXT_H
#define FINDING_RULE_TEXT_H

#include <stdbool.h>

#include "base/str.h"

struct buf;
struct rule_info;

/* An example that is a sentence is no code. */
bool rule_example_is_code(const struct rule_info *r);

/* Appends all of it: why, examples, what to do, the source. */
void rule_markdown(struct buf *out, const struct rule_info *r);

/*
 * Appends a paragraph of text that may come from a config or a document, between two of
 * ours; nothing if it is empty.
 */
void markdown_paragraph(struct buf *b, const char *before, struct str text,
			const char *behind);

#endif
