/*
 * best-branch: which of several forms was meant (anyOf, oneOf).
 *
 * 1. A discriminator: every form is an object with values of its own for one
 *    member.  The instance's value chooses; no other form is mentioned.
 * 2. The type: forms of another type were not meant.
 * 3. The best form: the nearest one (unit_nearer()), through references and allOf.
 */
#include "base/arena.h"
#include "base/stack.h"
#include "schema/branches.h"
#include "schema/eval.h"
#include "schema/explain/meant.h"
#include "schema/explain/trace-walk.h"

/* The unit of the i-th form below its keyword; all of them failed. */
static const struct unit *
form_unit(const struct unit *keyword, const struct schema *form)
{
	for (const struct unit *u = keyword->first; u != NULL; u = u->next) {
		if (u->schema == form)
			return u;
	}
	return NULL;
}

static const char *
values_as_text(struct problems *ps, const struct node *values, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n && i < 8; i++) {
		struct str v = node_is(values[i], NODE_STRING) ? node_string(values[i])
							       : node_text(values[i]);

		text = arena_printf(ps->arena, "%s%s%s", text, i != 0 ? ", " : "",
				    diag_quote(ps->diags, v));
	}
	if (n > 8)
		text = arena_printf(ps->arena, "%s, and %zu others", text, n - 8);
	return text;
}

/* The title of a form, also of what it only refers to; empty if it has none. */
struct str
problems_form_title(const struct schema *s)
{
	struct str title = node_string(node_member(s->source, "title"));

	for (size_t i = 0; i < s->ncode && title.len == 0; i++) {
		if (s->code[i].op == OP_REF)
			title = node_string(
			    node_member(s->code[i].u.schema->source, "title"));
	}
	return title;
}

const char *
problems_form_name(struct problems *ps, const struct unit *keyword,
		   const struct schema *form)
{
	const struct schema_list *forms = &keyword->instr->u.list;
	struct str title = problems_form_title(form);
	size_t i = 0;

	if (title.len != 0)
		return arena_printf(ps->arena, "'%s'", diag_quote(ps->diags, title));
	while (i < forms->n && forms->items[i] != form)
		i++;
	return arena_printf(ps->arena, "form %zu", i + 1);
}

static void
collect_form(struct problems *ps, const struct unit *keyword, const struct unit *form,
	     struct selection selection)
{
	const struct selection *outer = ps->selection;
	struct selection *s = arena_alloc(ps->arena, sizeof(*s));

	*s = selection;
	s->n = keyword->instr->u.list.n;
	s->of = keyword->instance;
	ps->selection = s;
	if (form != NULL)
		problems_collect(ps, form);
	ps->selection = outer;
}

/* Whether a failed form misses the member. */
static bool
misses(const struct unit *form, struct str name)
{
	stack_guard();
	for (const struct unit *k = form->first; k != NULL; k = k->next) {
		if (k->valid)
			continue;
		if (k->instr->op == OP_REQUIRED &&
		    table_find_name(&k->instr->u.properties, name) != NULL)
			return true;
		if (k->instr->op != OP_REF && k->instr->op != OP_ALL_OF)
			continue;
		for (const struct unit *i = k->first; i != NULL; i = i->next) {
			if (misses(i, name))
				return true;
		}
	}
	return false;
}

static bool
all_miss(const struct unit *keyword, struct str name)
{
	for (const struct unit *u = keyword->first; u != NULL; u = u->next) {
		if (!misses(u, name))
			return false;
	}
	return true;
}

void
problems_collect_nearest(struct problems *ps, const struct unit *keyword,
			 const struct unit *form)
{
	struct str title = problems_form_title(form->schema);

	collect_form(
	    ps, keyword, form,
	    (struct selection){
		SELECTED_AS_NEAREST, NODE_ABSENT,
		title.len != 0 ? problems_form_name(ps, keyword, form->schema) : NULL,
		0, NODE_ABSENT});
}

/*
 * Where the value of a discriminator is none of any form, nor like one: the form that other
 * values of the object are for, if it is one.
 */
static const struct unit *
spoken_for_by_others(struct problems *ps, const struct unit *keyword,
		     struct node selector)
{
	const struct discriminator *d = keyword->instr->u.list.by;
	const struct problem wrong = {.kind = PROBLEM_VALUES,
				      .unit = keyword,
				      .instance = selector,
				      .values = d->values,
				      .nvalues = d->nvalues};
	const struct unit *best = keyword->first;
	unsigned distance;
	size_t equal = 0;

