/* preview: the line as it would be after a fix. */
#include "report/excerpt.h"
#include "report/lines.h"
#include "report/reporters.h"
#include "report/secret.h"

const char *
report_fix_word(const struct fix *f)
{
	if (f == NULL)
		return "";
	return f->applicability == FIX_SAFE ? " (safe fix)" : " (suggested fix)";
}

static bool
has_word(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.s[i];

		if ((c >= '0' && c <= '9') ||
		    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80)
			return true;
	}
	return false;
}

static bool
has_line_end(struct str s)
{
	return s.len != 0 &&
	       (memchr(s.s, '\n', s.len) != NULL || memchr(s.s, '\r', s.len) != NULL);
}

/* Whether all edits stay within one line and at least one adds a word: that a
 * comma goes in or out, the help says well enough. */
static bool
worth_it(struct diags *ds, const struct fix *f, struct span line)
{
	bool word = false;

	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		if (e->span.start < line.start || e->span.end > line.end ||
		    has_line_end(e->text))
			return false;
		word = word || has_word(e->text);
	}
	return word && report_fix_open(ds, f);
}

size_t
report_preview(struct excerpt *out, struct diags *ds, const struct fix *f)
{
	struct span line, added = {SIZE_MAX, 0};
	struct buf text = BUF_INIT, again = BUF_INIT;
	size_t at, number = 0;

	if (f->edits == NULL)
		return 0;
	line = lines_span(ds->lines, f->edits->span.start);
	if (!worth_it(ds, f, line))
		return 0;
	at = line.start;
	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		secrets_redact(&text, diags_secrets(ds),
			       (struct span){at, e->span.start});
		if (added.start == SIZE_MAX && e->text.len != 0)
			added.start = text.len;
		buf_put(&text, e->text);
		if (e->text.len != 0)
			added.end = text.len;
		at = e->span.end;
	}
	secrets_redact(&text, diags_secrets(ds), (struct span){at, line.end});
	/* if the edits made a new secret visible, show nothing */
	secret_redact_text(&again, buf_str(&text));
	if (str_equal(buf_str(&text), buf_str(&again))) {
		excerpt_line(out, buf_str(&text), added);
		number = lines_find(ds->lines, line.start).line;
	}
	buf_release(&text);
	buf_release(&again);
	return number;
}
