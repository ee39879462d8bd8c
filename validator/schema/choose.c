/*
 * choose: which of several forms was meant (anyOf, oneOf).
 *
 * 1. A discriminator: every form is an object with values of its own for one
 *    member.  The instance's value chooses; no other form is mentioned.
 * 2. The type: forms of another type were not meant.
 * 3. The best form: VS Code's order (matching constants, fitting members, known
 *    members), then the fewest problems.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "schema/equal.h"
#include "schema/eval.h"
#include "schema/findings.h"

enum {
	REACH = 8 /* references and allOf to look through */
};

/* The values that a form allows for a member, or NULL. */
static const struct instr *
constants_of(const struct schema *s, struct str name, unsigned reach)
{
	const struct instr *found = NULL;

	for (size_t i = 0; i < s->ncode && found == NULL && reach != 0; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_REF) {
			found = constants_of(in->u.schema, name, reach - 1);
		} else if (in->op == OP_ALL_OF) {
			for (size_t k = 0; k < in->u.list.n && found == NULL; k++)
				found =
				    constants_of(in->u.list.items[k], name, reach - 1);
		} else if (in->op == OP_PROPERTIES) {
			struct node sub = node_member_str(in->value, name);
			const struct schema *value =
			    node_exists(sub) ? s->file->compiled[sub.at] : NULL;

			for (size_t k = 0; value != NULL && k < value->ncode; k++) {
				if (value->code[k].op == OP_CONST ||
				    value->code[k].op == OP_ENUM)
					found = &value->code[k];
			}
		}
	}
	return found;
}

/* Calls try for the names of members that the form gives values to. */
static bool
each_constant(const struct schema *s, unsigned reach,
	      bool (*try)(void *arg, struct str name), void *arg)
{
	for (size_t i = 0; i < s->ncode && reach != 0; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_REF &&
		    each_constant(in->u.schema, reach - 1, try, arg))
			return true;
		for (size_t k = 0; in->op == OP_ALL_OF && k < in->u.list.n; k++) {
			if (each_constant(in->u.list.items[k], reach - 1, try, arg))
				return true;
		}
		if (in->op != OP_PROPERTIES)
			continue;
		NODE_EACH(sub, in->value)
		{
			if (constants_of(s, node_key(sub), reach) != NULL &&
			    try(arg, node_key(sub)))
				return true;
		}
	}
	return false;
}

struct discriminator {
	const struct schema_list *forms;
	struct str name;
};

static bool
disjoint(const struct value_set *a, const struct value_set *b)
{
	for (size_t i = 0; i < a->n; i++) {
		if (value_set_has(b, a->values[i]))
			return false;
	}
	return true;
}

static bool
discriminates(void *arg, struct str name)
{
	struct discriminator *d = arg;

	for (size_t i = 0; i < d->forms->n; i++) {
		const struct instr *a = constants_of(d->forms->items[i], name, REACH);

		if (a == NULL)
			return false;
		for (size_t k = 0; k < i; k++) {
			const struct instr *b =
			    constants_of(d->forms->items[k], name, REACH);

			if (!disjoint(&a->u.set, &b->u.set))
				return false;
		}
	}
	d->name = name;
	return true;
}

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

/* Values in the order of the forms, for "one of ..." and suggestions. */
static void
all_values(struct problems *ps, const struct discriminator *d, struct node **values,
	   size_t *n)
{
	size_t cap = 0;

	*values = NULL;
	*n = 0;
	for (size_t i = 0; i < d->forms->n; i++) {
		const struct value_set *set =
		    &constants_of(d->forms->items[i], d->name, REACH)->u.set;

		for (size_t k = 0; k < set->n; k++) {
			*values = arena_grow(ps->arena, *values, &cap, *n + 1,
					     sizeof(**values));
			(*values)[(*n)++] = set->values[k];
		}
	}
}

static struct str
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
	return str_from(text);
}

static void
collect_form(struct problems *ps, const struct unit *form, struct node selector,
	     struct str forms, size_t n)
{
	const struct selection *outer = ps->selection;
	struct selection *s = arena_calloc(ps->arena, 1, sizeof(*s));

