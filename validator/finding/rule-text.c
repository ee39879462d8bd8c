/* rule-text: see the header. */
#include "finding/rule-text.h"

#include <string.h>

#include "base/buf.h"
#include "finding/rule.h"
#include "finding/safe.h"

bool
rule_example_is_code(const struct rule_info *r)
{
	return r->example != EXAMPLE_NONE;
}

/* A fence longer than any run of backquotes in text. */
static void
fenced(struct buf *out, const char *title, const struct rule_info *r, const char *text)
{
	size_t longest = 2, run = 0;

	if (text == NULL)
		return;
	buf_printf(out, "\n## %s\n\n", title);
	if (!rule_example_is_code(r)) {
		buf_printf(out, "%s\n", text);
		return;
	}
	for (const char *s = text; *s != '\0'; s++) {
		run = *s == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		buf_putc(out, '`');
	buf_printf(out, "%s\n%s%s", r->example == EXAMPLE_TEXT ? "" : "json", text,
		   *text != '\0' && text[strlen(text) - 1] == '\n' ? "" : "\n");
	for (size_t i = 0; i <= longest; i++)
		buf_putc(out, '`');
	buf_putc(out, '\n');
}

void
rule_markdown(struct buf *out, const struct rule_info *r)
{
	buf_printf(out, "# %s\n\n%s (%s)\n", r->name, r->summary,
		   severity_name(r->severity));
	if (r->reason != NULL)
		buf_printf(out, "\n## Why\n\n%s\n", r->reason);
	fenced(out, "Bad", r, r->bad);
	fenced(out, "Good", r, r->good);
	if (r->fix != NULL)
		buf_printf(out, "\n## What to do\n\n%s\n", r->fix);
	if (r->source != NULL)
		buf_printf(out, "\n## Source\n\n%s\n", r->source);
}

void
markdown_paragraph(struct buf *b, const char *before, struct str text,
		   const char *behind)
{
	if (text.len == 0)
		return;
	if (b->len != 0)
		buf_puts(b, "\n\n");
	buf_puts(b, before);
	safe_add(b, text);
	buf_puts(b, behind);
}
