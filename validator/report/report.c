/* report: the table of reporters, and what they share. */
#include "report/report.h"

#include "finding/safe.h"
#include "finding/secret.h"
#include "report/reporters.h"

static const struct reporter *const reporters[] = {
#define X(name) &reporter_##name,
    REPORTERS(X)
#undef X
};

const struct reporter *
reporter_at(size_t i)
{
	return i < sizeof(reporters) / sizeof(*reporters) ? reporters[i] : NULL;
}

const struct reporter *
reporter_find(struct str name)
{
	const struct reporter *r;

	for (size_t i = 0; (r = reporter_at(i)) != NULL; i++) {
		if (str_is(name, r->name))
			return r;
	}
	return NULL;
}

static const struct diag *
not_suppressed(const struct diag *d)
{
	while (d != NULL && d->suppressed_by != SUPPRESSED_NOT)
		d = d->next;
	return d;
}

const struct diag *
report_first(const struct result *r)
{
	return not_suppressed(r->diags->head);
}

const struct diag *
report_next(const struct diag *d)
{
	return not_suppressed(d->next);
}

bool
report_fix_open(struct diags *ds, const struct fix *f)
{
	const struct secrets *secrets = diags_secrets(ds);
	bool open = true;

	for (const struct edit *e = f->edits; open && e != NULL; e = e->next) {
		struct buf hidden = BUF_INIT;

		secret_redact_urls(&hidden, e->text);
		open = !secrets_touch(secrets, e->span) &&
		       str_equal(buf_str(&hidden), e->text);
		buf_release(&hidden);
	}
	return open;
}

const char *
report_applicability(enum applicability a)
{
	return a == FIX_SAFE ? "safe" : "suggested";
}

void
report_sentence(struct buf *out, const char *message)
{
	size_t from = out->len;

	buf_puts(out, message);
	if (out->len > from && out->s[from] >= 'a' && out->s[from] <= 'z')
		out->s[from] = (char)(out->s[from] - 'a' + 'A');
	if (out->len > from && strchr(".!?", out->s[out->len - 1]) == NULL)
		buf_putc(out, '.');
}

void
report_explain(struct buf *out, const struct diag *d)
{
	buf_puts(out, d->message);
	for (const struct note *n = d->notes; n != NULL; n = n->next)
		buf_printf(out, "\nnote: %s", n->text);
	if (d->help != NULL)
		buf_printf(out, "\nhelp: %s", d->help);
}
