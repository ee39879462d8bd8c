/*
 * Fuzzing the reporters: any text, any spans, any names.  No input may crash
 * one, steer a terminal or make a report that cannot be read back; excerpts
 * stay within their width and a second redaction finds nothing.
 *
 * The input is a script for the calls of diag.h: lengths and bytes.
 */
#include "base/arena.h"
#include "finding/fingerprint.h"
#include "finding/lines.h"
#include "finding/secret.h"
#include "readback.h"
#include "report/excerpt.h"

struct input {
	const uint8_t *data;
	size_t size, at;
};

static size_t
number(struct input *in)
{
	size_t n = 0;

	for (int i = 0; i < 2 && in->at < in->size; i++)
		n = n << 8 | in->data[in->at++];
	return n;
}

static const char *
string(struct input *in, struct arena *a)
{
	size_t len = number(in) % 64;

	len = len < in->size - in->at ? len : in->size - in->at;
	in->at += len;
	return arena_strndup(a, (const char *)in->data + in->at - len, len);
}

static struct span
span(struct input *in)
{
	size_t start = number(in);

	return (struct span){start, start + number(in) % 300};
}

static void
find(struct diags *ds, struct input *in)
{
	struct diag *d = diag_add(ds, diags_rule(ds, str_from(string(in, ds->arena))),
				  span(in), "message %s", string(in, ds->arena));
	struct fix *f;
	struct span s = span(in);

	diag_note(ds, d, "%s", diag_quote(ds, str_from(string(in, ds->arena))));
	d->pointer = string(in, ds->arena);
	diag_related(ds, d, span(in), "related");
	diag_related_file(ds, d, string(in, ds->arena),
			  (struct place){1, number(in) + 1},
			  (struct place){1, number(in) + 1},
			  str_from(string(in, ds->arena)), "elsewhere");
	f = diag_fix(ds, d, FIX_SAFE, "%s", string(in, ds->arena));
	fix_edit(ds, f, s, str_from(string(in, ds->arena)));
	fix_edit(ds, f, (struct span){s.end, s.end}, str_from(string(in, ds->arena)));
	if (number(in) % 2 != 0)
		d->fold_key = string(in, ds->arena);
}

static void
report(const struct reporter *reporter, const struct result *r)
{
	struct report_context ctx = {.version = "0.1.0", .fail_on = SEV_ERROR};
	struct summary summary = {.errors = r->diags->n};
	struct told told = {0};
	char *text = NULL;
	size_t len;
	FILE *fp = open_memstream(&text, &len);
	void *state = NULL;

	MUST(fp != NULL);
	told_add(&told, r);
	if (reporter->begin != NULL)
		state = reporter->begin(fp, &ctx);
	if (reporter->file != NULL)
		reporter->file(state, fp, &ctx, r);
	if (reporter->end != NULL)
		reporter->end(state, fp, &ctx, &summary);
	MUST(fclose(fp) == 0);
	readback(reporter->name, (struct str){text, len}, &told);
	free(text);
}

static void
excerpts(struct diags *ds)
{
	struct excerpt e = {0};

	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		MUST(d->span.start <= d->span.end && d->span.end <= ds->text.len);
		MUST(d->start.line >= 1 && d->start.column >= 1);
		excerpt_make(&e, ds, d->span);
		MUST(safe_columns(buf_str(&e.before)) == e.before_columns);
		MUST(safe_columns(buf_str(&e.marked)) == e.marked_columns);
		MUST(e.before_columns + e.marked_columns +
			 safe_columns(buf_str(&e.after)) <=
		     EXCERPT_COLUMNS);
	}
	excerpt_release(&e);
}

/* To hide what was hidden changes nothing. */
static void
twice(struct str text, void (*redact)(struct buf *, struct str))
{
	struct buf once = BUF_INIT, again = BUF_INIT;

	redact(&once, text);
	redact(&again, buf_str(&once));
	MUST(str_equal(buf_str(&once), buf_str(&again)));
	buf_release(&once);
	buf_release(&again);
}

static void
secrets(struct diags *ds)
{
	const struct secrets *s = diags_secrets(ds);

	for (size_t i = 0; i < s->n; i++) {
		MUST(s->spans[i].start < s->spans[i].end);
		MUST(s->spans[i].end <= ds->text.len);
		MUST(i == 0 || s->spans[i - 1].end <= s->spans[i].start);
	}
	twice(ds->text, secret_redact_urls);
	twice(ds->text, secret_redact_sentence);
	twice(ds->text, secret_redact_text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct input in = {data, size, 0};
	struct result r = {0};
	struct diags ds;
	size_t n, lines;

	r.path = string(&in, a);
	n = number(&in) % 8;
	diags_init(&ds, a, NULL,
		   (struct str){(const char *)data + in.at, size - in.at});
	r.diags = &ds;
	for (size_t i = 0; i < n; i++)
		find(&ds, &in);
	diags_finish(&ds);
	secrets(&ds);
	if (ds.head != NULL)
		excerpts(&ds);
	free(fingerprint_lines(ds.text, &lines));
	/* some of them each time: more inputs in the same time */
	for (size_t i = 0; i < 4; i++)
		report(readback_reporter(fuzz_lot(fuzz_text(data, size)) + i), &r);
	arena_free(a);
	return 0;
}
