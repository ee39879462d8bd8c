/* preview: the line as it would be after a fix. */
#include "finding/lines.h"
#include "finding/secret.h"
#include "report/excerpt.h"
#include "report/reporters.h"

/* Bytes of a longer line that are looked at on each side of an edit: more than an
 * excerpt shows, and than the name of a secret is long. */
enum { AROUND = 512 };

const char *
report_fix_word(const struct fix *f)
{
	if (f == NULL || f->by_hand)
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

/* The piece of the line before an edit: all, or what can be seen of it. */
static void
add_before(struct buf *text, struct diags *ds, struct span piece, bool seen)
{
	const struct secrets *s = diags_secrets(ds);
	size_t from;

	if (piece.end - piece.start <= AROUND) {
		secrets_redact(text, s, piece);
	} else if (seen) {
		piece.end = piece.start + AROUND;
		secrets_redact(text, s, piece);
	} else {
		buf_clear(text);
		from = excerpt_back(s, piece.start, piece.end);
		if (piece.end - from < AROUND)
			from = piece.end - AROUND;
		secrets_redact(text, s, (struct span){from, piece.end});
	}
}

/* The line around the edits; *added: from the first new text to the last. */
static void
edited(struct buf *text, struct diags *ds, const struct fix *f, struct span line,
       struct span *added)
{
	size_t at = line.start;

	*added = (struct span){SIZE_MAX, 0};
	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		bool seen = added->start != SIZE_MAX;

		add_before(text, ds, (struct span){at, e->span.start}, seen);
		if (!seen && e->text.len != 0)
			added->start = text->len;
		buf_put(text, e->text);
		if (e->text.len != 0)
			added->end = text->len;
		at = e->span.end;
		if (seen && text->len - added->start > AROUND)
			return;
	}
	add_before(text, ds, (struct span){at, line.end}, true);
}

size_t
report_preview(struct excerpt *out, struct diags *ds, const struct fix *f)
{
	struct span line, added;
	struct buf text = BUF_INIT, again = BUF_INIT;
	size_t number = 0;

	if (f->edits == NULL || ds->lines == NULL)
		return 0;
	line = lines_span(ds->lines, f->edits->span.start);
	if (!worth_it(ds, f, line))
		return 0;
	edited(&text, ds, f, line, &added);
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
