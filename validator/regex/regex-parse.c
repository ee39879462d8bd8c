/*
 * regex-parse: the structure of a pattern, ECMA-262 22.2.1 with flag u.
 *
 * Open groups are a list, not the C stack, so that a pattern of a million '('
 * gets an answer too.  Accepted with a warning, because real schemas hold them
 * and their meaning is plain: '{', '}' and ']' that stand for themselves.
 */
#include "regex/regex-parse.h"

#include <stdio.h>

#include "base/arena.h"
#include "regex/regex.h"

enum { FLAG_DOT_ALL = 1, FLAG_MULTILINE = 2, FLAG_IGNORE_CASE = 4 };

struct open_group {
	struct open_group *outer;
	struct tree *node; /* GROUP or assertion; NULL for (?: and the whole */
	struct tree *seq, *alt;
	size_t from;
	unsigned flags;
};

bool
parse_fail(struct parser *p, size_t from, size_t to, const char *fmt, ...)
{
	va_list ap;

	if (p->err->problem == REGEX_INVALID)
		return false;
	p->err->problem = REGEX_INVALID;
	p->err->offset = from;
	p->err->length = (to < p->p.len ? to : p->p.len) - from;
	va_start(ap, fmt);
	vsnprintf(p->err->message, sizeof(p->err->message), fmt, ap);
	va_end(ap);
	return false;
}

void
parse_warn(struct parser *p, size_t from, size_t to, const char *fmt, ...)
{
	va_list ap;

	if (p->err->problem != REGEX_FINE || p->err->warning[0] != '\0')
		return;
	p->err->offset = from;
	p->err->length = to - from;
	va_start(ap, fmt);
	vsnprintf(p->err->warning, sizeof(p->err->warning), fmt, ap);
	va_end(ap);
}

int
parse_peek(const struct parser *p, size_t skip)
{
	return skip < p->p.len - p->at ? (unsigned char)p->p.s[p->at + skip] : -1;
}

bool
parse_sees(const struct parser *p, const char *literal)
{
	return str_starts(str_slice(p->p, p->at, p->p.len), str_from(literal));
}

/* ---- building */

struct tree *
parse_node(struct parser *p, enum tree_kind kind, size_t from)
{
	struct tree *t = arena_calloc(p->a, 1, sizeof(*t));

	t->kind = kind;
	t->from = from;
	t->to = p->at;
	return t;
}

void
parse_append(struct tree *parent, struct tree *child)
{
	child->parent = parent;
	if (parent->last != NULL)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->to = child->to;
}

/* (?:ab)c is abc. */
static void
splice(struct tree *parent, const struct tree *seq)
{
	for (struct tree *t = seq->first, *next; t != NULL; t = next) {
		next = t->next;
		t->next = NULL;
		parse_append(parent, t);
	}
}

/* The parent is only wanted for what it holds. */
static struct tree *
unwrap(struct tree *t)
{
	if (t->first == NULL)
		t->kind = TREE_EMPTY;
	else if (t->first == t->last)
		return t->first;
	return t;
}

static void
end_alternative(struct parser *p)
{
	struct open_group *o = p->open;

	o->seq->to = p->at;
	parse_append(o->alt, unwrap(o->seq));
}

static void
open_group(struct parser *p, struct tree *node, size_t from, unsigned flags)
{
	struct open_group *o = arena_calloc(p->a, 1, sizeof(*o));

	o->outer = p->open;
	o->node = node;
	o->from = from;
	o->flags = flags;
	o->alt = parse_node(p, TREE_ALT, p->at);
	o->seq = parse_node(p, TREE_SEQ, p->at);
	p->open = o;
	if (++p->depth > TREE_DEPTH_LIMIT)
		regex_unsupported(p->err, from, p->at,
				  "groups are nested too deeply to be run");
}

/* ---- repetitions */

