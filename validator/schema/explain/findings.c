/* findings: what has one cause is said once. */
#include "schema/explain/findings.h"

#include <stdlib.h>

#include "base/arena.h"
#include "load/text.h"
#include "schema/eval.h"
#include "schema/explain/meant.h"

struct problem *
problems_add(struct problems *ps, enum problem_kind kind, const struct unit *keyword,
	     struct node instance)
{
	struct problem *p = arena_calloc(ps->arena, 1, sizeof(*p));

	p->kind = kind;
	p->unit = keyword;
	p->instance = instance;
	p->selection = ps->selection;
	*ps->tail = p;
	ps->tail = &p->next;
	return p;
}

static bool
about_type(const struct problem *p)
{
	return p->kind == PROBLEM_TYPES ||
	       (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_TYPE);
}

/*
 * The problems in the order of their instances: those about one value are
 * neighbours.  A file may have very many, so neighbours are compared over a
 * short way only.
 */
struct ordered {
	struct problem **all;
	size_t n;
};

enum {
	NEAR = 64,              /* neighbours about one value that are compared */
	LISTED = 32,            /* values of lists that are compared */
	COMPARISONS = 1 << 19,  /* of names, in one document */
	VALUES = 1 << 18,       /* of the lists of forms that are put together */
	MISSING_PER_FINDING = 2 /* names that are missed, for each that may be said */
};

static int
by_instance(const void *x, const void *y)
{
	const struct problem *a = *(struct problem *const *)x;
	const struct problem *b = *(struct problem *const *)y;

	if (a->instance.at != b->instance.at)
		return a->instance.at < b->instance.at ? -1 : 1;
	return a->serial < b->serial ? -1 : a->serial > b->serial;
}

static struct ordered
order(struct problems *ps)
{
	struct ordered o = {NULL, 0};
	size_t cap = 0;

	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		o.all = arena_grow(ps->arena, o.all, &cap, o.n + 1, sizeof(*o.all));
		p->serial = o.n;
		o.all[o.n++] = p;
	}
	if (o.n != 0)
		qsort(o.all, o.n, sizeof(*o.all), by_instance);
	return o;
}

/* Whether two names are the same; of long ones only those of the same place are. */
static bool
same_name(struct str a, struct str b)
{
	return a.s == b.s || (a.len <= SAID_LONGEST && str_equal(a, b));
}

/* The same name missing for two reasons, the same keyword twice: once. */
static bool
says_the_same(const struct problem *a, const struct problem *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == PROBLEM_MISSING || a->kind == PROBLEM_SELECTOR)
		return same_name(a->name, b->name);
	return a->kind == PROBLEM_UNKNOWN || a->unit->at.at == b->unit->at.at;
}

/* Of two lists of values for one place the narrower one is told: whether it is a's. */
static bool
is_narrower(struct problems *ps, const struct problem *a, const struct problem *b)
{
	struct values few = problem_values(a), many = problem_values(b);
	size_t found = 0;

	if (few.n == 0 || few.n > many.n || many.n > LISTED ||
	    ps->comparisons < few.n * many.n)
		return false;
	ps->comparisons -= few.n * many.n;
	for (size_t i = 0; i < few.n; i++) {
		size_t k = 0;

		while (k < many.n && !operand_equal(few.list[i], many.list[k]))
			k++;
		found += k < many.n;
	}
	return found == few.n;
}

/*
 * Of two problems about one value, whether the first makes the second needless:
 * a wrong type hides every other keyword; what must not be there at all needs no
 * word about its value.
 */
static bool
outdoes(const struct problem *a, const struct problem *b)
{
	if (a->kind == PROBLEM_UNKNOWN)
		return b->kind != PROBLEM_UNKNOWN;
	return about_type(a) && b->kind != PROBLEM_UNKNOWN &&
	       (!about_type(b) || b->serial > a->serial);
}

void
problem_hide(struct problem *p, struct problem *by)
{
	if (p->hidden)
		return;
	p->hidden = true;
	p->beside = by->hides;
	by->hides = p;
}

/* What nobody would see must not take the word of what would be seen. */
static void
hide_unseen(struct problems *ps)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		p->off = problem_is_off(ps, p);
		p->hidden = p->hidden || p->off;
	}
}

