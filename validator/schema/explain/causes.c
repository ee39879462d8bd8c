/* causes: down to the keywords that are the cause. */
#include "base/arena.h"
#include "base/stack.h"
#include "schema/explain/meant.h"
#include "schema/op.h"

/* A schema that accepts nothing: false, or not with a schema that accepts all. */
static bool
forbids(const struct unit *schema)
{
	const struct schema *s = schema->schema;

	if (s->never)
		return true;
	return s->nfast == 1 && s->types == 0 && s->fast[0].op == OP_NOT &&
	       s->fast[0].u.schema->always;
}

/* The keyword that a problem of a forbidden value is told of. */
static const struct unit *
forbidding_keyword(const struct unit *keyword, const struct unit *schema)
{
	return schema->first != NULL ? schema->first : keyword;
}

static void
collect_child(struct problems *ps, const struct unit *keyword, const struct unit *child)
{
	if (child->valid)
		return;
	if (forbids(child))
		problems_add(ps, PROBLEM_UNKNOWN, forbidding_keyword(keyword, child),
			     node_exists(child->member) ? child->member
							: child->instance);
	else
		problems_collect(ps, child);
}

void
cause_children(struct problems *ps, const struct unit *keyword)
{
	for (const struct unit *i = keyword->first; i != NULL; i = i->next)
		collect_child(ps, keyword, i);
}

/*
 * Whether a member or an element is unevaluated only because a schema beside the keyword
 * failed, which defines it: what fails marks nothing (2020-12 core, 11.3).
 */
static bool
lost_its_mark(struct problems *ps, const struct unit *keyword, struct node child)
{
	struct str name = {NULL, 0};

	if (node_cell(child)->key != 0)
		name = node_key(child);
	for (const struct unit *k = keyword->parent->first; k != NULL; k = k->next) {
		if (k->valid || k->asked || k == keyword || k->first == NULL ||
		    k->first->instance.at != keyword->instance.at)
			continue;
		for (const struct unit *u = k->first; u != NULL; u = u->next) {
			if (!u->valid && meant_defines(ps, u->schema, name))
				return true;
		}
	}
	return false;
}

void
cause_unevaluated(struct problems *ps, const struct unit *keyword)
{
	for (const struct unit *i = keyword->first; i != NULL; i = i->next) {
		if (!lost_its_mark(ps, keyword, i->instance))
			collect_child(ps, keyword, i);
	}
}

struct missing_arg {
	struct problems *ps;
	const struct unit *unit;
};

/* The units are bounded, the names that each of them misses are not. */
static bool
add_missing(void *arg, struct str name, struct node at)
{
	struct missing_arg *m = arg;
	struct problem *p;

	if (m->ps->missing == 0) {
		m->ps->more = true;
		return false;
	}
	m->ps->missing--;
	p = problems_add(m->ps, PROBLEM_MISSING, m->unit, m->unit->instance);
	p->name = name;
	p->name_at = at;
	return true;
}

void
cause_missing(struct problems *ps, const struct unit *k)
{
	struct missing_arg m = {ps, k};

	unit_each_missing(k, add_missing, &m);
}

/* The member that a condition tests by a value, or at least wants: what selects. */
static struct node
condition_selector(const struct schema *condition, struct node instance,
		   enum selected_by *by)
{
	struct node wanted = NODE_ABSENT;

	*by = SELECTED_BY_CONDITION;
	for (size_t i = 0; i < condition->ncode; i++) {
		const struct instr *in = &condition->code[i];

		NODE_EACH(sub, in->value)
		{
			struct node member;

			if (in->op == OP_REQUIRED && !node_exists(wanted))
				wanted = node_member_str(instance, node_string(sub));
			if (in->op != OP_PROPERTIES)
				continue;
			member = node_member_str(instance, node_key(sub));
			if (node_exists(member) &&
			    (node_exists(node_member(sub, "const")) ||
			     node_exists(node_member(sub, "enum")) ||
			     node_exists(node_member(sub, "pattern"))))
				return member;
		}
	}
	*by = SELECTED_BY_PRESENCE;
	return wanted;
}

void
problems_collect_because(struct problems *ps, const struct unit *schema,
			 struct node selector, enum selected_by by)
{
	const struct selection *outer = ps->selection;

	if (node_exists(selector)) {
		struct selection *s = arena_calloc(ps->arena, 1, sizeof(*s));

		s->by = by;
		s->selector = selector;
		ps->selection = s;
	}
	collect_child(ps, schema->parent, schema);
	ps->selection = outer;
}

