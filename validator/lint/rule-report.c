/* rule-report: how rules report, with places and JSON Pointers (lint/lint.h). */
#include <stdarg.h>

#include "base/arena.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/catalogue.h"

struct span
lint_span(struct node n, enum lint_place place)
{
	struct span key = node_key_span(n), value = node_span(n);

	switch (place) {
	case AT_KEY:
		return key;
	case AT_MEMBER:
		return (struct span){key.start, value.end};
	case AT_HOLDER:
		if (key.start != value.start)
			return key;
		return (struct span){value.start, value.start + 1};
	case AT_VALUE:
		break;
	}
	return value;
}

static struct diag *
add_at(struct lint *l, struct node n, struct span span, const char *fmt, va_list ap)
{
	struct diag *d =
	    diag_add(l->diags, l->rule, span, "%s", arena_vprintf(l->arena, fmt, ap));

	if (!diags_full(l->diags))
		d->pointer = node_pointer(n, l->arena);
	return d;
}

struct diag *
lint_report(struct lint *l, struct node n, enum lint_place place, const char *fmt, ...)
{
	struct diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = add_at(l, n, lint_span(n, place), fmt, ap);
	va_end(ap);
	return d;
}

struct diag *
lint_report_part(struct lint *l, struct node n, struct str part, const char *fmt, ...)
{
	struct diag *d;
	va_list ap;

	va_start(ap, fmt);
	d = add_at(l, n, text_span(n, part), fmt, ap);
	va_end(ap);
	return d;
}

void
lint_related(struct lint *l, struct diag *d, struct node n, enum lint_place place,
	     const char *fmt, ...)
{
	struct related *r;
	va_list ap;

	va_start(ap, fmt);
	r = diag_related(l->diags, d, lint_span(n, place), "%s",
			 arena_vprintf(l->arena, fmt, ap));
	va_end(ap);
	if (!diags_full(l->diags))
		r->pointer = node_pointer(n, l->arena);
}

const struct catalogue_event *
lint_near_event(struct lint *l, const struct catalogue_product *p, struct str name)
{
	const struct catalogue *c = l->env->catalogue;

	if (!diags_may_compare(l->diags, catalogue_count(c, p)))
		return NULL;
	return catalogue_near_event(c, p, name);
}

const struct catalogue_product *
lint_near_product(struct lint *l, struct str id)
{
	const struct catalogue *c = l->env->catalogue;

	if (!diags_may_compare(l->diags, catalogue_products(c)))
		return NULL;
	return catalogue_near_product(c, id);
}

const char *
lint_quote(struct lint *l, struct str text)
{
	return diag_quote(l->diags, text);
}
