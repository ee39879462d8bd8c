/* defined: see the header. */
#include "schema/defined.h"

#include "schema/eval.h"

/* Whether a keyword speaks of the member, or, without a name, of elements. */
static bool
speaks_of(const struct instr *in, struct str name)
{
	if (name.s == NULL)
		return in->op == OP_ITEMS || in->op == OP_PREFIX_ITEMS ||
		       in->op == OP_CONTAINS;
	return in->op == OP_PATTERN_PROPERTIES ||
	       (in->op == OP_PROPERTIES &&
		table_find_name(&in->u.properties, name) != NULL);
}

bool
defined_by(const struct schema *s, struct str name, unsigned reach, unsigned *schemas)
{
	if (*schemas == 0)
		return true;
	--*schemas;
	for (size_t i = 0; s != NULL && i < s->ncode; i++) {
		const struct instr *in = &s->code[i];
		bool forms =
		    in->op == OP_ALL_OF || in->op == OP_ANY_OF || in->op == OP_ONE_OF;

		if (speaks_of(in, name))
			return true;
		if (reach == 0)
			continue;
		if (in->op == OP_REF &&
		    defined_by(in->u.schema, name, reach - 1, schemas))
			return true;
		if (in->op == OP_IF &&
		    (defined_by(in->u.branch.condition, name, reach - 1, schemas) ||
		     defined_by(in->u.branch.then, name, reach - 1, schemas) ||
		     defined_by(in->u.branch.otherwise, name, reach - 1, schemas)))
			return true;
		for (size_t k = 0; forms && k < in->u.list.n; k++) {
			if (defined_by(in->u.list.items[k], name, reach - 1, schemas))
				return true;
		}
	}
	return false;
}
