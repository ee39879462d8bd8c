/* values: findings as JSON, written piece by piece. */
#include "report/values.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "finding/safe.h"
#include "report/reporters.h"

/* A comma, if something stands before in the same object or array. */
static void
separate(struct buf *b)
{
	if (b->len != 0 && strchr("{[ ", b->s[b->len - 1]) == NULL)
		buf_put(b, STR(", "));
}

void
value_open(struct buf *b, char bracket)
{
	separate(b);
	buf_putc(b, bracket);
}

void
value_json(struct buf *b, struct str json)
{
	separate(b);
	buf_put(b, json);
}

void
value_word(struct buf *b, const char *word)
{
	value_json(b, str_from(word));
}

void
value_count(struct buf *b, size_t n)
{
	separate(b);
	buf_number(b, n);
}

/* \uXXXX may replace any character of a string. */
static void
put_hidden(struct buf *b, uint32_t c)
{
	if (c < 0x10000) {
		buf_printf(b, "\\u%04x", (unsigned)c);
		return;
	}
	c -= 0x10000;
	buf_printf(b, "\\u%04x\\u%04x", (unsigned)(0xd800 + (c >> 10)),
		   (unsigned)(0xdc00 + (c & 0x3ff)));
}

/* The character at text.s[at] as it may be shown; returns the bytes it has there. */
static size_t
put_shown(struct buf *b, struct str text, size_t at, const char *ill_formed)
{
	uint32_t c;
	size_t step = utf8_decode(text.s + at, text.len - at, &c);

	if (step == 0)
		buf_puts(b, ill_formed);
	else if (safe_hidden(c) || safe_command(text, at))
		put_hidden(b, c);
	else
		buf_add(b, text.s + at, step);
	return step != 0 ? step : utf8_ill_formed(text.s + at, text.len - at);
}

/* The same of a text that JSON will hold. */
static size_t
put_escaped(struct buf *b, struct str text, size_t at)
{
	static const char short_forms[] = "btn\0fr"; /* from U+0008 on */
	unsigned char c = (unsigned char)text.s[at];

	if (c == '"' || c == '\\')
		buf_add(b, (const char[]){'\\', (char)c}, 2);
	else if (c >= 0x20)
		return put_shown(b, text, at, "\xef\xbf\xbd");
	else if (c == '\b' || c == '\t' || c == '\n' || c == '\f' || c == '\r')
		buf_add(b, (const char[]){'\\', short_forms[c - '\b']}, 2);
	else
		buf_printf(b, "\\u%04X", c);
	return 1;
}

/* Where in JSON, from at on, a character is that may have to be hidden. */
static size_t
skip_plain(struct str text, size_t at)
{
	while (at < text.len && (unsigned char)text.s[at] < 0x7f && text.s[at] != '[')
		at++;
	return at;
}

/* The same of a text that JSON will hold. */
static size_t
skip_string(struct str text, size_t at)
{
	for (; at < text.len; at++) {
		unsigned char c = (unsigned char)text.s[at];

		if (c < 0x20 || c >= 0x7f || c == '[' || c == '"' || c == '\\')
			break;
	}
	return at;
}

void
value_text(struct buf *b, struct str text)
{
	size_t at = 0, plain;

	separate(b);
	buf_putc(b, '"');
	while (at < text.len) {
		plain = skip_string(text, at);
		buf_add(b, text.s + at, plain - at);
		at = plain;
		if (at < text.len)
			at += put_escaped(b, text, at);
	}
	buf_putc(b, '"');
}

void
value_string(struct buf *b, const char *text)
{
	if (text != NULL)
		value_text(b, str_from(text));
	else
		value_word(b, "null");
}

void
value_key(struct buf *b, const char *name)
{
	separate(b);
	buf_putc(b, '"');
	buf_puts(b, name);
	buf_put(b, STR("\": "));
}

void
value_member(struct buf *b, const char *name, const char *text)
{
	value_key(b, name);
	value_string(b, text);
}

void
value_member_count(struct buf *b, const char *name, size_t n)
{
	value_key(b, name);
	value_count(b, n);
}

size_t
value_member_open(struct buf *b, const char *name, char bracket)
{
	size_t before = b->len;

	value_key(b, name);
	value_open(b, bracket);
	return before;
}

void
value_close_list(struct buf *b, size_t before)
{
	if (b->s[b->len - 1] == '[')
		b->len = before;
	else
		buf_putc(b, ']');
}

void
value_flush(struct buf *b, FILE *fp)
{
	fwrite(buf_str(b).s, 1, b->len, fp);
	buf_clear(b);
}

void
value_write_text(FILE *fp, struct str text)
{
	struct buf shown = BUF_INIT;
	size_t at = 0, plain;

	/* no memory is wanted once something is written */
	(void)buf_reserve(&shown, 64);
	while (at < text.len) {
		plain = skip_plain(text, at);
		fwrite(text.s + at, 1, plain - at, fp);
		at = plain;
		if (at == text.len)
			break;
		at += put_shown(&shown, text, at, "\\ufffd");
		value_flush(&shown, fp);
	}
	buf_release(&shown);
}

