/* trace-walk: where explain.c gets its units from. */
#include "schema/explain/trace-walk.h"

#include "base/arena.h"

struct unit *
unit_new(struct units *us, struct unit *parent, struct node instance)
{
	struct unit *u = us->free;

	if (u != NULL)
		us->free = u->next;
	else
		u = arena_alloc(us->arena, sizeof(*u));
	us->alive++;
	memset(u, 0, sizeof(*u));
	u->parent = parent;
	u->instance = instance;
	u->valid = true;
	return u;
}

/* Gives back a unit and all below it; the children are put in a row first. */
static void
unit_drop(struct units *us, struct unit *u)
{
	struct unit *end = u;

	u->next = NULL;
	for (struct unit *i = u; i != NULL; i = i->next) {
		us->alive--;
		if (i->first == NULL)
			continue;
		while (end->next != NULL)
			end = end->next;
		end->next = i->first;
		i->first = NULL;
	}
	while (end->next != NULL)
		end = end->next;
	end->next = us->free;
	us->free = u;
}

void
unit_drop_children(struct units *us, struct unit *u)
{
	struct unit *next;

	for (struct unit *i = u->first; i != NULL; i = next) {
		next = i->next;
		unit_drop(us, i);
	}
	u->first = u->last = NULL;
}

static void
unit_append(struct unit *parent, struct unit *u)
{
	u->next = NULL;
	if (parent->last != NULL)
		parent->last->next = u;
	else
		parent->first = u;
	parent->last = u;
}

void
unit_close(struct units *us, struct unit *parent, struct unit *u)
{
	if (parent == NULL || (u->valid && !us->keep))
		unit_drop(us, u);
	else
		unit_append(parent, u);
}

static int
greater_first(size_t a, size_t b)
{
	return a > b ? -1 : a < b;
}

int
unit_nearer(const struct nearness *a, const struct nearness *b)
{
	int order = greater_first(a->constants + b->against, b->constants + a->against);

	if (order == 0)
		order = greater_first(a->fitting, b->fitting);
	if (order == 0)
		order = greater_first(a->known, b->known);
	if (order == 0)
		order = greater_first(b->errors, a->errors);
	return order != 0 ? order : greater_first(a->depth, b->depth);
}

size_t
unit_errors(const struct unit *k)
{
	bool choice = k->instr->op == OP_ANY_OF || k->instr->op == OP_ONE_OF;
	size_t sum = 0, least = SIZE_MAX;

	if (k->asked)
		return 1;
	for (const struct unit *i = k->first; i != NULL; i = i->next) {
		if (i->valid)
			continue;
		sum += i->near.errors;
		least = i->near.errors < least ? i->near.errors : least;
	}
	if (sum == 0)
		return 1;
	return choice ? least : sum;
}
