/* text: pieces of the strings of a document, and edits of them. */
#include "load/text.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/escape.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "load/reading.h"
#include "load/scan.h"

bool
text_equal_fold(struct str a, struct str b)
{
	size_t i;

	if (str_equal(a, b))
		return true;
	for (i = 0; a.len == b.len && i < a.len; i++) {
		if (str_lower(a.s[i]) != str_lower(b.s[i]))
			return false;
	}
	return a.len == b.len;
}

bool
text_ends_fold(struct str a, struct str end)
{
	return a.len >= end.len &&
	       text_equal_fold(str_slice(a, a.len - end.len, a.len), end);
}

bool
text_is_below(struct str host, struct str name)
{
	if (host.len > name.len && host.s[host.len - name.len - 1] != '.')
		return false;
	return text_ends_fold(host, name);
}

/*
 * The length of the character at s in a JSON string's text (RFC 8259, 7), and
 * in *decoded that of what it stands for.
 */
static size_t
step(const char *s, const char *end, size_t *decoded)
{
	char bytes[4];
	uint32_t c;
	size_t n;

	if (*s != '\\') {
		n = utf8_decode(s, (size_t)(end - s), &c);
		return *decoded = n != 0 ? n : 1;
	}
	n = escape_decode(s, end, &c);
	if (n ==
	    0) { /* none: string_decode_loose() keeps it, but \' and \ before a control */
		*decoded = end - s > 1 && s[1] != '\'' && (unsigned char)s[1] >= ' ';
		return 1;
	}
	*decoded = utf8_encode(c, bytes);
	return n;
}

/*
 * raw is a JSON string's text between its quotes, which begins at offset start of
 * the file: from..to of what it stands for, as a span of the file.
 */
static struct span
map(struct str raw, size_t start, size_t from, size_t to)
{
	const char *s = raw.s, *end = raw.s + raw.len;
	size_t at = 0, n;
	struct span span;

	for (; s < end && at < from; at += n)
		s += step(s, end, &n);
	span.start = start + (size_t)(s - raw.s);
	for (; s < end && at < to; at += n)
		s += step(s, end, &n);
	span.end = start + (size_t)(s - raw.s);
	return span;
}

struct span
text_span(struct node n, struct str part)
{
	const struct cell *c = node_cell(n);
	struct str text = node_string(n);
	size_t from = (size_t)(part.s - text.s);

	if ((c->flags & CELL_ESCAPES) == 0)
		return (struct span){c->start + 1 + from,
				     c->start + 1 + from + part.len};
	return map(str_slice(n.doc->text, c->start + 1, c->end - 1), c->start + 1, from,
		   from + part.len);
}

struct span
text_key_span(struct node n, struct str part)
{
	struct span key = node_key_span(n);
	struct str text = node_key(n);
	size_t from = (size_t)(part.s - text.s);

	if ((node_cell(n)->flags & CELL_KEY_ESCAPES) == 0)
		return (struct span){key.start + 1 + from,
				     key.start + 1 + from + part.len};
	return map(str_slice(n.doc->text, key.start + 1, key.end - 1), key.start + 1,
		   from, from + part.len);
}

/* A character of a string; what one would not see is better seen as an escape. */
static void
put_character(struct buf *b, struct str bytes, uint32_t c)
{
	static const char controls[] = "\b\f\n\r\t", names[] = "bfnrt";
	const char *known = c < 0x20 && c != 0 ? strchr(controls, (int)c) : NULL;

	if (known != NULL)
		buf_printf(b, "\\%c", names[known - controls]);
	else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
		 (c >= 0x2066 && c <= 0x2069))
		buf_printf(b, "\\u%04x", (unsigned)c);
	else if (c == '"' || c == '\\')
		buf_printf(b, "\\%c", (int)c);
	else
		buf_put(b, bytes);
}

/* Half of a pair as the escape that it was, a byte as the reader has it. */
static size_t
put_ill_formed(struct buf *b, struct str text)
{
	uint32_t c;
	size_t len = utf8_half(text.s, text.len, &c);

	if (len != 0)
		buf_printf(b, "\\u%04x", (unsigned)c);
	else
		buf_puts(b, "\xef\xbf\xbd");
	return len != 0 ? len : 1;
}

struct str
text_json(struct str text, struct arena *a)
{
	struct buf b = BUF_INIT;
	size_t i = 0, step;
	uint32_t c;

	while (i < text.len) {
		step = utf8_decode(text.s + i, text.len - i, &c);
		if (step == 0) {
			i += put_ill_formed(&b, str_slice(text, i, text.len));
			continue;
		}
		put_character(&b, str_slice(text, i, i + step), c);
		i += step;
	}
	return buf_keep(&b, a);
}

struct str
text_template(struct str text)
{
	static const struct {
		struct str open, close;
	} forms[] = {
	    {{"${", 2}, {"}", 1}},
	    {{"{{", 2}, {"}}", 2}},
	    {{"<%", 2}, {"%>", 2}},
	};
	bool gone[3] = {false}; /* never closed from here on */
	struct str rest = text;

	if (memchr(text.s, '}', text.len) == NULL &&
	    memchr(text.s, '>', text.len) == NULL)
		return (struct str){text.s, 0}; /* nearly always */
	for (; rest.len >= 4; rest = str_slice(rest, 1, rest.len)) {
		for (size_t f = 0; f < 3; f++) {
			const char *end;

			if (gone[f] || !str_starts(rest, forms[f].open))
				continue;
			end = memmem(rest.s + 2, rest.len - 2, forms[f].close.s,
				     forms[f].close.len);
			gone[f] = end == NULL;
			if (end != NULL && end != rest.s + 2)
				return (struct str){rest.s, (size_t)(end - rest.s) +
								forms[f].close.len};
		}
	}
	return (struct str){text.s, 0};
}

