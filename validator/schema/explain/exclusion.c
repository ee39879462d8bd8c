/* exclusion: what a "not" excludes. */
#include "schema/explain/exclusion.h"

#include "schema/eval.h"

enum {
	REACH = 8 /* references to follow */
};

/* The only instruction besides annotations and "type": "object", or NULL. */
static const struct instr *
only_instr(const struct schema *s, const struct instr **required)
{
	const struct instr *only = NULL;

	*required = NULL;
	for (size_t i = 0; i < s->ncode; i++) {
		const struct instr *in = &s->code[i];

		if (in->op == OP_ANNOTATION ||
		    (in->op == OP_TYPE && in->u.types == TYPE_OBJECT && s->nfast != 0))
			continue;
		if (in->op == OP_REQUIRED && *required == NULL) {
			*required = in;
			continue;
		}
		if (only != NULL)
			return NULL;
		only = in;
	}
	return only != NULL ? only : *required;
}

static bool
value_excluded(const struct instr *in)
{
	return in->op == OP_CONST || in->op == OP_ENUM || in->op == OP_PATTERN ||
	       in->op == OP_FORMAT || in->op == OP_TYPE;
}

/* A single member with a value of its own: it is that one. */
static bool
member_excluded(const struct instr *in, struct node object, struct exclusion *x)
{
	struct node sub = node_first(in->value);
	const struct property *p = table_find_name(&in->u.properties, node_key(sub));
	const struct instr *required, *only;

	if (node_count(in->value) != 1 || p == NULL)
		return false;
	only = only_instr(p->schema, &required);
	x->node = node_member_str(object, node_key(sub));
	x->in = only;
	return only != NULL && value_excluded(only) && node_exists(x->node);
}

/* The members that must not be there: the last of them is the one too many. */
static bool
members_excluded(const struct instr *in, struct node object, struct exclusion *x)
{
	x->in = in;
	x->node = NODE_ABSENT;
	if (node_text(in->value).len > SAID_LONGEST)
		return false;
	NODE_EACH(name, in->value)
	{
		struct node member = node_member_str(object, node_string(name));

		if (node_exists(member) &&
		    (!node_exists(x->node) || member.at > x->node.at))
			x->node = member;
	}
	return node_exists(x->node);
}

bool
exclusion_find(const struct schema *s, struct node instance, struct exclusion *x)
{
	const struct instr *required, *only = only_instr(s, &required);

	for (unsigned i = 0; i < REACH && only != NULL && only->op == OP_REF; i++)
		only = only_instr(only->u.schema, &required);
	if (only == NULL)
		return false;
	if (only->op == OP_REQUIRED)
		return members_excluded(only, instance, x);
	if (only->op == OP_PROPERTIES)
		return member_excluded(only, instance, x);
	*x = (struct exclusion){only, instance};
	return required == NULL && value_excluded(only);
}
