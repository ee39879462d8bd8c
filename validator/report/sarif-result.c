/* sarif-result: a finding as a SARIF result (2.1.0, 3.27). */
#include "report/sarif.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/buf.h"
#include "finding/lines.h"
#include "finding/secret.h"
#include "report/reporters.h"
#include "report/values.h"

enum {
	SNIPPET_MAX = 1024, /* bytes of a region that are shown */
	CONTEXT_MAX = 2048,
	RELATED_MAX = 100 /* GitHub shows no more */
};

/*
 * The hashes of lines are made by a rule that is known and can be turned round: of
 * what is redacted they must not tell anything.
 */
static struct line_hash *
line_hashes(struct diags *ds, size_t *n)
{
	const struct secrets *secrets = diags_secrets(ds);
	struct line_hash *hashes = NULL;
	struct buf open = BUF_INIT;
	struct str text = ds->text;
	bool whole = true; /* no line is lost */

	for (size_t i = 0; i < secrets->n; i++) {
		struct span at = secrets->spans[i];

		whole =
		    whole && memchr(text.s + at.start, '\n', at.end - at.start) == NULL;
	}
	if (secrets->n != 0) {
		secrets_redact(&open, secrets, (struct span){0, text.len});
		text = buf_str(&open);
	}
	if (whole)
		hashes = fingerprint_lines(text, n);
	buf_release(&open);
	return hashes;
}

void
sarif_open(struct sarif *s, const struct result *r)
{
	report_uri(&s->roots, &s->uri, r->path);
	if (s->uri.len >= 7 && memcmp(s->uri.s, "file://", 7) == 0)
		s->absolute = true;
	/* the hash of a record's line would need the records behind it */
	if (r->record == 0 && !r->unreadable && r->diags->lines != NULL)
		s->hashes = line_hashes(r->diags, &s->nhashes);
}

void
sarif_close(struct sarif *s)
{
	buf_release(&s->uri);
	free(s->hashes);
	s->hashes = NULL;
	s->nhashes = 0;
}

void
sarif_free(struct sarif *s)
{
	sarif_close(s);
	roots_release(&s->roots);
	map_release(&s->stable);
	extras_release(&s->extras);
	free(s->index);
	json_decref(s->notifications);
	free(s);
}

static const char *
sarif_level(enum severity s)
{
	return s == SEV_ERROR ? "error" : s == SEV_WARNING ? "warning" : "note";
}

static json_t *
text_object(struct str text)
{
	json_t *v = json_object();

	json_object_set_new(v, "text", value_text(text));
	return v;
}

/*
 * Plain text with sentences.  "[text](1)" would be a link (3.11.6), and what
 * users write must not become one.
 */
static void
add_sentence(struct buf *out, const char *sentence)
{
	struct buf whole = BUF_INIT;

	report_sentence(&whole, sentence);
	if (out->len != 0)
		buf_putc(out, '\n');
	for (size_t i = 0; i < whole.len; i++) {
		buf_putc(out, whole.s[i]);
		if (whole.s[i] == ']' && whole.s[i + 1] == '(')
			buf_putc(out, ' ');
	}
	buf_release(&whole);
}

static json_t *
message(const struct diag *d)
{
	struct buf text = BUF_INIT;
	json_t *v;

	add_sentence(&text, d->message);
	for (const struct note *n = d->notes; n != NULL; n = n->next)
		add_sentence(&text, n->text);
	if (d->help != NULL)
		add_sentence(&text, d->help);
	v = text_object(buf_str(&text));
	buf_release(&text);
	return v;
}

static json_t *
one_sentence(const char *sentence)
{
	struct buf text = BUF_INIT;
	json_t *v;

	add_sentence(&text, sentence);
	v = text_object(buf_str(&text));
	buf_release(&text);
	return v;
}

static json_t *
places(struct place start, struct place end)
{
	json_t *v = json_object();

	json_object_set_new(v, "startLine", json_integer((json_int_t)start.line));
	json_object_set_new(v, "startColumn", json_integer((json_int_t)start.column));
	json_object_set_new(v, "endLine", json_integer((json_int_t)end.line));
	json_object_set_new(v, "endColumn", json_integer((json_int_t)end.column));
	return v;
}

static void
set_snippet(json_t *region, struct diags *ds, struct span span)
{
	struct buf text = BUF_INIT;

	secrets_redact(&text, diags_secrets(ds), span);
	json_object_set_new(region, "snippet", text_object(buf_str(&text)));
	buf_release(&text);
}