/* Puts the term t, with the quantifier that follows it, into the open sequence. */
static bool
add_term(struct parser *p, struct tree *t, bool assertion)
{
	size_t from = p->at;
	uint32_t min, max;
	bool in_order;
	struct tree *repeat;

	if (!parse_quantifier(p, &min, &max, &in_order)) {
		if (t->kind == TREE_SEQ && p->depth <= TREE_DEPTH_LIMIT)
			splice(p->open->seq, t);
		else
			parse_append(p->open->seq, t);
		return true;
	}
	if (!in_order)
		return parse_fail(p, from, p->at,
				  "the numbers of this repetition are out of order");
	if (assertion)
		return parse_fail(p, from, p->at, "an assertion cannot be repeated");
	repeat = parse_node(p, TREE_REPEAT, t->from);
	repeat->min = min;
	repeat->max = max;
	parse_append(repeat, t);
	if (parse_peek(p, 0) == '?') {
		repeat->lazy = true;
		p->at++;
	} else if (parse_peek(p, 0) == '+') {
		return parse_fail(p, from, p->at + 1,
				  "possessive repetitions such as '%.*s+' are not in "
				  "ECMA-262's regular expressions",
				  (int)(p->at - from < 20 ? p->at - from : 20),
				  p->p.s + from);
	}
	repeat->to = p->at;
	parse_append(p->open->seq, repeat);
	return true;
}

/* ---- groups */

/* Flags up to ':' or '-', each at most once; false at another character. */
static bool
read_flags(const struct parser *p, size_t *i, unsigned *flags, unsigned other)
{
	static const char letters[] = "smi";
	const char *found;
	int c;

	for (; (c = parse_peek(p, *i)) != ':' && c != '-' && c != ')'; ++*i) {
		unsigned bit;

		found = c > 0 ? strchr(letters, c) : NULL;
		if (found == NULL)
			return false;
		bit = 1u << (found - letters);
		if (((*flags | other) & bit) != 0)
			return false;
		*flags |= bit;
	}
	return true;
}

/* (?ims-ims: of ECMA-262 2025; false if it is none. */
static bool
modifiers(struct parser *p, size_t from)
{
	unsigned add = 0, remove = 0, flags = p->open->flags;
	size_t i = 2;

	if (!read_flags(p, &i, &add, 0))
		return false;
	if (parse_peek(p, i) == '-') {
		i++;
		if (!read_flags(p, &i, &remove, add) || (add | remove) == 0)
			return false;
	}
	if (parse_peek(p, i) != ':')
		return false;
	p->at += i + 1;
	if ((add & FLAG_IGNORE_CASE) != 0)
		regex_unsupported(p->err, from, p->at,
				  "groups that ignore case cannot be run");
	open_group(p, NULL, from, (flags | add) & ~remove);
	return true;
}

/* What other engines have after "(?". */
static bool
foreign_group(struct parser *p, size_t from)
{
	size_t i = 2;
	int c = parse_peek(p, i);

	while ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-')
		c = parse_peek(p, ++i);
	if (c != -1 && c != '(' && (c & 0x80) == 0)
		i++;
	if (i > 20)
		i = 20;
	if (parse_sees(p, "(?P"))
		return parse_fail(
		    p, from, from + i,
		    "'%.*s' is not in ECMA-262's regular expressions; a named "
		    "group is '(?<name>', a reference to it '\\k<name>'",
		    (int)i, p->p.s + from);
	return parse_fail(p, from, from + i,
			  "'%.*s' is not in ECMA-262's regular expressions", (int)i,
			  p->p.s + from);
}

static void
open_assertion(struct parser *p, enum tree_kind kind, size_t length)
{
	size_t from = p->at;

	p->at += length;
	open_group(p, parse_node(p, kind, from), from, p->open->flags);
}

static struct tree *
new_group(struct parser *p, size_t from)
{
	struct tree *t = parse_node(p, TREE_GROUP, from);

	p->by_number =
	    arena_grow(p->a, p->by_number, &p->cap, p->groups + 1u, sizeof(t));
	p->by_number[p->groups] = t;
	t->number = ++p->groups;
	return t;
}

static bool
open_named(struct parser *p)
{
	size_t from = p->at;
	struct group_name *n = arena_calloc(p->a, 1, sizeof(*n));

	p->at += 3;
	if (!parse_name(p, &n->name))
		return false;
	n->group = new_group(p, from);
	*p->names_end = n;
	p->names_end = &n->next;
	open_group(p, n->group, from, p->open->flags);
	return true;
}

