/* values: findings as JSON values, one at a time. */
#include "report/values.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "finding/safe.h"
#include "report/reporters.h"

json_t *
value_text(struct str text)
{
	struct buf good = BUF_INIT;
	json_t *v;

	if (utf8_valid_prefix(text.s, text.len) == text.len)
		return json_stringn_nocheck(text.s, text.len);
	safe_utf8(&good, text);
	v = json_stringn_nocheck(good.s, good.len);
	buf_release(&good);
	return v;
}

json_t *
value_string(const char *text)
{
	return text != NULL ? value_text(str_from(text)) : json_null();
}

/* Beyond ASCII only strings are: \uXXXX may replace any of it. */
static void
write_hidden(FILE *fp, uint32_t c)
{
	if (c < 0x10000) {
		fprintf(fp, "\\u%04x", (unsigned)c);
		return;
	}
	c -= 0x10000;
	fprintf(fp, "\\u%04x\\u%04x", (unsigned)(0xd800 + (c >> 10)),
		(unsigned)(0xdc00 + (c & 0x3ff)));
}

void
value_write_text(FILE *fp, struct str text)
{
	size_t at = 0, step;
	uint32_t c;

	while (at < text.len) {
		size_t plain = at;

		while (plain < text.len && (unsigned char)text.s[plain] < 0x7f &&
		       text.s[plain] != '[')
			plain++;
		fwrite(text.s + at, 1, plain - at, fp);
		at = plain;
		if (at == text.len)
			break;
		step = utf8_decode(text.s + at, text.len - at, &c);
		if (step == 0 || safe_hidden(c) || safe_command(text, at))
			write_hidden(fp, step != 0 ? c : 0xfffd);
		else
			fwrite(text.s + at, 1, step, fp);
		at += step != 0 ? step : utf8_ill_formed(text.s + at, text.len - at);
	}
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

static json_t *
json_count(size_t n)
{
	return json_integer((json_int_t)n);
}

static void
set_places(json_t *v, struct place start, struct place end)
{
	json_object_set_new(v, "line", json_count(start.line));
	json_object_set_new(v, "column", json_count(start.column));
	json_object_set_new(v, "endLine", json_count(end.line));
	json_object_set_new(v, "endColumn", json_count(end.column));
}

static json_t *
related_value(const struct result *r, const struct related *rel)
{
	json_t *v = json_object();

	json_object_set_new(v, "file", value_string(rel->file ? rel->file : r->path));
	if (rel->pointer != NULL)
		json_object_set_new(v, "pointer", value_string(rel->pointer));
	set_places(v, rel->start, rel->end);
	json_object_set_new(v, "message", value_string(rel->message));
	return v;
}

static json_t *
fix_value(const struct diags *ds, const struct fix *f)
{
	json_t *v = json_object(), *edits = json_array();

	json_object_set_new(v, "applicability",
			    value_string(report_applicability(f->applicability)));
	json_object_set_new(v, "description", value_string(f->description));
	for (const struct edit *e = f->edits; e != NULL; e = e->next) {
		json_t *edit = json_object();

		json_object_set_new(edit, "offset",
				    json_count(ds->base + e->span.start));
		json_object_set_new(edit, "endOffset",
				    json_count(ds->base + e->span.end));
		json_object_set_new(edit, "text", value_text(e->text));
		json_array_append_new(edits, edit);
	}
	json_object_set_new(v, "edits", edits);
	return v;
}

static json_t *
suppression_value(const struct diag *d)
{
	json_t *v;

	if (d->suppressed_by == SUPPRESSED_NOT)
		return json_null();
	v = json_object();
	json_object_set_new(v, "by",
			    value_string(d->suppressed_by == SUPPRESSED_BY_CONFIG
					     ? "config"
					     : "baseline"));
	json_object_set_new(v, "justification", value_string(d->justification));
	return v;
}

static json_t *
expected_value(const struct diag *d)
{
	json_t *v = json_array();

	for (size_t i = 0; i < d->nexpected; i++)
		json_array_append_new(v, value_string(d->expected[i]));
	return v;
}

json_t *
value_finding(const struct result *r, const struct diag *d)
{
	struct diags *ds = r->diags;
	json_t *v = json_object(), *notes = json_array(), *related = json_array(),
	       *fixes = json_array();
	char hash[17];

	for (const struct note *n = d->notes; n != NULL; n = n->next)
		json_array_append_new(notes, value_string(n->text));
	for (const struct related *rel = d->related; rel != NULL; rel = rel->next)
		json_array_append_new(related, related_value(r, rel));
	for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
		if (report_fix_open(ds, f))
			json_array_append_new(fixes, fix_value(ds, f));
	}
	json_object_set_new(v, "file", value_string(r->path));
	if (r->record != 0)
		json_object_set_new(v, "record", json_count(r->record));
	json_object_set_new(v, "kind", value_string(r->kind));
	json_object_set_new(v, "rule", value_string(d->rule->name));
	json_object_set_new(v, "severity", value_string(severity_name(d->severity)));
	json_object_set_new(v, "message", value_string(d->message));
	json_object_set_new(v, "pointer", value_string(d->pointer ? d->pointer : ""));
	set_places(v, d->start, d->end);
	json_object_set_new(v, "offset", json_count(ds->base + d->span.start));
	json_object_set_new(v, "endOffset", json_count(ds->base + d->span.end));
	snprintf(hash, sizeof(hash), "%016" PRIx64, d->value_hash);
	json_object_set_new(v, "valueHash", json_string(hash));
	if (d->nexpected != 0)
		json_object_set_new(v, "expected", expected_value(d));
	json_object_set_new(v, "notes", notes);
	json_object_set_new(v, "help", value_string(d->help));
	json_object_set_new(v, "related", related);
	json_object_set_new(v, "fixes", fixes);
	json_object_set_new(v, "suppressed", suppression_value(d));
	return v;
}

json_t *
value_summary(const struct summary *s)
{
	json_t *v = json_object();

	json_object_set_new(v, "files", json_count(s->files));
	json_object_set_new(v, "documents", json_count(s->documents));
	json_object_set_new(v, "skipped", json_count(s->skipped));
	json_object_set_new(v, "unreadable", json_count(s->unreadable));
	json_object_set_new(v, "errors", json_count(s->errors));
	json_object_set_new(v, "warnings", json_count(s->warnings));
	json_object_set_new(v, "infos", json_count(s->infos));
	json_object_set_new(v, "suppressed", json_count(s->suppressed));
	json_object_set_new(v, "baselined", json_count(s->baselined));
	json_object_set_new(v, "fixableSafe", json_count(s->fixable_safe));
	json_object_set_new(v, "fixableSuggested", json_count(s->fixable_suggested));
	json_object_set_new(v, "fixed", json_count(s->fixed));
	json_object_set_new(v, "exitStatus", json_integer(s->exit_status));
	return v;
}

json_t *
value_tool(const struct report_context *ctx)
{
	json_t *v = json_object();

	json_object_set_new(v, "name", value_string("hookvet"));
	json_object_set_new(v, "version", value_string(ctx->version));
	return v;
}