/* The lines of span with one before and one behind; false if that is no more
 * than span (3.29.5 wants a proper superset) or too much to show. */
static json_t *
context_region(struct diags *ds, struct span span)
{
	struct span first = lines_span(ds->lines, span.start),
		    last = lines_span(ds->lines, span.end), whole;
	json_t *v;

	if (first.start > 0)
		first = lines_span(ds->lines, first.start - 1);
	if (last.end < ds->text.len) {
		size_t next = last.end + 1;

		if (ds->text.s[last.end] == '\r' && next < ds->text.len &&
		    ds->text.s[next] == '\n')
			next++;
		if (next < ds->text.len)
			last = lines_span(ds->lines, next);
	}
	whole = (struct span){first.start, last.end};
	if (whole.end - whole.start > CONTEXT_MAX ||
	    whole.end - whole.start <= span.end - span.start)
		return NULL;
	v = places(lines_find(ds->lines, whole.start),
		   lines_find(ds->lines, whole.end));
	set_snippet(v, ds, whole);
	return v;
}

static void
set_bytes(json_t *region, size_t offset, size_t len)
{
	json_object_set_new(region, "byteOffset", json_integer((json_int_t)offset));
	json_object_set_new(region, "byteLength", json_integer((json_int_t)len));
}

static json_t *
physical(const char *uri, json_t *region)
{
	json_t *v = json_object(), *artifact = json_object();

	json_object_set_new(artifact, "uri", json_string(uri));
	json_object_set_new(v, "artifactLocation", artifact);
	json_object_set_new(v, "region", region);
	return v;
}

/* What a pointer leads to, as 3.33.7 names it for JSON. */
static const char *
pointer_kind(const struct diags *ds, struct span span)
{
	char c = span.start < ds->text.len ? ds->text.s[span.start] : '\0';
	size_t i = span.end;

	while (i < ds->text.len && (ds->text.s[i] == ' ' || ds->text.s[i] == '\t'))
		i++;
	if (i < ds->text.len && ds->text.s[i] == ':')
		return "property";
	return c == '{' ? "object" : c == '[' ? "array" : "value";
}

static json_t *
logical(const char *pointer, const char *kind)
{
	json_t *v = json_object(), *list = json_array();

	json_object_set_new(v, "fullyQualifiedName", value_string(pointer));
	json_object_set_new(v, "kind", json_string(kind));
	json_array_append_new(list, v);
	return list;
}

static json_t *
sarif_location(struct sarif *s, const struct result *r, const struct diag *d)
{
	json_t *v = json_object(), *region = places(d->start, d->end), *where, *context;
	struct diags *ds = r->diags;
	size_t len = d->span.end - d->span.start, offset = ds->base + d->span.start;

	where = physical(s->uri.s, region);
	if (ds->text.len != 0 || (ds->lines == NULL && !r->unreadable))
		set_bytes(region, offset, len);
	if (ds->text.len != 0) {
		if (len > 0 && len <= SNIPPET_MAX)
			set_snippet(region, ds, d->span);
		context = context_region(ds, d->span);
		if (context != NULL)
			json_object_set_new(where, "contextRegion", context);
	}
	json_object_set_new(v, "physicalLocation", where);
	if (d->pointer != NULL && d->pointer[0] != '\0')
		json_object_set_new(v, "logicalLocations",
				    logical(d->pointer, pointer_kind(ds, d->span)));
	return v;
}

static json_t *
sarif_related(struct sarif *s, const struct diag *d)
{
	json_t *list = json_array(), *v;
	struct buf uri = BUF_INIT;
	json_int_t id = 1;

	for (const struct related *rel = d->related; rel != NULL && id <= RELATED_MAX;
	     rel = rel->next) {
		buf_clear(&uri);
		if (rel->file != NULL)
			report_uri(&s->roots, &uri, rel->file);
		v = json_object();
		json_object_set_new(v, "id", json_integer(id++));
		json_object_set_new(v, "physicalLocation",
				    physical(rel->file != NULL ? uri.s : s->uri.s,
					     places(rel->start, rel->end)));
		if (rel->pointer != NULL && rel->pointer[0] != '\0')
			json_object_set_new(v, "logicalLocations",
					    logical(rel->pointer, "value"));
		json_object_set_new(v, "message", one_sentence(rel->message));
		json_array_append_new(list, v);
	}
	buf_release(&uri);
	return list;
}

