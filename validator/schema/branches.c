/* branches: what tells the forms of an anyOf or oneOf apart. */
#include "schema/branches.h"

#include <string.h>

#include "base/arena.h"
#include "schema/equal.h"
#include "schema/eval.h"

enum {
	REACH = 8,      /* references and allOf to look through */
	WORK = 64,      /* schemas to look at for one member of one form */
	CANDIDATES = 16 /* members of the first form that are tried */
};

/* The const or enum of a schema, or NULL. */
static const struct instr *
values_of(const struct schema *s)
{
	for (size_t i = 0; s != NULL && i < s->ncode; i++) {
		if (s->code[i].op == OP_CONST || s->code[i].op == OP_ENUM)
			return &s->code[i];
	}
	return NULL;
}

/* The values that a form allows for a member, or NULL. */
static const struct instr *
constants_of(const struct schema *s, struct str name, unsigned reach, unsigned *work)
{
	const struct instr *found = NULL;

	if (reach == 0 || *work == 0)
		return NULL;
	--*work;
	for (size_t i = 0; i < s->ncode && found == NULL; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_REF) {
			found = constants_of(in->u.schema, name, reach - 1, work);
		} else if (in->op == OP_ALL_OF) {
			for (size_t k = 0; k < in->u.list.n && found == NULL; k++)
				found = constants_of(in->u.list.items[k], name,
						     reach - 1, work);
		} else if (in->op == OP_PROPERTIES) {
			const struct property *p =
			    table_find_name(&in->u.properties, name);

			found = p != NULL ? values_of(p->schema) : NULL;
		}
	}
	return found;
}

struct candidates {
	struct str names[CANDIDATES];
	size_t n;
};

/* The members that the form gives values to. */
static void
find_candidates(const struct schema *s, unsigned reach, unsigned *work,
		struct candidates *c)
{
	if (reach == 0 || *work == 0)
		return;
	--*work;
	for (size_t i = 0; i < s->ncode; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_REF)
			find_candidates(in->u.schema, reach - 1, work, c);
		for (size_t k = 0; in->op == OP_ALL_OF && k < in->u.list.n; k++)
			find_candidates(in->u.list.items[k], reach - 1, work, c);
		if (in->op != OP_PROPERTIES)
			continue;
		NODE_EACH(sub, in->value)
		{
			const struct property *p =
			    table_find_name(&in->u.properties, node_key(sub));

			if (c->n < CANDIDATES && p != NULL &&
			    values_of(p->schema) != NULL)
				c->names[c->n++] = node_key(sub);
		}
	}
}

static bool
has_value(const void *item, const void *key)
{
	return node_equal(((const struct form_value *)item)->value,
			  *(const struct node *)key);
}

size_t
branches_find(const struct discriminator *d, struct node value)
{
	const struct form_value *v = map_find(&d->forms, node_hash(value), &value);

	return v != NULL ? v->form : SIZE_MAX;
}

/* Notes a value of a form; false if another form has it. */
static bool
add_value(struct discriminator *d, struct node value, size_t form)
{
	struct form_value *v = map_put(&d->forms, node_hash(value), &value);

	if (node_exists(v->value))
		return v->form == form;
	*v = (struct form_value){value, form};
	d->values[d->nvalues++] = value;
	return true;
}

/* Notes the values of one form, in their order; false if another form has one. */
static bool
add_form(struct discriminator *d, const struct instr *in, size_t form)
{
	bool new = true;

	if (in->op == OP_CONST)
		return add_value(d, in->value, form);
	NODE_EACH(value, in->value)
	{
		new = add_value(d, value, form) && new;
	}
	/* forms within the form have been made one before */
	for (size_t i = 0; i < in->u.set.n && !node_exists(in->value); i++)
		new = add_value(d, in->u.set.values[i], form) && new;
	return new;
}

static struct discriminator *
discriminator_new(struct str name, size_t values, struct arena *a)
{
	struct discriminator *d = arena_calloc(a, 1, sizeof(*d));

	d->name = name;
	d->forms = MAP(struct form_value, has_value, a);
	map_reserve(&d->forms, values);
	d->values = arena_calloc(a, values + 1, sizeof(*d->values));
	return d;
}

/* The constants of each form for a member, NULL if one form has none. */
static const struct instr **
all_constants(const struct schema_list *forms, struct str name, size_t *values,
	      struct arena *a)
{
	const struct instr **all = NULL;

	*values = 0;
	for (size_t i = 0; i < forms->n; i++) {
		unsigned work = WORK;
		const struct instr *in =
		    constants_of(forms->items[i], name, REACH, &work);

		if (in == NULL)
			return NULL;
		if (all == NULL)
			all = arena_calloc(a, forms->n, sizeof(struct instr *));
		all[i] = in;
		*values += in->u.set.n;
	}
	return all;
}

const struct discriminator *
branches_discriminator(const struct schema_list *forms, struct arena *a)
{
	struct candidates c = {.n = 0};
	unsigned work = WORK;

	if (forms->n < 2)
		return NULL;
	find_candidates(forms->items[0], REACH, &work, &c);
	for (size_t i = 0; i < c.n; i++) {
		size_t values, form = 0;
		const struct instr **all = all_constants(forms, c.names[i], &values, a);
		struct discriminator *d;

		if (all == NULL)
			continue;
		d = discriminator_new(c.names[i], values, a);
		while (form < forms->n && add_form(d, all[form], form))
			form++;
		if (form == forms->n)
			return d;
	}
	return NULL;
}

const struct instr *
branches_only_values(const struct schema *s)
{
	return s->nfast == 1 && (s->fast[0].op == OP_CONST || s->fast[0].op == OP_ENUM)
		   ? &s->fast[0]
		   : NULL;
}

/* Of the values only those that have the type which the form wants, too. */
static size_t
keep_of_type(const struct discriminator *d, const struct schema_list *forms)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nvalues; i++) {
		size_t form = branches_find(d, d->values[i]);
		const struct schema *s = forms->items[form];

		if (s->types == 0 || eval_type(NULL, s->types, d->values[i]))
			d->values[n++] = d->values[i];
	}
	return n;
}

bool
branches_values(const struct schema_list *forms, bool disjoint, struct value_set *set,
		struct arena *a)
{
	struct discriminator *d;
	size_t values = 0;
	bool apart = true;

	for (size_t i = 0; i < forms->n; i++) {
		if (branches_only_values(forms->items[i]) == NULL)
			return false;
		values += forms->items[i]->fast[0].u.set.n;
		disjoint = disjoint || forms->items[i]->types != 0;
	}
	d = discriminator_new(STR(""), values, a);
	for (size_t i = 0; i < forms->n; i++)
		apart = add_form(d, &forms->items[i]->fast[0], i) && apart;
	if (disjoint && !apart)
		return false;
	value_set_make(set, d->values, keep_of_type(d, forms), a);
	return true;
}