static void
write_dump(FILE *fp, json_t *v, size_t flags)
{
	char *dump = json_dumps(v, JSON_ENCODE_ANY | flags);

	value_write_text(fp, str_from(dump != NULL ? dump : "null"));
	free(dump);
	json_decref(v);
}

void
value_write(FILE *fp, json_t *v)
{
	write_dump(fp, v, 0);
}

void
value_write_lines(FILE *fp, json_t *v)
{
	write_dump(fp, v, JSON_INDENT(2));
	putc('\n', fp);
}

static void
put_places(struct buf *b, struct place start, struct place end)
{
	value_member_count(b, "line", start.line);
	value_member_count(b, "column", start.column);
	value_member_count(b, "endLine", end.line);
	value_member_count(b, "endColumn", end.column);
}

static void
put_related(struct buf *b, const struct result *r, const struct related *rel)
{
	value_open(b, '{');
	value_member(b, "file", rel->file != NULL ? rel->file : r->path);
	if (rel->pointer != NULL)
		value_member(b, "pointer", rel->pointer);
	put_places(b, rel->start, rel->end);
	value_member(b, "message", rel->message);
	buf_putc(b, '}');
}

static void
put_fix(struct buf *b, const struct diags *ds, const struct fix *f)
{
	value_open(b, '{');
	value_member(b, "applicability", report_applicability(f->applicability));
	value_member(b, "description", f->description);
	value_member_open(b, "edits", '[');
	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		value_open(b, '{');
		value_member_count(b, "offset", ds->base + e->span.start);
		value_member_count(b, "endOffset", ds->base + e->span.end);
		value_key(b, "text");
		value_text(b, e->text);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}");
}

static void
put_suppression(struct buf *b, const struct diag *d)
{
	if (d->suppressed_by == SUPPRESSED_NOT) {
		value_word(b, "null");
		return;
	}
	value_open(b, '{');
	value_member(b, "by",
		     d->suppressed_by == SUPPRESSED_BY_CONFIG ? "config" : "baseline");
	value_member(b, "justification", d->justification);
	buf_putc(b, '}');
}

static void
put_explanation(struct buf *b, const struct result *r, const struct diag *d)
{
	size_t expected = value_member_open(b, "expected", '[');

	for (size_t i = 0; i < d->nexpected; i++)
		value_string(b, d->expected[i]);
	value_close_list(b, expected);
	value_member_open(b, "notes", '[');
	for (const struct note *n = d->notes; n != NULL; n = n->next)
		value_string(b, n->text);
	buf_putc(b, ']');
	value_member(b, "help", d->help);
	value_member_open(b, "related", '[');
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		put_related(b, r, rel);
	buf_putc(b, ']');
	value_member_open(b, "fixes", '[');
	for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
		if (report_fix_open(r->diags, f))
			put_fix(b, r->diags, f);
	}
	buf_putc(b, ']');
}

void
value_finding(struct buf *b, const struct result *r, const struct diag *d)
{
	const struct diags *ds = r->diags;

	value_open(b, '{');
	value_member(b, "file", r->path);
	if (r->record != 0)
		value_member_count(b, "record", r->record);
	value_member(b, "kind", r->kind);
	value_member(b, "rule", d->rule->name);
	value_member(b, "severity", severity_name(d->severity));
	value_member(b, "message", d->message);
	value_member(b, "pointer", d->pointer != NULL ? d->pointer : "");
	put_places(b, d->start, d->end);
	value_member_count(b, "offset", ds->base + d->span.start);
	value_member_count(b, "endOffset", ds->base + d->span.end);
	buf_printf(b, ", \"valueHash\": \"%016" PRIx64 "\"", d->value_hash);
	put_explanation(b, r, d);
	value_key(b, "suppressed");
	put_suppression(b, d);
	buf_putc(b, '}');
}

void
value_summary(struct buf *b, const struct summary *s)
{
	value_open(b, '{');
	value_member_count(b, "files", s->files);
	value_member_count(b, "documents", s->documents);
	value_member_count(b, "skipped", s->skipped);
	value_member_count(b, "unreadable", s->unreadable);
	value_member_count(b, "errors", s->errors);
	value_member_count(b, "warnings", s->warnings);
	value_member_count(b, "infos", s->infos);
	value_member_count(b, "suppressed", s->suppressed);
	value_member_count(b, "baselined", s->baselined);
	value_member_count(b, "fixableSafe", s->fixable_safe);
	value_member_count(b, "fixableSuggested", s->fixable_suggested);
	value_member_count(b, "fixed", s->fixed);
	value_member_count(b, "exitStatus", (size_t)s->exit_status);
	buf_putc(b, '}');
}

void
value_tool(struct buf *b, const struct report_context *ctx)
{
	value_open(b, '{');
	value_member(b, "name", "hookvet");
	value_member(b, "version", ctx->version);
	buf_putc(b, '}');
}