	if (node_exists(problem_value_meant(ps, &wrong, &distance)))
		return NULL;
	for (const struct unit *u = best; u != NULL; u = u->next)
		best = u->near.constants > best->near.constants ? u : best;
	for (const struct unit *u = keyword->first; u != NULL; u = u->next)
		equal += u->near.constants == best->near.constants;
	return equal == 1 ? best : NULL;
}

/* False if the member says nothing: absent and not needed, broken, a template. */
static bool
choose_by_discriminator(struct problems *ps, const struct unit *keyword)
{
	const struct schema_list *forms = &keyword->instr->u.list;
	const struct discriminator *d = forms->by;
	struct node selector = node_member_str(keyword->instance, d->name);
	const struct unit *spoken_for;
	struct problem *p;
	size_t form;

	if (!node_exists(selector)) {
		if (!all_miss(keyword, d->name))
			return false;
		p = problems_add(ps, PROBLEM_SELECTOR, keyword, keyword->instance);
		p->name = d->name;
	} else if (node_is(selector, NODE_BROKEN) || eval_is_template(selector)) {
		return false;
	} else if ((form = branches_find(d, selector)) != SIZE_MAX) {
		collect_form(
		    ps, keyword, form_unit(keyword, forms->items[form]),
		    (struct selection){SELECTED_BY_VALUE, selector,
				       values_as_text(ps, d->values, d->nvalues), 0,
				       NODE_ABSENT});
		return true;
	} else if ((spoken_for = spoken_for_by_others(ps, keyword, selector)) != NULL) {
		problems_collect_nearest(ps, keyword, spoken_for);
		return true;
	} else {
		p = problems_add(ps, PROBLEM_VALUES, keyword, selector);
	}
	p->values = d->values;
	p->nvalues = d->nvalues;
	return true;
}

/* Whether a failed form wanted another type; its types, as far as they are known. */
static bool
wants_other_type(const struct unit *form, unsigned *types)
{
	stack_guard();
	for (const struct unit *k = form->first; k != NULL; k = k->next) {
		if (k->valid)
			continue;
		if (k->instr->op == OP_TYPE) {
			*types |= k->instr->u.types;
			return true;
		}
		if ((k->instr->op == OP_REF || k->instr->op == OP_ALL_OF) &&
		    k->first != NULL && wants_other_type(k->first, types))
			return true;
	}
	return false;
}

/* The only failure of a form, if it is a list of values for the same instance. */
static const struct value_set *
only_values(const struct unit *form)
{
	const struct value_set *set = NULL;

	stack_guard();
	for (const struct unit *k = form->first; k != NULL; k = k->next) {
		if (k->valid)
			continue;
		if (set != NULL)
			return NULL;
		if (k->instr->op == OP_REF && k->first != NULL)
			set = only_values(k->first);
		else if (k->instr->op == OP_CONST || k->instr->op == OP_ENUM)
			set = &k->instr->u.set;
		if (set == NULL)
			return NULL;
	}
	return set;
}

/* On a tie of lists of values: one list. */
static bool
merge_values(struct problems *ps, const struct unit *keyword, const struct unit **forms,
	     size_t n)
{
	struct problem *p;
	size_t cap = 0, total = 0;

	for (size_t i = 0; i < n; i++) {
		const struct value_set *set = only_values(forms[i]);

		if (set == NULL)
			return false;
		total += set->n;
	}
	if (total > ps->values)
		return false; /* as if they were no lists: there are too many */
	ps->values -= total;
	p = problems_add(ps, PROBLEM_VALUES, keyword, keyword->instance);
	for (size_t i = 0; i < n; i++) {
		const struct value_set *set = only_values(forms[i]);

		for (size_t k = 0; k < set->n; k++) {
			p->values = arena_grow(ps->arena, p->values, &cap,
					       p->nvalues + 1, sizeof(*p->values));
			p->values[p->nvalues++] = set->values[k];
		}
	}
	return true;
}

struct problem *
problems_of(struct problems *ps, const struct unit *form)
{
	struct problems alone = *ps;

	alone.apart++;
	alone.head = NULL;
	alone.tail = &alone.head;
	problems_collect(&alone, form);
	ps->missing = alone.missing;
	ps->values = alone.values;
	ps->more = alone.more;
	return alone.head;
}

