/* regex-repeat: the quantifiers * + ? {n} {n,} {n,m} (ECMA-262, 22.2.1). */
#include "regex/regex-parse.h"

/* The digits at p->at, and after them the number they are, TREE_MANY - 1 at most. */
static struct str
read_digits(struct parser *p, uint32_t *n)
{
	size_t from = p->at;
	int c;

	*n = 0;
	while ((c = parse_peek(p, 0)) >= '0' && c <= '9') {
		*n = *n > 400000000 ? TREE_MANY - 1 : *n * 10 + (uint32_t)(c - '0');
		if (p->at > from && p->p.s[from] == '0')
			from++;
		p->at++;
	}
	return str_slice(p->p, from, p->at);
}

static bool
greater(struct str a, struct str b)
{
	return a.len != b.len ? a.len > b.len : memcmp(a.s, b.s, a.len) > 0;
}

/* {n}, {n,} or {n,m} at p->at, or nothing read. */
bool
parse_braces(struct parser *p, uint32_t *min, uint32_t *max, bool *in_order)
{
	size_t from = p->at++;
	struct str low = read_digits(p, min), high = low;

	*max = *min;
	if (p->at == from + 1)
		goto none;
	if (parse_peek(p, 0) == ',') {
		p->at++;
		high = read_digits(p, max);
		if (high.len == 0)
			*max = TREE_MANY;
	}
	if (parse_peek(p, 0) != '}')
		goto none;
	p->at++;
	*in_order = *max == TREE_MANY || !greater(low, high);
	return true;
none:
	p->at = from;
	return false;
}

/* "{,5}" is a repetition to other engines: too dangerous to take as text. */
bool
parse_open_brace(struct parser *p)
{
	size_t i = 2;

	if (parse_peek(p, 1) != ',')
		return true;
	while (parse_peek(p, i) >= '0' && parse_peek(p, i) <= '9')
		i++;
	if (i == 2 || parse_peek(p, i) != '}')
		return true;
	return parse_fail(p, p->at, p->at + i + 1,
			  "'%.*s' is no repetition in ECMA-262; write '{0%.*s'",
			  (int)(i < 20 ? i + 1 : 20), p->p.s + p->at,
			  (int)(i < 20 ? i : 20), p->p.s + p->at + 1);
}

bool
parse_quantifier(struct parser *p, uint32_t *min, uint32_t *max, bool *in_order)
{
	*in_order = true;
	*min = 0;
	*max = TREE_MANY;
	switch (parse_peek(p, 0)) {
	case '+':
		*min = 1;
		break;
	case '*':
		break;
	case '?':
		*max = 1;
		break;
	case '{':
		return parse_braces(p, min, max, in_order);
	default:
		return false;
	}
	p->at++;
	return true;
}
