/* recollect: see the header. */
#include "cli/recollect.h"

#include <string.h>

#include "base/arena.h"
#include "cli/ahead.h"
#include "cli/discover.h"
#include "cli/elements.h"
#include "cli/profile.h"
#include "load/scan.h"
#include "rules/lint.h"
#include "rules/recall.h"

bool
recollect_allowed(struct examiner *x, const struct input *in)
{
	const struct profile *p = in->profile;

	if (x->recall_input == in)
		return x->recall_allowed;
	x->recall_input = in;
	x->recall_case = (struct recall_case){.env = &p->env,
					      .levels = p->levels,
					      .given = examine_given_kind(in),
					      .update = kind_path_is_update(in->path)};
	if (x->recall_case.given != KIND_NONE)
		x->recall_case.update = false; /* it is of no effect */
	x->recall_allowed = x->recall != NULL && x->wants->standard_output < 0 &&
			    !x->wants->timeline && p->npolicies == 0 &&
			    examine_other_schema(in) == NULL;
	return x->recall_allowed;
}

/* A document and its result, which has no findings. */
struct clean {
	struct examined examined;
	struct doc doc;
};

static void
clean(struct examiner *x, const struct input *in, struct str text,
      struct lines_place at, enum kind kind, const struct delivery *list)
{
	struct clean *c = arena_alloc(x->arena, sizeof(*c));

	if (x->no_diags == NULL) {
		x->no_diags = arena_alloc(x->arena, sizeof(*x->no_diags));
		diags_init(x->no_diags, x->arena, NULL, NULL, STR(""));
	}
	memset(c, 0, sizeof(*c));
	c->doc.name = in->path;
	c->doc.text = text;
	c->doc.record = at.record;
	c->doc.base = at.base;
	c->doc.first_line = at.line;
	c->examined.input = in;
	c->examined.doc = &c->doc;
	c->examined.diags = x->no_diags;
	c->examined.recalled = true;
	c->examined.at = at;
	c->examined.result.path = in->path;
	c->examined.result.diags = x->no_diags;
	c->examined.result.record = at.record;
	c->examined.kind = kind;
	c->examined.result.kind = kind_name(kind);
	c->examined.deliveries = in->profile->compares ? list : NULL;
	examine_add(x, &c->examined);
}

/* The object at p, of the text or, in JSON Lines, of a line at its begin. */
static bool
object(struct examiner *x, const struct input *in, struct str text,
       struct lines_place at, size_t p, size_t *len)
{
	struct recalled *found = arena_alloc(x->arena, sizeof(*found));
	const char *end = text.s + text.len, *q;

	if (!recall_find(x->recall, &x->recall_case, text, &p, x->arena, found))
		return false;
	q = text.s + p;
	while (q < end && (*q == ' ' || *q == '\t' || *q == '\r' ||
			   (*q == '\n' && !x->recall_case.line)))
		q++;
	if (q != end && *q != '\n')
		return false;
	*len = (size_t)(q - text.s);
	clean(x, in, str_slice(text, 0, *len), at, found->kind,
	      found->delivers ? &found->delivery : NULL);
	return true;
}

/* A list while it is read. */
struct listing {
	struct passing passing; /* first */
	struct elements elements;
	struct ahead *ahead; /* what other threads found */
	size_t first;        /* where the first element begins */
};

/* What is known of the element at start, or NULL; *kind as it is alone. */
static struct recalled *
look(struct listing *l, size_t start, size_t *end, enum kind *kind)
{
	struct recalled *found = ahead_at(l->ahead, start, end);

	if (found == NULL) {
		found = arena_alloc(l->elements.x->arena, sizeof(*found));
		*end = elements_find(&l->elements, start, found, kind);
	}
	if (*end == 0)
		return NULL;
	*kind = found->alone;
	return found;
}

/* If nobody says what the list holds, its first element does. */
static size_t
element_end(struct passing *p, size_t start)
{
	struct listing *l = (struct listing *)p;
	enum kind kind = KIND_NONE;
	struct recalled *found;
	size_t end;

	if (!p->list && start != l->first)
		return 0;
	found = look(l, start, &end, &kind);
	p->list = p->list || kind == KIND_SUBSCRIPTION || kind == KIND_CREATE_REQUEST;
	if (!p->list || found == NULL)
		return 0;
	p->n++;
	*p->tail = &found->delivery;
	p->tail = &found->delivery.next;
	*p->tail = NULL;
	return end;
}

static void
array(struct examiner *x, const struct input *in, struct str text,
      struct lines_place at, size_t p)
{
	struct listing l = {.passing = {.end = element_end}};

	l.passing.tail = &l.passing.deliveries;
	l.passing.list = x->recall_case.given != KIND_NONE;
	l.first = (size_t)(scan_space(text.s + p + 1, text.s + text.len) - text.s);
	elements_init(&l.elements, x, in, text);
	l.ahead = ahead_look(&l.elements, l.first);
	x->passing = &l.passing;
	(void)examine_as(x, in, text, at, x->recall_case.given);
	x->passing = NULL;
	elements_release(&l.elements);
}

bool
recollect(struct examiner *x, const struct input *in, struct str text,
	  struct lines_place at)
{
	size_t p = (size_t)(scan_space(text.s, text.s + text.len) - text.s);
	enum kind given;
	size_t len;

	if (p == text.len || !recollect_allowed(x, in))
		return false;
	x->recall_case.line = at.record != 0;
	given = x->recall_case.given;
	if (text.s[p] == '{')
		return object(x, in, text, at, p, &len);
	if (text.s[p] != '[' || (given != KIND_NONE && given != KIND_SUBSCRIPTION_LIST))
		return false;
	array(x, in, text, at, p);
	return true;
}

bool
recollect_line(struct examiner *x, const struct input *in, struct str text,
	       struct lines_place at, size_t *len)
{
	if (text.len == 0 || *text.s != '{' || !recollect_allowed(x, in))
		return false;
	x->recall_case.line = true;
	return object(x, in, text, at, 0, len);
}

void
recollect_learn(struct examiner *x, const struct examined *e)
{
	if (e->diags->head != NULL || e->result.skipped || e->doc->damaged ||
	    (KIND_BIT(e->kind) & KINDS_SUBSCRIPTION) == 0 ||
	    !recollect_allowed(x, e->input))
		return;
	recall_learn(x->recall, &x->recall_case, doc_root(e->doc), e->kind, e->asks);
}