/* Where all forms are explained, what is said of one does not speak for another. */
static bool
in_other_forms(const struct problem *a, const struct problem *b)
{
	return a->selection != b->selection && a->selection != NULL &&
	       b->selection != NULL && a->selection->by == SELECTED_NOT &&
	       b->selection->by == SELECTED_NOT;
}

static void
hide_needless(struct problems *ps, struct ordered *o)
{
	for (size_t i = 0; i < o->n; i++) {
		for (size_t k = i + 1; k < o->n && k - i < NEAR; k++) {
			struct problem *a = o->all[i], *b = o->all[k];

			if (a->instance.at != b->instance.at)
				break;
			if (a->off || b->off || in_other_forms(a, b))
				continue;
			if (outdoes(a, b) || says_the_same(a, b))
				problem_hide(b, a);
			else if (outdoes(b, a))
				problem_hide(a, b);
			else if (is_narrower(ps, a, b))
				problem_hide(b, a);
			else if (is_narrower(ps, b, a))
				problem_hide(a, b);
		}
	}
}

/* The first problem that is about this value, or about one behind it. */
static size_t
find_instance(const struct ordered *o, struct node n)
{
	size_t lo = 0, hi = o->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (o->all[mid]->instance.at < n.at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct problem *
ordered_unknown(const struct ordered *o, struct node member)
{
	for (size_t i = find_instance(o, member);
	     i < o->n && o->all[i]->instance.at == member.at; i++) {
		if (o->all[i]->kind == PROBLEM_UNKNOWN &&
		    (!o->all[i]->hidden || o->all[i]->off))
			return o->all[i];
	}
	return NULL;
}

static bool
is_damaged(struct node n)
{
	return node_exists(n) && (node_cell(n)->flags & CELL_DAMAGED) != 0;
}

/*
 * Where an object lost its bracket, the members behind it may be those of the
 * object around it: an unknown one is worth a word only if it is nearly known.
 */
static void
hide_strays(struct problems *ps)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		if (p->kind == PROBLEM_UNKNOWN && !p->hidden &&
		    unit_is_keyword(p->unit) &&
		    p->unit->instr->op == OP_ADDITIONAL_PROPERTIES &&
		    is_damaged(unit_container(p->unit, p->instance)) &&
		    problem_meant(ps, p).best.s == NULL)
			p->hidden = true;
	}
}

static bool
is_template(struct node member)
{
	return node_cell(member)->key != 0 && text_template(node_key(member)).len != 0;
}

static bool
has_template(struct node object)
{
	NODE_EACH(member, object)
	{
		if (is_template(member))
			return true;
	}
	return false;
}

/* A name that another program fills in may be any that is missing. */
static void
hide_templates(struct problems *ps)
{
	struct node last = NODE_ABSENT;
	bool open = false;

	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		if (p->kind == PROBLEM_UNKNOWN) {
			p->hidden = p->hidden || is_template(p->instance);
		} else if (p->kind == PROBLEM_MISSING || p->kind == PROBLEM_EITHER) {
			if (p->instance.doc != last.doc || p->instance.at != last.at)
				open = has_template(p->instance);
			last = p->instance;
			p->hidden = p->hidden || open;
		}
	}
}

/* Whether the object misses one name: the problem's. */
static bool
misses_one(struct problem *p)
{
	const struct dependency_list *list;

	if (p->kind == PROBLEM_MISSING || p->kind == PROBLEM_SELECTOR)
		return true;
	if (p->kind != PROBLEM_KEYWORD || p->unit->instr->op != OP_DEPENDENT_REQUIRED)
		return false;
	list = &p->unit->instr->u.dependencies;
	for (size_t i = 0; i < list->n; i++) {
		const struct property *missing =
		    missing_dependency(&list->items[i], p->instance);

		if (missing == NULL)
			continue;
		p->name = missing->name;
		return true;
	}
	return false;
}