/* Where lines are not known, bytes say it as well (3.30.4). */
static json_t *
deleted(const struct diags *ds, const struct edit *e)
{
	json_t *v;

	if (ds->lines != NULL)
		return places(lines_find(ds->lines, e->span.start),
			      lines_find(ds->lines, e->span.end));
	v = json_object();
	set_bytes(v, ds->base + e->span.start, e->span.end - e->span.start);
	return v;
}

static json_t *
replacement(const struct diags *ds, const struct edit *e)
{
	json_t *v = json_object();

	json_object_set_new(v, "deletedRegion", deleted(ds, e));
	if (e->text.len != 0)
		json_object_set_new(v, "insertedContent", text_object(e->text));
	return v;
}

static json_t *
fix(struct sarif *s, const struct diags *ds, const struct fix *f)
{
	json_t *v = json_object(), *change = json_object(), *list = json_array(),
	       *changes = json_array(), *artifact = json_object(),
	       *properties = json_object();

	for (const struct edit *e = f->edits; e != NULL; e = e->next)
		json_array_append_new(list, replacement(ds, e));
	json_object_set_new(artifact, "uri", json_string(s->uri.s));
	json_object_set_new(change, "artifactLocation", artifact);
	json_object_set_new(change, "replacements", list);
	json_array_append_new(changes, change);
	json_object_set_new(properties, "applicability",
			    json_string(report_applicability(f->applicability)));
	json_object_set_new(v, "description", one_sentence(f->description));
	json_object_set_new(v, "artifactChanges", changes);
	json_object_set_new(v, "properties", properties);
	return v;
}

static json_t *
fixes(struct sarif *s, const struct result *r, const struct diag *d)
{
	json_t *list = json_array();

	for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
		if (f->edits != NULL && report_fix_open(r->diags, f))
			json_array_append_new(list, fix(s, r->diags, f));
	}
	return list;
}

static json_t *
fingerprints(struct sarif *s, const struct diag *d)
{
	json_t *v = json_object();
	size_t line = d->start.line;
	uint64_t stable = fingerprint_stable(d, s->uri.s);
	char text[48];

	if (line <= s->nhashes) {
		snprintf(text, sizeof(text), "%" PRIx64 ":%zu",
			 s->hashes[line - 1].hash, s->hashes[line - 1].count);
		json_object_set_new(v, "primaryLocationLineHash", json_string(text));
	}
	snprintf(text, sizeof(text), "%016" PRIx64 ":%zu", stable,
		 fingerprint_count(&s->stable, stable));
	json_object_set_new(v, "hookvet/v2", json_string(text));
	return v;
}

static json_t *
suppressions(const struct diag *d)
{
	json_t *list = json_array(), *v;

	if (d->suppressed_by == SUPPRESSED_NOT)
		return list;
	v = json_object();
	json_object_set_new(v, "kind", json_string("external"));
	if (d->justification != NULL)
		json_object_set_new(v, "justification", value_string(d->justification));
	json_array_append_new(list, v);
	return list;
}

static void
set_list(json_t *v, const char *name, json_t *list)
{
	if (json_array_size(list) != 0)
		json_object_set_new(v, name, list);
	else
		json_decref(list);
}

json_t *
sarif_result(struct sarif *s, const struct report_context *ctx, const struct result *r,
	     const struct diag *d)
{
	json_t *v = json_object(), *locations = json_array();

	json_array_append_new(locations, sarif_location(s, r, d));
	json_object_set_new(v, "ruleId", value_string(d->rule->name));
	json_object_set_new(v, "ruleIndex",
			    json_integer((json_int_t)sarif_rule_index(s, ctx, d)));
	json_object_set_new(v, "level", json_string(sarif_level(d->severity)));
	json_object_set_new(v, "message", message(d));
	json_object_set_new(v, "locations", locations);
	set_list(v, "relatedLocations", sarif_related(s, d));
	set_list(v, "fixes", fixes(s, r, d));
	json_object_set_new(v, "partialFingerprints", fingerprints(s, d));
	/* all results have these two, or none (3.27.23, 3.27.24) */
	if (ctx->has_suppressions || ctx->has_baseline)
		json_object_set_new(v, "suppressions", suppressions(d));
	if (ctx->has_baseline)
		json_object_set_new(
		    v, "baselineState",
		    json_string(d->suppressed_by == SUPPRESSED_BY_BASELINE ? "unchanged"
									   : "new"));
	return v;
}