/* Two braces in a row are in no JSON but within a string. */
bool
text_untemplated(const struct doc *d)
{
	return d->ndecoded == 0 && !sweep_templates(d->text.s, d->text.s + d->text.len);
}

void
text_replace(struct diags *ds, struct fix *f, struct node n, struct str part,
	     struct str text)
{
	if (n.doc->text.s[node_span(n).start] == '"')
		fix_edit(ds, f, text_span(n, part), text_json(text, ds->arena));
}

/* text as a JSON string, with its quotes. */
static struct str
quoted(struct diags *ds, struct str text)
{
	struct str json = text_json(text, ds->arena);

	json.s = arena_printf(ds->arena, "\"%.*s\"", STR_ARG(json));
	json.len += 2;
	return json;
}

void
text_set_key(struct diags *ds, struct fix *f, struct node member, struct str name)
{
	struct span key = node_key_span(member);
	const char *s = member.doc->text.s;

	if (key.end - key.start >= 2 && s[key.start] == '"' && s[key.end - 1] == '"')
		fix_edit(ds, f, (struct span){key.start + 1, key.end - 1},
			 text_json(name, ds->arena));
	else
		fix_edit(ds, f, key, quoted(ds, name));
}

void
text_set(struct diags *ds, struct fix *f, struct node n, struct str text)
{
	fix_edit(ds, f, node_span(n), quoted(ds, text));
}

/* What stands between two tokens, of which one is to go. */
struct gap {
	size_t start, end;
	size_t comma; /* the first; SIZE_MAX: there is none */
	bool comment, unknown;
};

/* Up to the next token or the limit; beyond brackets that close, if they are passed. */
static struct gap
gap_from(struct str text, size_t at, size_t limit, bool pass)
{
	struct gap g = {.start = at, .comma = SIZE_MAX};
	const char *s = text.s, *to;

	for (; at < limit; at++) {
		if (scan_is(s[at], SCAN_SPACE))
			continue;
		to = junk_comment(s + at, s + limit);
		if (to != NULL) {
			g.comment = true;
			at = (size_t)(to - s) - 1;
		} else if (s[at] == ',' && g.comma == SIZE_MAX) {
			g.comma = at;
		} else if (!pass) {
			break;
		} else if (s[at] == ']' || s[at] == '}') {
			g = (struct gap){.start = at + 1, .comma = SIZE_MAX};
		} else {
			g.unknown = true;
		}
	}
	g.end = at;
	return g;
}

/* The gap before n: behind its container's bracket or what stands before it. */
static struct gap
gap_before(struct node n, size_t start)
{
	const struct cell *c = node_cell(n) - 1;
	bool first = c->count != 0 && c->next > n.at;

	return gap_from(n.doc->text, first ? c->start + 1 : c->end, start, true);
}

static bool
has_comment(const char *p, const char *end)
{
	bool escapes;
	const char *to;

	for (; p < end; p++) {
		if (*p == '"' && (to = scan_string(p + 1, end, &escapes)) != NULL)
			p = to;
		else if (junk_comment(p, end) != NULL)
			return true;
	}
	return false;
}

/* The value and its comma, and nothing that is between them. */
static void
remove_tokens(struct diags *ds, struct fix *f, struct gap before, struct span n,
	      struct gap behind)
{
	if (before.comma != SIZE_MAX)
		fix_edit(ds, f, (struct span){before.comma, before.comma + 1}, STR(""));
	fix_edit(ds, f, n, STR(""));
	if (before.comma == SIZE_MAX && behind.comma != SIZE_MAX)
		fix_edit(ds, f, (struct span){behind.comma, behind.comma + 1}, STR(""));
}

/* The value n with the space around it, as far as no comment is there. */
static void
remove_space(struct diags *ds, struct fix *f, struct str text, struct gap before,
	     struct span n, struct gap behind)
{
	bool alone = behind.end == text.len || strchr("]}", text.s[behind.end]) != NULL;

	if (before.comma != SIZE_MAX)
		n.start = before.comma;
	else if (behind.comma != SIZE_MAX)
		n.end = behind.end;
	else
		n = (struct span){before.start, behind.end};
	/* "1 1 2" does not become "12" */
	fix_edit(ds, f, n,
		 before.comma != SIZE_MAX || behind.comma != SIZE_MAX || alone
		     ? STR("")
		     : STR(" "));
}

/*
 * The comma before goes too, with the space between it and what goes; the first
 * of several loses the comma behind it and the space up to the next.  So what
 * stays keeps its lines and its indentation.  Beside a comment only tokens go, for
 * a line end may be what ends it, and a reader has to agree: it may tell of them.
 */
void
text_remove(struct diags *ds, struct fix *f, struct node n)
{
	struct str text = n.doc->text;
	struct span span = {node_key_span(n).start, node_span(n).end};
	struct gap before, behind;

	if (n.at == 0)
		return;
	before = gap_before(n, span.start);
	behind = gap_from(text, span.end, text.len, false);
	if (before.unknown)
		return; /* who knows what would become of it */
	if (before.comment || behind.comment ||
	    has_comment(text.s + span.start, text.s + span.end))
		f->applicability = FIX_SUGGESTED;
	if (before.comment || behind.comment)
		remove_tokens(ds, f, before, span, behind);
	else
		remove_space(ds, f, text, before, span, behind);
}
