/*
 * regex-names: which group a \1 or \k<name> means, once all groups are known.
 */
#include "base/arena.h"
#include "regex/regex-parse.h"
#include "regex/regex.h"

enum {
	/* the sentences say them, too */
	NAMES_LIMIT = 1000, /* checked in pairs */
	REFERENCES_LIMIT = 1000
};

/*
 * Two groups may share a name if no match can pass through both: their paths
 * part at an ALT (ECMA-262 2025, MightBothParticipate).
 */
bool
parse_check_names(struct parser *p)
{
	size_t seen = 0;

	for (const struct group_name *n = p->names; n != NULL; n = n->next, seen++) {
		for (const struct group_name *m = p->names; m != n; m = m->next) {
			if (!str_equal(n->name, m->name) ||
			    tree_common(n->group, m->group)->kind == TREE_ALT)
				continue;
			return parse_fail(p, n->group->from, n->group->from + 3,
					  "there are two groups of the name '%.*s'",
					  (int)(n->name.len < 40 ? n->name.len : 40),
					  n->name.s);
		}
		if (seen == NAMES_LIMIT) {
			regex_unsupported(p->err, n->group->from, n->group->from + 3,
					  "more than 1000 named groups cannot be run");
			break;
		}
	}
	return true;
}

/* A name of several groups is a row of references: at most one of them is set. */
static bool
resolve_name(struct parser *p, const struct named_ref *r)
{
	struct tree *t = r->node, *extra;
	unsigned found = 0;

	for (const struct group_name *n = p->names; n != NULL; n = n->next) {
		if (!str_equal(n->name, r->name))
			continue;
		if (found++ == 0) {
			t->u.target = n->group;
			continue;
		}
		if (t->kind == TREE_BACKREF) {
			extra = parse_node(p, TREE_BACKREF, t->from);
			extra->u.target = t->u.target;
			t->kind = TREE_SEQ;
			parse_append(t, extra);
		}
		extra = parse_node(p, TREE_BACKREF, t->from);
		extra->u.target = n->group;
		parse_append(t, extra);
	}
	if (found > 0)
		return true;
	return parse_fail(p, t->from, t->to, "there is no group of the name '%.*s'",
			  (int)(r->name.len < 40 ? r->name.len : 40), r->name.s);
}

bool
parse_resolve(struct parser *p)
{
	unsigned seen = 0;

	for (const struct named_ref *r = p->refs; r != NULL; r = r->next) {
		if (r->number > p->groups)
			return parse_fail(p, r->node->from, r->node->to,
					  "the pattern has no group %u, only %u",
					  r->number, p->groups);
		if (++seen > REFERENCES_LIMIT) {
			regex_unsupported(
			    p->err, r->node->from, r->node->to,
			    "more than 1000 back references cannot be run");
			if (r->number == 0 && !resolve_name(p, r))
				return false;
		} else if (r->number == 0) {
			if (!resolve_name(p, r))
				return false;
		} else {
			r->node->u.target = p->by_number[r->number - 1];
		}
	}
	return true;
}