	s->selector = selector;
	s->forms = forms;
	s->n = n;
	ps->selection = s;
	problems_collect(ps, form);
	ps->selection = outer;
}

static void
choose_by_discriminator(struct problems *ps, const struct unit *keyword,
			const struct discriminator *d)
{
	struct node selector = node_member_str(keyword->instance, d->name);
	struct problem *p;
	struct node *values;
	size_t n;

	all_values(ps, d, &values, &n);
	for (size_t i = 0; i < d->forms->n && node_exists(selector); i++) {
		const struct schema *form = d->forms->items[i];

		if (value_set_has(&constants_of(form, d->name, REACH)->u.set,
				  selector)) {
			collect_form(ps, form_unit(keyword, form), selector,
				     values_as_text(ps, values, n), d->forms->n);
			return;
		}
	}
	if (node_exists(selector)) {
		p = problems_add(ps, PROBLEM_VALUES, keyword, selector);
	} else {
		p = problems_add(ps, PROBLEM_SELECTOR, keyword, keyword->instance);
		p->name = d->name;
	}
	p->values = values;
	p->nvalues = n;
}

/* Whether a failed form wanted another type; its types, as far as they are known. */
static bool
wants_other_type(const struct unit *form, unsigned *types)
{
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

/* <0: a is the nearer one */
static int
compare_forms(const struct unit *a, const struct unit *b)
{
	if (a->constants != b->constants)
		return a->constants > b->constants ? -1 : 1;
	if (a->fitting != b->fitting)
		return a->fitting > b->fitting ? -1 : 1;
	if (a->known != b->known)
		return a->known > b->known ? -1 : 1;
	return a->errors < b->errors ? -1 : a->errors > b->errors;
}

/* The only failure of a form, if it is a list of values for the same instance. */
static const struct value_set *
only_values(const struct unit *form)
{
	const struct value_set *set = NULL;

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
	size_t cap = 0;

	for (size_t i = 0; i < n; i++) {
		if (only_values(forms[i]) == NULL)
			return false;
	}
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

static struct str
form_title(const struct unit *form)
{
	const struct schema *s = form->schema;
	struct str title = node_string(node_member(s->source, "title"));

	for (size_t i = 0; i < s->ncode && title.len == 0; i++) {
		if (s->code[i].op == OP_REF)
			title = node_string(
			    node_member(s->code[i].u.schema->source, "title"));
	}
	return title;
}

static void
choose_best(struct problems *ps, const struct unit *keyword, const struct unit **forms,
	    size_t n)
{
	const struct unit *best = forms[0];
	bool tie = false;

	if (n > 1 && merge_values(ps, keyword, forms, n))
		return;
	for (size_t i = 1; i < n; i++) {
		int order = compare_forms(forms[i], best);

		tie = order == 0 || (tie && order > 0);
		if (order < 0)
			best = forms[i];
	}
	if (tie)
		problems_add(ps, PROBLEM_FORMS, keyword, keyword->instance);
	else
		collect_form(ps, best, NODE_ABSENT, form_title(best),
			     keyword->instr->u.list.n);
}

void
problems_choose(struct problems *ps, const struct unit *keyword)
{
	struct discriminator d = {&keyword->instr->u.list, {NULL, 0}};
	const struct unit **fitting;
	unsigned types = 0;
	size_t n = 0;

	if (d.forms->n == 0) {
		problems_add(ps, PROBLEM_KEYWORD, keyword, keyword->instance);
		return;
	}
	if (node_is(keyword->instance, NODE_OBJECT) && d.forms->n > 1 &&
	    each_constant(d.forms->items[0], REACH, discriminates, &d)) {
		choose_by_discriminator(ps, keyword, &d);
		return;
	}
	fitting = arena_calloc(ps->arena, d.forms->n, sizeof(struct unit *));
	for (const struct unit *u = keyword->first; u != NULL; u = u->next) {
		if (ps->all_branches)
			problems_collect(ps, u);
		else if (!u->valid && !wants_other_type(u, &types))
			fitting[n++] = u;
	}
	if (ps->all_branches)
		return;
	if (n == 0)
		problems_add(ps, PROBLEM_TYPES, keyword, keyword->instance)->types =
		    types;
	else
		choose_best(ps, keyword, fitting, n);
}
