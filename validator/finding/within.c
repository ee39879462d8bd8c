/* within: see the header. */
#include "finding/within.h"

#include "base/arena.h"
#include "finding/lines.h"
#include "finding/secret.h"

void
within_add(struct outside *o, struct within *w)
{
	w->outside = o;
	w->next = o->documents;
	o->documents = w;
}

struct span
within_span(const struct within *w, struct span inner)
{
	if (inner.start > w->text.len)
		inner.start = w->text.len;
	if (inner.end > w->text.len)
		inner.end = w->text.len;
	return w->span(w->context, inner);
}

struct lines *
outside_lines(struct outside *o)
{
	if (o->lines == NULL) {
		o->lines = arena_alloc(o->arena, sizeof(*o->lines));
		lines_init(o->lines, o->text, 1, o->arena);
	}
	return o->lines;
}

/* What is secret in the document is so in the file. */
static void
carry_secrets(struct secrets *to, const struct within *w)
{
	const struct secrets *s = diags_secrets(w->diags);

	for (size_t i = 0; i < s->n; i++)
		secrets_add(to, within_span(w, s->spans[i]));
}

static void
take_own(void *to, struct span span)
{
	secrets_add(to, span);
}

/* What is guessed to be secret of the file, but not what documents know better. */
static void
guess_secrets(struct secrets *to, struct outside *o)
{
	struct secrets own = {.arena = o->arena}, all;

	for (const struct within *w = o->documents; w != NULL; w = w->next)
		w->own(w->context, take_own, &own);
	secrets_settle(&own);
	secrets_find(&all, o->text, o->arena);
	*to = all;
	to->spans = NULL;
	to->n = to->cap = 0;
	for (size_t i = 0, k = 0; i < all.n; i++) {
		size_t at = all.spans[i].start, end = all.spans[i].end;

		while (k < own.n && own.spans[k].end <= at)
			k++;
		for (size_t j = k; j < own.n && own.spans[j].start < end; j++) {
			if (own.spans[j].start > at)
				secrets_add(to, (struct span){at, own.spans[j].start});
			at = own.spans[j].end;
		}
		if (at < end)
			secrets_add(to, (struct span){at, end});
	}
}

struct secrets *
outside_secrets(struct outside *o)
{
	if (o->secrets != NULL)
		return o->secrets;
	o->secrets = arena_alloc(o->arena, sizeof(*o->secrets));
	guess_secrets(o->secrets, o);
	for (const struct within *w = o->documents; w != NULL; w = w->next) {
		if (w->diags != NULL)
			carry_secrets(o->secrets, w);
	}
	secrets_settle(o->secrets);
	return o->secrets;
}
