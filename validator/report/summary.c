/* summary: the end of a run in words, for standard error. */
#include "report/summary.h"

/* ", 3 errors", without the comma if it is the first. */
static void
put_count(struct buf *out, size_t from, size_t n, const char *one, const char *many)
{
	if (n != 0)
		buf_printf(out, "%s%zu %s", out->len > from ? ", " : "", n,
			   n == 1 ? one : many);
}

void
summary_counts(struct buf *out, const struct summary *s)
{
	size_t from = out->len;

	put_count(out, from, s->errors, "error", "errors");
	put_count(out, from, s->warnings, "warning", "warnings");
	put_count(out, from, s->infos, "info", "infos");
	if (out->len == from)
		buf_puts(out, "no problems");
}

static void
first_line(struct buf *out, const struct summary *s)
{
	size_t from;

	buf_puts(out, "checked ");
	put_count(out, out->len, s->files, "file", "files");
	if (s->files == 0)
		buf_puts(out, "no files");
	if (s->documents > s->files)
		buf_printf(out, " (%zu documents)", s->documents);
	if (s->seconds >= 0)
		buf_printf(out, " in %.2f s", s->seconds);
	buf_puts(out, ": ");
	summary_counts(out, s);
	if (s->files_with_findings != 0 && s->errors + s->warnings + s->infos != 0)
		buf_printf(out, " in %zu file%s", s->files_with_findings,
			   s->files_with_findings == 1 ? "" : "s");
	from = out->len;
	put_count(out, from, s->suppressed, "suppressed", "suppressed");
	put_count(out, from, s->baselined, "in the baseline", "in the baseline");
	put_count(out, from, s->skipped, "other file skipped", "other files skipped");
	put_count(out, from, s->ignored, "ignored by git", "ignored by git");
	put_count(out, from, s->links, "link not followed", "links not followed");
	put_count(out, from, s->unreadable, "unreadable", "unreadable");
	put_count(out, from, s->not_shown, "not shown", "not shown");
	if (out->len > from) {
		struct buf list = BUF_INIT;

		buf_add(&list, out->s + from, out->len - from);
		out->len = from;
		buf_printf(out, " (%s)", list.s);
		buf_release(&list);
	}
	buf_putc(out, '\n');
}

static void
fix_line(struct buf *out, const struct summary *s)
{
	size_t safe = s->fixable_safe, suggested = s->fixable_suggested;

	if (s->fixed != 0)
		buf_printf(out, "fixed %zu\n", s->fixed);
	if (safe + suggested == 0)
		return;
	buf_printf(out, "%zu can be fixed by hookvet check: ", safe + suggested);
	if (safe != 0)
		buf_printf(out, "%zu safe with --fix", safe);
	if (suggested != 0)
		buf_printf(out, "%s%zu %s --fix=suggested", safe != 0 ? ", " : "",
			   suggested, safe != 0 ? "more with" : "with");
	buf_puts(out, "; see them with --diff\n");
}

/* What decided the exit status: the counts at or above the level. */
static void
verdict(struct buf *out, const struct summary *s, const struct report_context *ctx,
	const char *rule)
{
	struct summary counted = *s;

	if (s->exit_status != 1)
		return;
	if (ctx->fail_on > SEV_INFO)
		counted.infos = 0;
	if (ctx->fail_on > SEV_WARNING)
		counted.warnings = 0;
	buf_puts(out, "failed: ");
	summary_counts(out, &counted);
	buf_printf(out, ", --fail-on=%s", severity_name(ctx->fail_on));
	if (rule != NULL)
		buf_printf(out, "; more about a rule: hookvet explain %s", rule);
	buf_putc(out, '\n');
}

void
summary_print(FILE *fp, const struct summary *s, const struct report_context *ctx,
	      const char *rule)
{
	struct buf out = BUF_INIT;

	first_line(&out, s);
	fix_line(&out, s);
	verdict(&out, s, ctx, rule);
	fwrite(out.s, 1, out.len, fp);
	buf_release(&out);
}
