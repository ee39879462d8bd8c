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
	buf_release(&s->notifications);
	buf_release(&s->out);
	free(s);
}

const char *
sarif_level(enum severity s)
{
	return s == SEV_ERROR ? "error" : s == SEV_WARNING ? "warning" : "note";
}

void
sarif_text(struct buf *b, const char *name, struct str text)
{
	value_member_open(b, name, '{');
	value_key(b, "text");
	value_text(b, text);
	buf_putc(b, '}');
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

static void
put_message(struct buf *b, const struct diag *d)
{
	struct buf text = BUF_INIT;

	add_sentence(&text, d->message);
	for (const struct note *n = d->notes; n != NULL; n = n->next)
		add_sentence(&text, n->text);
	if (d->help != NULL)
		add_sentence(&text, d->help);
	sarif_text(b, "message", buf_str(&text));
	buf_release(&text);
}

static void
put_sentence(struct buf *b, const char *name, const char *sentence)
{
	struct buf text = BUF_INIT;

	add_sentence(&text, sentence);
	sarif_text(b, name, buf_str(&text));
	buf_release(&text);
}

/* Begins a region; the caller closes it. */
static void
open_region(struct buf *b, const char *name, struct place start, struct place end)
{
	value_member_open(b, name, '{');
	value_member_count(b, "startLine", start.line);
	value_member_count(b, "startColumn", start.column);
	value_member_count(b, "endLine", end.line);
	value_member_count(b, "endColumn", end.column);
}

static void
put_snippet(struct buf *b, struct diags *ds, struct span span)
{
	struct buf text = BUF_INIT;

	secrets_redact(&text, diags_secrets(ds), span);
	sarif_text(b, "snippet", buf_str(&text));
	buf_release(&text);
}

/* The lines of span with one before and one behind; nothing if that is no more
 * than span (3.29.5 wants a proper superset) or too much to show. */
static void
put_context(struct buf *b, struct diags *ds, struct span span)
{
	struct span first = lines_span(ds->lines, span.start),
		    last = lines_span(ds->lines, span.end), whole;

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
		return;
	open_region(b, "contextRegion", lines_find(ds->lines, whole.start),
		    lines_find(ds->lines, whole.end));
	put_snippet(b, ds, whole);
	buf_putc(b, '}');
}

static void
put_bytes(struct buf *b, size_t offset, size_t len)
{
	value_member_count(b, "byteOffset", offset);
	value_member_count(b, "byteLength", len);
}

static void
put_artifact(struct buf *b, const char *uri)
{
	value_member_open(b, "artifactLocation", '{');
	value_member(b, "uri", uri);
	buf_putc(b, '}');
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

static void
put_logical(struct buf *b, const char *pointer, const char *kind)
{
	if (pointer == NULL || pointer[0] == '\0')
		return;
	value_member_open(b, "logicalLocations", '[');
	value_open(b, '{');
	value_member(b, "fullyQualifiedName", pointer);
	value_member(b, "kind", kind);
	buf_puts(b, "}]");
}

static void
put_location(struct sarif *s, const struct result *r, const struct diag *d)
{
	struct diags *ds = r->diags;
	size_t len = d->span.end - d->span.start, offset = ds->base + d->span.start;
	struct buf *b = &s->out;

	value_open(b, '{');
	value_member_open(b, "physicalLocation", '{');
	put_artifact(b, s->uri.s);
	open_region(b, "region", d->start, d->end);
	if (ds->text.len != 0 || (ds->lines == NULL && !r->unreadable))
		put_bytes(b, offset, len);
	if (ds->text.len != 0 && len > 0 && len <= SNIPPET_MAX)
		put_snippet(b, ds, d->span);
	buf_putc(b, '}');
	if (ds->text.len != 0)
		put_context(b, ds, d->span);
	buf_putc(b, '}');
	put_logical(b, d->pointer, pointer_kind(ds, d->span));
	buf_putc(b, '}');
}

static void
put_related(struct sarif *s, const struct related *rel, size_t id)
{
	struct buf *b = &s->out, uri = BUF_INIT;

	if (rel->file != NULL)
		report_uri(&s->roots, &uri, rel->file);
	value_open(b, '{');
	value_member_count(b, "id", id);
	value_member_open(b, "physicalLocation", '{');
	put_artifact(b, rel->file != NULL ? uri.s : s->uri.s);
	open_region(b, "region", rel->start, rel->end);
	buf_puts(b, "}}");
	put_logical(b, rel->pointer, "value");
	put_sentence(b, "message", rel->message);
	buf_putc(b, '}');
	buf_release(&uri);
}

static void
put_all_related(struct sarif *s, const struct diag *d)
{
	size_t list = value_member_open(&s->out, "relatedLocations", '['), id = 1;

	for (const struct related *rel = d->related; rel != NULL && id <= RELATED_MAX;
	     rel = rel->next)
		put_related(s, rel, id++);
	value_close_list(&s->out, list);
}

static void
put_edit(struct buf *b, const struct diags *ds, const struct edit *e)
{
	value_open(b, '{');
	/* where lines are not known, bytes say it as well (3.30.4) */
	if (ds->lines != NULL) {
		open_region(b, "deletedRegion", lines_find(ds->lines, e->span.start),
			    lines_find(ds->lines, e->span.end));
	} else {
		value_member_open(b, "deletedRegion", '{');
		put_bytes(b, ds->base + e->span.start, e->span.end - e->span.start);
	}
	buf_putc(b, '}');
	if (e->text.len != 0)
		sarif_text(b, "insertedContent", e->text);
	buf_putc(b, '}');
}

static void
put_fix(struct sarif *s, const struct diags *ds, const struct fix *f)
{
	struct buf *b = &s->out;

	value_open(b, '{');
	put_sentence(b, "description", f->description);
	value_member_open(b, "artifactChanges", '[');
	value_open(b, '{');
	put_artifact(b, s->uri.s);
	value_member_open(b, "replacements", '[');
	for (const struct edit *e = f->edits; e != NULL; e = e->next)
		put_edit(b, ds, e);
	buf_puts(b, "]}]");
	value_member_open(b, "properties", '{');
	value_member(b, "applicability", report_applicability(f->applicability));
	buf_puts(b, "}}");
}

static void
put_fixes(struct sarif *s, const struct result *r, const struct diag *d)
{
	size_t list = value_member_open(&s->out, "fixes", '[');

	for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
		if (f->edits != NULL && report_fix_open(r->diags, f))
			put_fix(s, r->diags, f);
	}
	value_close_list(&s->out, list);
}

static void
put_fingerprints(struct sarif *s, const struct diag *d)
{
	size_t line = d->start.line;
	uint64_t stable = fingerprint_stable(d, s->uri.s);
	struct buf *b = &s->out;

	value_member_open(b, "partialFingerprints", '{');
	if (line <= s->nhashes)
		buf_printf(b, "\"primaryLocationLineHash\": \"%" PRIx64 ":%zu\", ",
			   s->hashes[line - 1].hash, s->hashes[line - 1].count);
	buf_printf(b, "\"hookvet/v2\": \"%016" PRIx64 ":%zu\"}", stable,
		   fingerprint_count(&s->stable, stable));
}

static void
put_suppressions(struct buf *b, const struct diag *d)
{
	value_member_open(b, "suppressions", '[');
	if (d->suppressed_by != SUPPRESSED_NOT) {
		value_open(b, '{');
		value_member(b, "kind", "external");
		if (d->justification != NULL)
			value_member(b, "justification", d->justification);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

void
sarif_result(struct sarif *s, const struct report_context *ctx, const struct result *r,
	     const struct diag *d)
{
	struct buf *b = &s->out;

	value_open(b, '{');
	value_member(b, "ruleId", d->rule->name);
	value_member_count(b, "ruleIndex", sarif_rule_index(s, ctx, d));
	value_member(b, "level", sarif_level(d->severity));
	put_message(b, d);
	value_member_open(b, "locations", '[');
	put_location(s, r, d);
	buf_putc(b, ']');
	put_all_related(s, d);
	put_fixes(s, r, d);
	put_fingerprints(s, d);
	/* all results have these two, or none (3.27.23, 3.27.24) */
	if (ctx->has_suppressions || ctx->has_baseline)
		put_suppressions(b, d);
	if (ctx->has_baseline)
		value_member(b, "baselineState",
			     d->suppressed_by == SUPPRESSED_BY_BASELINE ? "unchanged"
									: "new");
	buf_putc(b, '}');
}