void
cause_branch(struct problems *ps, const struct unit *keyword)
{
	enum selected_by by;
	struct node selector = condition_selector(keyword->instr->u.branch.condition,
						  keyword->instance, &by);

	for (const struct unit *i = keyword->first; i != NULL; i = i->next)
		problems_collect_because(ps, i, selector, by);
}

/*
 * The member whose presence, or whose value, asks for a schema.  They are asked about
 * in the order of the keyword: *from is behind the one found last.
 */
static struct node
asking_member(const struct instr *in, size_t *from, const struct schema *s,
	      struct node object)
{
	bool dependent = in->op == OP_DEPENDENT_SCHEMAS;
	size_t n = dependent ? in->u.dependencies.n : in->u.choices.n;

	for (size_t i = *from; i < n; i++) {
		const struct dependency *d = &in->u.dependencies.items[i];
		const struct choice *c = &in->u.choices.items[i];

		if ((dependent ? d->schema : c->schema) != s)
			continue;
		*from = i + 1;
		return node_member_str(object, dependent ? d->name : c->name);
	}
	return NODE_ABSENT;
}

void
cause_dependent(struct problems *ps, const struct unit *keyword)
{
	enum selected_by by = keyword->instr->op == OP_DEPENDENT_SCHEMAS
				  ? SELECTED_BY_PRESENCE
				  : SELECTED_BY_CONDITION;
	size_t from = 0;

	for (const struct unit *i = keyword->first; i != NULL; i = i->next)
		problems_collect_because(
		    ps, i,
		    asking_member(keyword->instr, &from, i->schema, keyword->instance),
		    by);
}

void
cause_choice(struct problems *ps, const struct unit *k)
{
	if (k->matched[1] != NULL)
		cause_keyword(ps, k);
	else
		problems_choose(ps, k);
}

/* The keyword itself. */
void
cause_keyword(struct problems *ps, const struct unit *k)
{
	problems_add(ps, PROBLEM_KEYWORD, k, k->instance);
}

/* What gave up while asking a question has no cause below it. */
static void
collect_keyword(struct problems *ps, const struct unit *k)
{
	struct problem **tail = ps->tail;

	if (k->gave_up == BUDGET_NONE || !k->asked)
		ops[k->instr->op].cause(ps, k);
	if (k->gave_up != BUDGET_NONE && ps->tail == tail)
		cause_keyword(ps, k);
}

static bool
is_type_failure(const struct unit *k)
{
	return !k->valid && k->instr->op == OP_TYPE;
}

/* A failed schema without keywords: false, or a budget ended before them. */
static void
collect_bare(struct problems *ps, const struct unit *schema)
{
	const struct unit *k = schema->parent;

	if (k == NULL)
		problems_add(ps, PROBLEM_FORMS, schema, schema->instance);
	else if (schema->brief)
		ps->more = true;
	else if (schema->gave_up != BUDGET_NONE)
		problems_add(ps, PROBLEM_KEYWORD, k, schema->instance);
	else
		problems_add(ps, PROBLEM_UNKNOWN, k, schema->instance);
}

static void
collect_others(struct problems *ps, const struct unit *schema)
{
	for (const struct unit *k = schema->first; k != NULL; k = k->next) {
		if (!k->valid && !is_type_failure(k))
			collect_keyword(ps, k);
	}
}

/* A wrong type speaks for all else: if nobody would see it, that is said instead. */
static void
collect_type(struct problems *ps, const struct unit *schema, const struct unit *k)
{
	struct problem *type = problems_add(ps, PROBLEM_KEYWORD, k, k->instance);
	struct problem **others = ps->tail;
	bool off = problem_is_off(ps, type);

	if (ps->apart != 0 || (!off && !ps->diags->provisional))
		return;
	collect_others(ps, schema);
	for (struct problem *p = *others; p != NULL && !off; p = p->next)
		problem_hide(p, type);
}

void
problems_collect(struct problems *ps, const struct unit *schema)
{
	stack_guard();
	if (schema->valid)
		return;
	if (schema->first == NULL) {
		collect_bare(ps, schema);
		return;
	}
	for (const struct unit *k = schema->first; k != NULL; k = k->next) {
		if (is_type_failure(k)) {
			collect_type(ps, schema, k);
			return;
		}
	}
	collect_others(ps, schema);
}
