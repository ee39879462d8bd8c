/* node: walking the cells that the reader left. */
#include "load/node.h"

#include "base/hash.h"
#include "load/index.h"
#include "load/reader.h"

const char *
node_type_name(enum node_type t)
{
	static const char *const names[] = {
	    [NODE_NONE] = "nothing",  [NODE_BROKEN] = "broken",
	    [NODE_NULL] = "null",     [NODE_FALSE] = "boolean",
	    [NODE_TRUE] = "boolean",  [NODE_NUMBER] = "number",
	    [NODE_STRING] = "string", [NODE_ARRAY] = "array",
	    [NODE_OBJECT] = "object",
	};

	return names[t];
}

/* The entry of the string whose opening quote is at offset, by bisection. */
static const struct decoded *
decoded_find(const struct doc *d, size_t offset)
{
	size_t low = 0, high = d->ndecoded, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (d->decoded[mid].offset < offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low < d->ndecoded && d->decoded[low].offset == offset ? &d->decoded[low]
								     : NULL;
}

struct str
doc_decoded(const struct doc *d, size_t offset)
{
	const struct decoded *found = decoded_find(d, offset);

	return found != NULL ? found->text : STR("");
}

struct span
node_key_span(struct node n)
{
	const struct decoded *found;
	const struct cell *c;

	if (!node_exists(n) || (c = node_cell(n))->key == 0)
		return node_span(n);
	if (c->key_len != UINT32_MAX)
		return (struct span){c->key - 1, c->key + c->key_len + 1};
	found = decoded_find(n.doc, c->key - 1);
	return (struct span){c->key - 1, found != NULL ? found->end : c->key - 1};
}

struct node
node_member_str(struct node object, struct str name)
{
	struct node found = NODE_ABSENT;
	uint32_t hash;

	if (!node_is(object, NODE_OBJECT))
		return NODE_ABSENT;
	hash = hash_bytes(name.s, name.len);
	if (node_count(object) >= INDEX_MEMBERS && index_wanted(object.doc))
		return index_member(object, name, hash);
	NODE_EACH(m, object)
	{
		if (node_cell(m)->key_hash == hash && str_equal(node_key(m), name))
			found = m;
	}
	return found;
}

struct node
node_member(struct node object, const char *name)
{
	return node_member_str(object, str_from(name));
}

struct node
node_element(struct node array, size_t index)
{
	if (!node_is(array, NODE_ARRAY) || index >= node_count(array))
		return NODE_ABSENT;
	NODE_EACH(n, array)
	{
		if (index-- == 0)
			return n;
	}
	return NODE_ABSENT;
}

/* The child of parent that is cell number at, or holds it. */
static struct node
child_towards(struct node parent, size_t at)
{
	struct node n = node_first(parent);

	while (node_exists(n) && node_cell(n)->next <= at)
		n = node_next(n);
	return n;
}

struct node
node_parent(struct node n)
{
	struct node parent = NODE_ABSENT, child;

	if (!node_exists(n) || n.at == 0)
		return NODE_ABSENT;
	if (index_wanted(n.doc))
		return (struct node){n.doc, index_homes(n.doc)[n.at].parent};
	for (child = doc_root(n.doc); node_exists(child) && child.at != n.at;
	     child = child_towards(child, n.at))
		parent = child;
	return node_exists(child) ? parent : NODE_ABSENT;
}

static size_t
beginning(const struct cell *c)
{
	return c->key != 0 ? c->key - 1 : c->start;
}

/* The last that holds the offset is the innermost: they are in the order of the text. */
size_t
home_at_offset(const struct doc *d, const struct home *homes, size_t offset)
{
	size_t low = 0, high = d->ncells, mid;

	while (high - low > 1) {
		mid = low + (high - low) / 2;
		if (beginning(&d->cells[mid]) <= offset)
			low = mid;
		else
			high = mid;
	}
	while (low != 0 && offset >= d->cells[low].end)
		low = homes != NULL ? homes[low].parent : low - 1;
	return low;
}

struct node
doc_at_offset(const struct doc *d, size_t offset)
{
	const struct cell *root = d->cells;

	if (d->ncells == 0 || offset < root->start || offset >= root->end)
		return NODE_ABSENT;
	return (struct node){
	    d, home_at_offset(d, index_wanted(d) ? index_homes(d) : NULL, offset)};
}

/* value * 10 - digit (towards the negative: INT64_MIN has no positive twin). */
static bool
append_digit(int64_t *value, char digit)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	       !__builtin_sub_overflow(*value, digit - '0', value);
}

/* The exponent of a number's text, cut at +-10^6: no integer needs more. */
static long
exponent_of(struct str e)
{
	bool negative = e.len > 0 && e.s[0] == '-';
	long value = 0;
	size_t i;

	for (i = 0; i < e.len; i++) {
		if (e.s[i] >= '0' && e.s[i] <= '9' && value < 1000000)
			value = value * 10 + (e.s[i] - '0');
	}
	return negative ? -value : value;
}

/* The offset of the first of two characters in text, or its length. */
static size_t
find_either(struct str text, char a, char b)
{
	size_t i;

	for (i = 0; i < text.len && text.s[i] != a && text.s[i] != b; i++)
		;
	return i;
}

bool
node_int64(struct node n, int64_t *value)
{
	struct str text = node_text(n);
	size_t i, mantissa, whole;
	bool negative;
	int64_t result = 0;
	long left; /* digits before the point, as the exponent moves it */

	if (!node_is(n, NODE_NUMBER))
		return false;
	negative = text.s[0] == '-';
	mantissa = find_either(text, 'e', 'E');
	whole = find_either(str_slice(text, 0, mantissa), '.', '.');
	left = (long)(whole - negative);
	if (mantissa < text.len)
		left += exponent_of(str_slice(text, mantissa + 1, text.len));
	for (i = negative; i < mantissa; i++) {
		if (text.s[i] == '.')
			continue;
		if (left-- <= 0 && text.s[i] != '0')
			return false;
		if (left >= 0 && !append_digit(&result, text.s[i]))
			return false;
	}
	for (; result != 0 && left > 0; left--) {
		if (!append_digit(&result, '0'))
			return false;
	}
	if (!negative && result == INT64_MIN)
		return false;
	*value = negative ? result : -result;
	return true;
}