/* A missing and an unknown name that are similar are one mistake. */
static void
fold_misspellings(struct problems *ps, const struct ordered *o)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		struct problem *unknown;
		struct misspelling m;

		if (p->hidden || !misses_one(p))
			continue;
		m = problem_misspelt(ps, o, p);
		if (!node_exists(m.member)) {
			if (p->kind == PROBLEM_KEYWORD)
				p->name = (struct str){NULL, 0};
			continue;
		}
		unknown = ordered_unknown(o, m.member);
		/* not product_id for products, where productId is known */
		if (unknown != NULL && problem_meant(ps, unknown).distance < m.distance)
			continue;
		p->misspelt = m.member;
		p->slip = m.slip;
		p->open = unknown == NULL;
		if (unknown != NULL)
			problem_hide(unknown, p);
	}
}

/* The choice that fails, or is met twice, at the object; NULL if none does. */
static struct problem *
ordered_choice(const struct ordered *o, struct node object)
{
	size_t first = find_instance(o, object);

	for (size_t i = first;
	     i < o->n && i - first < NEAR && o->all[i]->instance.at == object.at; i++) {
		struct problem *p = o->all[i];

		if (!p->hidden &&
		    (p->kind == PROBLEM_FORMS || p->kind == PROBLEM_EITHER ||
		     (p->kind == PROBLEM_KEYWORD && p->unit->instr->op == OP_ONE_OF)))
			return p;
	}
	return NULL;
}

/* Whether it can be said what a member would have to be. */
static bool
has_remedy(struct problems *ps, const struct problem *p)
{
	unsigned distance;

	return node_exists(p->misspelt) ||
	       (p->kind == PROBLEM_UNKNOWN && problem_meant(ps, p).best.s != NULL) ||
	       node_exists(problem_value_meant(ps, p, &distance));
}

/*
 * A member whose name or value is misspelt decides which forms its object matches: none,
 * or too many.  What is said of the member says so of the object.
 */
static void
fold_choices(struct problems *ps, const struct ordered *o)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		struct node object = p->instance;
		struct problem *choice;

		if (p->hidden)
			continue;
		if (!node_exists(p->misspelt))
			object = unit_container(p->unit, p->instance);
		choice = node_exists(object) ? ordered_choice(o, object) : NULL;
		if (choice != NULL && has_remedy(ps, p))
			problem_hide(choice, p);
	}
}

/*
 * What is asked for because of a member's value is not worth a word while that value
 * itself is wrong.
 */
static void
fold_conditions(struct problems *ps, const struct ordered *o)
{
	for (struct problem *p = ps->head; p != NULL; p = p->next) {
		struct node selector;
		size_t first;

		if (p->hidden || p->selection == NULL ||
		    p->selection->by != SELECTED_BY_CONDITION)
			continue;
		selector = p->selection->selector;
		first = find_instance(o, selector);
		for (size_t i = first; i < o->n && i - first < NEAR && !p->hidden &&
				       o->all[i]->instance.at == selector.at;
		     i++) {
			if (!o->all[i]->hidden && o->all[i]->selection != p->selection)
				problem_hide(p, o->all[i]);
		}
	}
}

void
findings_make(struct diags *ds, const struct program *p, const struct unit *root,
	      const struct rule_info *rule, bool templates)
{
	struct problems ps = {.arena = arena_new(),
			      .diags = ds,
			      .rule = rule,
			      .pointers = {ds->arena, NULL}};
	struct ordered o;

	ps.tail = &ps.head;
	ps.comparisons = COMPARISONS;
	ps.values = VALUES;
	ps.missing = MISSING_PER_FINDING * diags_limit(ds->text.len);
	ps.all_branches = p->store->config.all_branches;
	problems_collect(&ps, root);
	o = order(&ps);
	hide_unseen(&ps);
	hide_needless(&ps, &o);
	if (templates)
		hide_templates(&ps);
	fold_misspellings(&ps, &o);
	fold_choices(&ps, &o);
	fold_conditions(&ps, &o);
	hide_strays(&ps);
	for (const struct problem *i = ps.head; i != NULL && !diags_full(ds);
	     i = i->next) {
		if (!i->hidden)
			problem_emit(&ps, i);
	}
	if (ps.more)
		diags_fill(ds);
	pointers_release(&ps.pointers);
	arena_free(ps.arena);
}

void
schema_findings_as(struct diags *ds, const struct program *p, const struct unit *root,
		   const struct rule_info *rule)
{
	findings_make(ds, p, root, rule, false);
}

void
schema_findings(struct diags *ds, const struct program *p, const struct unit *root)
{
	findings_make(ds, p, root, NULL, false);
}
