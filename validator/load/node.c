/* node: walking the cells that the reader left. */
#include "load/node.h"

#include <stdio.h>

#include "base/arena.h"
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
		return (struct span){c->key, c->key + c->key_len + 2};
	found = decoded_find(n.doc, c->key);
	return (struct span){c->key, found != NULL ? found->end : c->key};
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
		if (node_cell(m)->key_hash == hash && node_cell(m)->key != 0 &&
		    str_equal(node_key(m), name))
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
	return c->key != 0 ? c->key : c->start;
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

/*
 * Takes the next reference token of an RFC 6901 pointer (which starts with '/')
 * and compares it with a decoded name.
 */
static bool
token_is(struct str token, struct str name)
{
	size_t i, j = 0;
	char c;

	for (i = 0; i < token.len; i++) {
		c = token.s[i];
		if (c == '~') {
			i++;
			c = token.s[i] == '0' ? '~' : '/';
		}
		if (j == name.len || name.s[j++] != c)
			return false;
	}
	return j == name.len;
}

/* Every '~' is followed by 0 or 1 (RFC 6901, 3). */
static bool
token_valid(struct str token)
{
	size_t i;

	for (i = 0; i < token.len; i++) {
		if (token.s[i] != '~')
			continue;
		i++;
		if (i == token.len || (token.s[i] != '0' && token.s[i] != '1'))
			return false;
	}
	return true;
}

/* The last member with that name; tokens have no hash, so names are compared. */
static struct node
member_at(struct node object, struct str token)
{
	struct node found = NODE_ABSENT;

	if (memchr(token.s, '~', token.len) == NULL)
		return node_member_str(object, token);
	NODE_EACH(m, object)
	{
		if (token_is(token, node_key(m)))
			found = m;
	}
	return found;
}

/* An index: digits without leading zeros (RFC 6901, 4). */
static struct node
element_at(struct node array, struct str token)
{
	size_t index = 0, i;

	if (token.len == 0 || token.len > 18 || (token.len > 1 && token.s[0] == '0'))
		return NODE_ABSENT;
	for (i = 0; i < token.len; i++) {
		if (token.s[i] < '0' || token.s[i] > '9')
			return NODE_ABSENT;
		index = index * 10 + (size_t)(token.s[i] - '0');
	}
	return node_element(array, index);
}

struct node
node_at_pointer(struct node root, struct str pointer)
{
	const char *slash;
	struct str token;

	while (node_exists(root) && pointer.len != 0) {
		if (pointer.s[0] != '/')
			return NODE_ABSENT;
		pointer = str_slice(pointer, 1, pointer.len);
		slash = memchr(pointer.s, '/', pointer.len);
		token = str_slice(pointer, 0,
				  slash != NULL ? (size_t)(slash - pointer.s)
						: pointer.len);
		pointer = str_slice(pointer, token.len, pointer.len);
		if (!token_valid(token))
			return NODE_ABSENT;
		if (node_is(root, NODE_OBJECT))
			root = member_at(root, token);
		else
			root = element_at(root, token);
	}
	return root;
}

/* A pointer while it grows. */
struct pointer {
	struct arena *arena;
	char *s;
	size_t len, cap;
};

static void
pointer_put(struct pointer *p, char c)
{
	p->s = arena_grow(p->arena, p->s, &p->cap, p->len + 1, 1);
	p->s[p->len++] = c;
}

/* RFC 6901, 4.  A NUL, which would end the pointer, stands there as U+FFFD. */
static void
pointer_name(struct pointer *p, struct str name)
{
	size_t i;

	for (i = 0; i < name.len; i++) {
		if (name.s[i] == '~' || name.s[i] == '/') {
			pointer_put(p, '~');
			pointer_put(p, name.s[i] == '~' ? '0' : '1');
		} else if (name.s[i] == '\0') {
			pointer_put(p, '\xef');
			pointer_put(p, '\xbf');
			pointer_put(p, '\xbd');
		} else {
			pointer_put(p, name.s[i]);
		}
	}
}

static void
pointer_index(struct pointer *p, size_t index)
{
	char digits[24];

	pointer_name(p, (struct str){digits, (size_t)snprintf(digits, sizeof(digits),
							      "%zu", index)});
}

const char *
node_pointer_token(struct str name, struct arena *a)
{
	struct pointer p = {.arena = a};

	pointer_name(&p, name);
	pointer_put(&p, '\0');
	return p.s;
}

/* The tokens from the root to the cell. */
const char *
home_pointer(const struct doc *d, const struct home *homes, size_t at, struct arena *a)
{
	size_t path[READER_DEPTH + 1], depth = 0;
	struct pointer p = {.arena = a};

	for (; at != 0; at = homes[at].parent)
		path[depth++] = at;
	while (depth-- != 0) {
		at = path[depth];
		pointer_put(&p, '/');
		if (d->cells[homes[at].parent].type == NODE_OBJECT)
			pointer_name(&p, node_key((struct node){d, at}));
		else
			pointer_index(&p, homes[at].index);
	}
	pointer_put(&p, '\0');
	return p.s;
}

const char *
node_pointer(struct node n, struct arena *a)
{
	struct pointer p = {.arena = a};
	struct node parent, child;
	size_t index;

	if (!node_exists(n) || n.at == 0)
		return "";
	if (index_wanted(n.doc))
		return home_pointer(n.doc, index_homes(n.doc), n.at, a);
	for (parent = doc_root(n.doc); parent.at != n.at; parent = child) {
		child = node_first(parent);
		for (index = 0; node_exists(child); index++) {
			if (node_cell(child)->next > n.at)
				break;
			child = node_next(child);
		}
		if (!node_exists(child))
			break;
		pointer_put(&p, '/');
		if (node_is(parent, NODE_OBJECT))
			pointer_name(&p, node_key(child));
		else
			pointer_index(&p, index);
	}
	pointer_put(&p, '\0');
	return p.s;
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