static void
choose_best(struct problems *ps, const struct unit *keyword, const struct unit **forms,
	    size_t n)
{
	const struct unit *best = forms[0];
	size_t tied = 0;

	if (n > 1 && merge_values(ps, keyword, forms, n))
		return;
	for (size_t i = 1; i < n; i++)
		best = unit_nearer(&forms[i]->near, &best->near) < 0 ? forms[i] : best;
	for (size_t i = 0; i < n; i++) {
		if (unit_nearer(&forms[i]->near, &best->near) == 0)
			forms[tied++] = forms[i];
	}
	if (tied > 1)
		problems_choose_tied(ps, keyword, forms, tied);
	else
		problems_collect_nearest(ps, keyword, best);
}

static void
collect_all(struct problems *ps, const struct unit *keyword)
{
	for (const struct unit *u = keyword->first; u != NULL; u = u->next)
		collect_form(
		    ps, keyword, u,
		    (struct selection){SELECTED_NOT, NODE_ABSENT,
				       problems_form_name(ps, keyword, u->schema), 0,
				       NODE_ABSENT});
}

/* The only failure of a form, if it is a pattern for the same instance. */
static const struct unit *
only_pattern(const struct unit *form)
{
	const struct unit *k = form->first;

	while (k != NULL && k->valid)
		k = k->next;
	if (k == NULL || k->next != NULL)
		return NULL;
	if (k->instr->op == OP_REF && k->first != NULL)
		return only_pattern(k->first);
	return k->instr->op == OP_PATTERN ? k : NULL;
}

/*
 * The only form for a value of this type: no guess, the type says it.  But where it is
 * for the expressions of some language, a string may stand for a value of another type.
 */
static void
collect_of_type(struct problems *ps, const struct unit *keyword,
		const struct unit *form, unsigned types)
{
	const struct unit *pattern = only_pattern(form);
	struct problem *p;

	if (pattern == NULL ||
	    (types & (TYPE_NUMBER | TYPE_INTEGER | TYPE_BOOLEAN)) == 0) {
		problems_collect(ps, form);
		return;
	}
	p = problems_add(ps, PROBLEM_TYPES, keyword, keyword->instance);
	p->types = types;
	p->also = pattern;
}

/* Whether a form is one of some words, and the value is none. */
static bool
wants_word(const struct unit *form)
{
	const struct value_set *set = only_values(form);

	return set != NULL && set->n != 0 && !set->others &&
	       !node_is(form->instance, NODE_STRING);
}

/* The forms for a value of this type; those that are words only if words is true. */
static size_t
fitting_forms(const struct unit *keyword, bool words, const struct unit **fitting,
	      unsigned *types)
{
	size_t n = 0;

	for (const struct unit *u = keyword->first; u != NULL; u = u->next) {
		if (!u->valid && !u->schema->never && !wants_other_type(u, types) &&
		    (words || !wants_word(u)))
			fitting[n++] = u;
	}
	return n;
}

void
problems_choose(struct problems *ps, const struct unit *keyword)
{
	const struct schema_list *forms = &keyword->instr->u.list;
	const struct unit **fitting;
	unsigned types = 0;
	size_t n;

	if (forms->n == 0) {
		problems_add(ps, PROBLEM_KEYWORD, keyword, keyword->instance);
		return;
	}
	if (ps->all_branches) {
		collect_all(ps, keyword);
		return;
	}
	if (forms->by != NULL && node_is(keyword->instance, NODE_OBJECT) &&
	    choose_by_discriminator(ps, keyword))
		return;
	fitting = arena_calloc(ps->arena, forms->n, sizeof(struct unit *));
	n = fitting_forms(keyword, false, fitting, &types);
	if (n == 0)
		n = fitting_forms(keyword, true, fitting, &types);
	if (n == 0 && types == 0)
		problems_add(ps, PROBLEM_FORMS, keyword, keyword->instance);
	else if (n == 0)
		problems_add(ps, PROBLEM_TYPES, keyword, keyword->instance)->types =
		    types;
	else if (n == 1 && types != 0)
		collect_of_type(ps, keyword, fitting[0], types);
	else
		choose_best(ps, keyword, fitting, n);
}