static bool
read_open(struct parser *p)
{
	size_t from = p->at;

	if (parse_peek(p, 1) == '*')
		return parse_fail(p, from, from + 2,
				  "there is nothing before '*' to be repeated");
	if (parse_peek(p, 1) != '?') {
		p->at++;
		open_group(p, new_group(p, from), from, p->open->flags);
		return true;
	}
	if (parse_sees(p, "(?:")) {
		p->at += 3;
		open_group(p, NULL, from, p->open->flags);
		return true;
	}
	if (parse_sees(p, "(?="))
		return open_assertion(p, TREE_AHEAD, 3), true;
	if (parse_sees(p, "(?!"))
		return open_assertion(p, TREE_NOT_AHEAD, 3), true;
	if (parse_sees(p, "(?<="))
		return open_assertion(p, TREE_BEHIND, 4), true;
	if (parse_sees(p, "(?<!"))
		return open_assertion(p, TREE_NOT_BEHIND, 4), true;
	if (parse_sees(p, "(?<"))
		return open_named(p);
	return modifiers(p, from) || foreign_group(p, from);
}

static struct tree *
close_group(struct parser *p)
{
	struct open_group *o = p->open;
	struct tree *inner;

	end_alternative(p);
	o->alt->to = p->at;
	inner = unwrap(o->alt);
	p->open = o->outer;
	p->depth--;
	if (o->node == NULL)
		return inner;
	parse_append(o->node, inner);
	o->node->to = p->at + 1;
	return o->node;
}

static bool
read_close(struct parser *p)
{
	const struct tree *node = p->open->node;
	struct tree *t;

	if (p->open->outer == NULL)
		return parse_fail(p, p->at, p->at + 1, "this ')' closes nothing");
	t = close_group(p);
	p->at++;
	return add_term(p, t, node != NULL && node->kind != TREE_GROUP);
}

/* ---- atoms */

static bool
add_char(struct parser *p, size_t from, uint32_t c)
{
	struct tree *t = parse_node(p, TREE_CHAR, from);

	t->c = c;
	return add_term(p, t, false);
}

static bool
add_charset(struct parser *p, size_t from, const struct charset *charset)
{
	struct tree *t = parse_node(p, TREE_CLASS, from);
	struct charset *copy = arena_alloc(p->a, sizeof(*copy));

	*copy = *charset;
	t->u.charset = copy;
	return add_term(p, t, false);
}

static bool
add_set(struct parser *p, size_t from, char name)
{
	struct charset cs = {0};

	if (name == '.' && (p->open->flags & FLAG_DOT_ALL) != 0)
		set_add(&cs.set, 0, CODE_POINT_MAX, p->a);
	else
		set_add_escape(&cs.set, name, p->a);
	set_tidy(&cs.set);
	return add_charset(p, from, &cs);
}

static bool
add_assertion(struct parser *p, enum tree_kind kind, size_t from)
{
	return add_term(p, parse_node(p, kind, from), true);
}

static bool
add_reference(struct parser *p, size_t from, const struct atom *atom)
{
	struct named_ref *r = arena_calloc(p->a, 1, sizeof(*r));

	r->node = parse_node(p, TREE_BACKREF, from);
	r->number = atom->number;
	r->name = atom->name;
	*p->refs_end = r;
	p->refs_end = &r->next;
	return add_term(p, r->node, false);
}

static bool
read_escape(struct parser *p)
{
	size_t from = p->at;
	struct atom atom;
	struct property property = {0};
	struct charset cs = {0};

	if (!parse_escape(p, false, &atom))
		return false;
	switch (atom.kind) {
	case ATOM_CHAR:
		return add_char(p, from, atom.c);
	case ATOM_SET:
		return add_set(p, from, atom.set);
	case ATOM_WORD:
		return add_assertion(p, TREE_WORD, from);
	case ATOM_NOT_WORD:
		return add_assertion(p, TREE_NOT_WORD, from);
	case ATOM_PROPERTY:
		property.spelling = atom.property;
		cs.properties = arena_alloc(p->a, sizeof(property));
		memcpy((void *)cs.properties, &property, sizeof(property));
		return add_charset(p, from, &cs);
	default:
		return add_reference(p, from, &atom);
	}
}

