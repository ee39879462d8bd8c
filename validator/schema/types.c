/* types: see the header. */
#include "schema/types.h"

#include "schema/op.h"

/* The bits of the values of a const or enum. */
static unsigned
bits_of_values(const struct value_set *set)
{
	unsigned bits = 0;

	for (size_t i = 0; i < set->n; i++)
		bits |= node_is(set->values[i], NODE_NUMBER)
			    ? TYPE_NUMBER | TYPE_INTEGER
			    : node_cell(set->values[i])->bit;
	return bits;
}

/* What is known so far. */
struct bounds {
	unsigned may, must;
};

/* What is true of the forms together; of oneOf those that two may be do not count. */
static void
narrow_by_forms(struct bounds *b, const struct schema_list *forms, bool one)
{
	unsigned may = 0, must = 0, twice = 0;

	for (size_t i = 0; i < forms->n; i++) {
		twice |= may & forms->items[i]->may;
		may |= forms->items[i]->may;
		must |= forms->items[i]->must;
	}
	b->may &= may;
	b->must &= one ? must & ~twice : must;
}

static void
narrow_by_branch(struct bounds *b, const struct instr *in)
{
	static const struct schema anything = {.may = TYPE_ANY, .must = TYPE_ANY};
	const struct schema *condition = in->u.branch.condition;
	const struct schema *then = in->u.branch.then,
			    *otherwise = in->u.branch.otherwise;
	unsigned sometimes = condition->may, always = condition->must;

	then = then != NULL ? then : &anything;
	otherwise = otherwise != NULL ? otherwise : &anything;
	b->may &= (then->may & sometimes) | (otherwise->may & ~always);
	b->must &= (then->must | ~sometimes) & (otherwise->must | always);
}

unsigned
types_about(const struct instr *in)
{
	static const unsigned bits[] = {
	    [NODE_NONE] = TYPE_ANY,      [NODE_NUMBER] = TYPE_NUMBER | TYPE_INTEGER,
	    [NODE_STRING] = TYPE_STRING, [NODE_ARRAY] = TYPE_ARRAY,
	    [NODE_OBJECT] = TYPE_OBJECT,
	};

	return in->op == OP_FORMAT ? TYPE_STRING : bits[ops[in->op].subject];
}

/* What an assertion, or an applicator to children, leaves of them. */
static void
narrow_by_value(struct bounds *b, const struct instr *in)
{
	unsigned values;

	if (in->op == OP_CONST || in->op == OP_ENUM) {
		values = bits_of_values(&in->u.set);
		b->may &= values;
		b->must &= values & TYPE_NULL;
	} else {
		b->must &= ~types_about(in);
	}
}

static void
narrow(struct bounds *b, const struct instr *in)
{
	const struct schema *s = in->u.schema;

	switch (ops[in->op].operand) {
	case OPERAND_HERE_SCHEMA:
		b->may &= in->op == OP_NOT ? ~(unsigned)s->must : s->may;
		b->must &= in->op == OP_NOT ? ~(unsigned)s->may : s->must;
		break;
	case OPERAND_HERE_LIST:
		for (size_t i = 0; i < in->u.list.n; i++) {
			b->may &= in->u.list.items[i]->may;
			b->must &= in->u.list.items[i]->must;
		}
		break;
	case OPERAND_HERE_FORMS:
		narrow_by_forms(b, &in->u.list, in->op == OP_ONE_OF);
		break;
	case OPERAND_HERE_BRANCH:
		narrow_by_branch(b, in);
		break;
	default:
		narrow_by_value(b, in);
		break;
	}
}

void
types_find(struct schema *s)
{
	struct bounds b = {s->typed, s->typed};

	if (s->always || s->never)
		return;
	if ((s->types & TYPE_INTEGER) != 0 && (s->types & TYPE_STRICT) == 0)
		b.may |= TYPE_NUMBER;
	for (size_t i = 0; i < s->nfast; i++)
		narrow(&b, &s->fast[i]);
	s->may = (unsigned char)(b.may | TYPE_UNKNOWN);
	s->must = (unsigned char)(b.must | TYPE_UNKNOWN);
}
