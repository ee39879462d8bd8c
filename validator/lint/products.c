/* products: what a subscription asks for, looked up in the catalogue once. */
#include "lint/products.h"

#include "base/arena.h"
#include "finding/diag.h"
#include "lint/lint.h"
#include "load/text.h"
#include "service/replay.h"

/* [A-Za-z0-9]+([-_][A-Za-z0-9]+)*; the length of it at the start of t, or 0. */
static size_t
segment(struct str t)
{
	size_t i = 0;
	bool sign = true; /* the character before was one, or there is none */

	for (; i < t.len && t.s[i] != '.'; i++) {
		bool is_sign = t.s[i] == '-' || t.s[i] == '_';

		if (is_sign ? sign : !str_is_letter(t.s[i]) && !str_is_digit(t.s[i]))
			return 0;
		sign = is_sign;
	}
	return sign ? 0 : i;
}

bool
event_well_formed(struct str name)
{
	size_t at = 0, n = 0, len;

	if (name.len == 0 || !str_is_letter(name.s[0]))
		return false;
	for (;;) {
		len = segment(str_slice(name, at, name.len));
		if (len == 0)
			return false;
		n++;
		at += len;
		if (at == name.len)
			break;
		at++; /* the dot */
	}
	return n >= 3 && n <= 5;
}

static bool
is_opaque(const struct lint *l, enum catalogue_member m, struct str text)
{
	return text_is_template(text) ||
	       catalogue_placeholder(l->env->catalogue, m, text);
}

/* Names that are known are never asked whether they are something else. */
static inline void
read_event(struct lint *l, struct listed_product *p, struct node n)
{
	struct listed_event *e = &p->event[p->nevents];

	if (!node_is(n, NODE_STRING))
		return;
	*e = (struct listed_event){.node = n, .name = node_string(n)};
	e->known = catalogue_event(l->env->catalogue, p->known, e->name);
	if (e->known == NULL)
		e->opaque = !event_well_formed(e->name) ||
			    is_opaque(l, CATALOGUE_EVENT_TYPE, e->name);
	p->nevents++;
}

static void
read_product(struct lint *l, struct listed_product *p, struct node id,
	     struct node events)
{
	*p = (struct listed_product){.opaque = true};
	if (node_is(id, NODE_STRING)) {
		p->id = id;
		p->name = node_string(id);
		p->known = catalogue_product(l->env->catalogue, p->name);
		p->opaque =
		    p->known == NULL && is_opaque(l, CATALOGUE_PRODUCT_ID, p->name);
	}
	if (!node_is(events, NODE_ARRAY))
		return;
	p->events = events;
	p->event = arena_alloc(l->arena, (node_count(events) + 1) * sizeof(*p->event));
	NODE_EACH(event, events)
	read_event(l, p, event);
}

void
products_read(struct lint *l)
{
	struct asked *asked;
	size_t n = subscription_asked(&l->sub, &asked, l->arena);
	struct listed_product *list = arena_alloc(l->arena, (n + 1) * sizeof(*list));

	for (size_t i = 0; i < n; i++)
		read_product(l, &list[i], asked[i].id, asked[i].events);
	l->products = list;
	l->nproducts = n;
}

void
products_read_replay(struct lint *l)
{
	struct node by = replay_status(l->sub.object);
	struct node event = node_member(by, "eventType");
	struct listed_product *p = arena_alloc(l->arena, sizeof(*p));

	read_product(l, p, node_member(by, "productId"), NODE_ABSENT);
	p->events = event;
	p->event = arena_alloc(l->arena, sizeof(*p->event));
	read_event(l, p, event);
	l->products = p;
	l->nproducts = 1;
}

const struct catalogue_event *
products_near_event(struct lint *l, const struct listed_product *p,
		    struct listed_event *e)
{
	const struct catalogue_product *q = p->known;

	if (!e->compared && q == NULL && !p->opaque)
		q = lint_near_product(l, p->name);
	if (!e->compared && (q != NULL || p->opaque))
		e->near = lint_near_event(l, q, e->name);
	e->compared = true;
	return e->near;
}

bool
products_event_misspelt(struct lint *l, const struct listed_product *p,
			struct listed_event *e)
{
	const struct catalogue_event *near;

	if (e->known != NULL || e->opaque ||
	    catalogue_event_anywhere(l->env->catalogue, e->name) != NULL)
		return false;
	near = products_near_event(l, p, e);
	return near != NULL && products_misspelt(e->name, near->name);
}

static bool
has_all(const struct lint *l, const struct catalogue_product *q,
	const struct listed_product *p)
{
	for (size_t k = 0; k < p->nevents; k++) {
		if (catalogue_event(l->env->catalogue, q, p->event[k].name) == NULL)
			return false;
	}
	return true;
}

const struct catalogue_product *
products_of_events(const struct lint *l, const struct listed_product *p, size_t least)
{
	const struct catalogue_event *e;

	if (p->nevents < least || p->nevents == 0)
		return NULL;
	e = catalogue_event_anywhere(l->env->catalogue, p->event[0].name);
	for (; e != NULL; e = e->same) {
		if (has_all(l, e->product, p))
			return e->product;
	}
	return NULL;
}

void
products_note_date(struct lint *l, struct diag *d, const struct catalogue_product *p)
{
	struct str date = catalogue_date(l->env->catalogue);

	if (p != NULL)
		diag_note(l->diags, d,
			  "catalogue of %.*s; list it with: hookvet catalogue %.*s",
			  STR_ARG(date), STR_ARG(p->id));
	else
		diag_note(l->diags, d,
			  "catalogue of %.*s; list it with: hookvet catalogue",
			  STR_ARG(date));
}