static bool
read_bracket(struct parser *p)
{
	size_t from = p->at;
	struct charset cs;

	return parse_class(p, &cs) && add_charset(p, from, &cs);
}

/* '{', '}' or ']' where nothing is open. */
static bool
read_lone(struct parser *p, int c)
{
	size_t from = p->at;
	uint32_t min, max;
	bool in_order;

	if (c == '{' && !parse_open_brace(p))
		return false;
	if (c == '{' && parse_braces(p, &min, &max, &in_order))
		return parse_fail(p, from, p->at,
				  "there is nothing before '{' to be repeated");
	if (c == ']' && p->posix_end != 0)
		return parse_fail(
		    p, p->posix, p->posix_end,
		    "'%.*s' is not in ECMA-262's regular expressions",
		    (int)(p->posix_end - p->posix > 40 ? 40 : p->posix_end - p->posix),
		    p->p.s + p->posix);
	parse_warn(p, from, from + 1,
		   "a lone '%c' is an error with flag u; write '\\%c'", c, c);
	p->at++;
	return add_char(p, from, (uint32_t)c);
}

static bool
read_term(struct parser *p)
{
	size_t from = p->at;
	bool lines = (p->open->flags & FLAG_MULTILINE) != 0;
	uint32_t c = (unsigned char)p->p.s[p->at];

	switch (c) {
	case '|':
		end_alternative(p);
		p->at++;
		p->open->seq = parse_node(p, TREE_SEQ, p->at);
		return true;
	case '(':
		return read_open(p);
	case ')':
		return read_close(p);
	case '[':
		return read_bracket(p);
	case '\\':
		return read_escape(p);
	case '.':
		p->at++;
		return add_set(p, from, '.');
	case '^':
		p->at++;
		return add_assertion(p, lines ? TREE_LINE_BEGIN : TREE_BEGIN, from);
	case '$':
		p->at++;
		return add_assertion(p, lines ? TREE_LINE_END : TREE_END, from);
	case '*':
	case '+':
	case '?':
		return parse_fail(p, from, from + 1,
				  "there is nothing before '%c' to be repeated",
				  (int)c);
	case '{':
	case '}':
	case ']':
		return read_lone(p, (int)c);
	default:
		return parse_char(p, &c) && add_char(p, from, c);
	}
}

/* Slashes around the pattern, as in the source text of a program. */
static void
check_slashes(struct parser *p)
{
	size_t end = p->p.len;

	while (end > 0 && p->p.s[end - 1] >= 'a' && p->p.s[end - 1] <= 'z')
		end--;
	if (end < 3 || p->p.s[0] != '/' || p->p.s[end - 1] != '/')
		return;
	if (p->p.s[1] == '^' || p->p.s[end - 2] == '$')
		parse_warn(
		    p, 0, 1,
		    "the slashes around the pattern are taken as part of the text");
}

struct tree *
tree_parse(struct str pattern, struct arena *a, struct regex_error *err)
{
	struct parser p = {.a = a, .p = pattern, .err = err};
	struct tree *root;

	*err = (struct regex_error){0};
	if (pattern.len > TREE_LENGTH_LIMIT) {
		regex_unsupported(p.err, 0, 1,
				  "the pattern is longer than 100000 bytes");
		return NULL;
	}
	p.names_end = &p.names;
	p.refs_end = &p.refs;
	open_group(&p, NULL, 0, 0);
	while (p.at < pattern.len)
		if (!read_term(&p))
			return NULL;
	if (p.open->outer != NULL) {
		parse_fail(&p, p.open->from, p.open->from + 1,
			   "')' is missing for this '('");
		return NULL;
	}
	root = close_group(&p);
	root->parent = NULL;
	if (err->problem == REGEX_FINE && !parse_check_names(&p))
		return NULL;
	if (!parse_resolve(&p))
		return NULL;
	check_slashes(&p);
	return err->problem == REGEX_FINE ? root : NULL;
}
