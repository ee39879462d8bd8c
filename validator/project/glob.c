/*
 * glob: matching without recursion.
 *
 * A "*" cannot cross a '/' and components are matched one by one, so when a
 * match fails it is enough to try again at the last "*" of this component, or
 * else at the last "**".  That keeps hostile patterns (*a*a*a*b) cheap.
 */
#include "project/glob.h"

#include <stdlib.h>

#include "base/mem.h"

enum simple {
	SIMPLE_NOT,     /* needs glob_match() */
	SIMPLE_LITERAL, /* no special character */
	SIMPLE_SUFFIX   /* "*" and then none */
};

struct class_name {
	struct str name;
	const char *ranges; /* pairs of first and last */
};

/* The classes of POSIX in the C locale. */
static const struct class_name class_names[] = {
    {{"alnum", 5}, "09AZaz"},   {{"alpha", 5}, "AZaz"},
    {{"blank", 5}, "  \t\t"},   {{"cntrl", 5}, "\001\037\177\177"},
    {{"digit", 5}, "09"},       {{"graph", 5}, "!~"},
    {{"lower", 5}, "az"},       {{"print", 5}, " ~"},
    {{"punct", 5}, "!/:@[`{~"}, {{"space", 5}, "  \t\r"},
    {{"upper", 5}, "AZ"},       {{"xdigit", 6}, "09AFaf"},
};

/* Whether c is in the class of that name; -1 if there is no such class. */
static int
named_class(struct str name, unsigned char c)
{
	for (size_t i = 0; i < sizeof(class_names) / sizeof(*class_names); i++) {
		if (!str_equal(name, class_names[i].name))
			continue;
		for (const char *r = class_names[i].ranges; *r != '\0'; r += 2) {
			if (c >= (unsigned char)r[0] && c <= (unsigned char)r[1])
				return 1;
		}
		return 0;
	}
	return -1;
}

/* One character of a class, with its backslash; false at the end. */
static bool
class_char(struct str p, size_t *at, unsigned char *c)
{
	if (*at < p.len && p.s[*at] == '\\')
		++*at;
	if (*at >= p.len)
		return false;
	*c = (unsigned char)p.s[(*at)++];
	return true;
}

/* The length of "[:name:]" at at, 0 if there is none. */
static size_t
class_name_length(struct str p, size_t at)
{
	size_t end = at + 2;

	if (end > p.len || p.s[at] != '[' || p.s[at + 1] != ':')
		return 0;
	while (end < p.len && p.s[end] != ']')
		end++;
	return end < p.len && end > at + 2 && p.s[end - 1] == ':' ? end + 1 - at : 0;
}

/* One entry of a class: a name, a character or a range. -1: a bad pattern. */
static int
class_entry(struct str p, size_t *at, unsigned char c)
{
	size_t len = class_name_length(p, *at);
	unsigned char first, last;
	int in;

	if (len != 0) {
		in = named_class(str_slice(p, *at + 2, *at + len - 2), c);
		*at += len;
		return in;
	}
	if (!class_char(p, at, &first))
		return -1;
	last = first;
	if (*at + 1 < p.len && p.s[*at] == '-' && p.s[*at + 1] != ']') {
		++*at;
		if (!class_char(p, at, &last))
			return -1;
	}
	/* git takes the first one alone before it sees a range: [b-a] is "b" */
	return c == first || (c >= first && c <= last);
}

/* Matches c against the class behind "["; returns the length of the class, or 0. */
static size_t
match_class(struct str p, size_t start, unsigned char c, bool *matches)
{
	size_t at = start + 1;
	bool negated, in = false;
	int entry;

	negated = at < p.len && (p.s[at] == '!' || p.s[at] == '^');
	at += negated;
	for (bool first = true; at < p.len && (first || p.s[at] != ']');
	     first = false) {
		entry = class_entry(p, &at, c);
		if (entry < 0)
			return 0;
		in = in || entry > 0;
	}
	if (at >= p.len)
		return 0;
	*matches = in != negated && c != '/';
	return at + 1 - start;
}

/* Matches one character of path; returns what it takes of the pattern, or 0. */
static size_t
match_one(struct str p, size_t at, unsigned char c)
{
	bool matches = false;
	size_t len;

	switch (p.s[at]) {
	case '?':
		return c != '/';
	case '[':
		len = match_class(p, at, c, &matches);
		return matches ? len : 0;
	case '\\':
		return at + 1 < p.len && (unsigned char)p.s[at + 1] == c ? 2 : 0;
	default:
		return (unsigned char)p.s[at] == c;
	}
}

/* "**" counts only as a whole component; returns the length with its '/'. */
static size_t
double_star(struct str p, size_t at)
{
	if (at + 1 >= p.len || p.s[at] != '*' || p.s[at + 1] != '*' ||
	    (at != 0 && p.s[at - 1] != '/'))
		return 0;
	if (at + 2 == p.len)
		return 2;
	return p.s[at + 2] == '/' ? 3 : 0;
}

/* A place to try again from: star in the pattern, and in the path. */
struct retry {
	size_t pattern, path;
	bool set;
};

/* Takes one more character into the last "*", or component into the last "**". */
static bool
try_again(struct retry *star, struct retry *stars, struct str path, size_t *p,
	  size_t *i)
{
	if (star->set && star->path < path.len && path.s[star->path] != '/') {
		*p = star->pattern;
		*i = ++star->path;
		return true;
	}
	star->set = false;
	if (!stars->set)
		return false;
	while (stars->path < path.len && path.s[stars->path] != '/')
		stars->path++;
	if (stars->path == path.len)
		return false;
	*p = stars->pattern;
	*i = ++stars->path;
	return true;
}

bool
glob_match(struct str pattern, struct str path)
{
	struct retry star = {0}, stars = {0};
	size_t p = 0, i = 0, len;

	for (;;) {
		len = p < pattern.len ? double_star(pattern, p) : 0;
		if (len == 2)
			return i < path.len; /* all below it, not it itself */
		if (len == 3) {
			p += 3;
			stars = (struct retry){p, i, true};
			star.set = false;
		} else if (p < pattern.len && pattern.s[p] == '*') {
			star = (struct retry){++p, i, true};
		} else if (i < path.len && p < pattern.len &&
			   (len = match_one(pattern, p, (unsigned char)path.s[i])) !=
			       0) {
			if (path.s[i] == '/')
				star.set = false;
			p += len;
			i++;
		} else if (i == path.len && p == pattern.len) {
			return true;
		} else if (!try_again(&star, &stars, path, &p, &i)) {
			return false;
		}
	}
}

static bool
special(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (strchr("*?[\\", s.s[i]) != NULL)
			return true;
	}
	return false;
}

bool
glob_parse(struct glob *g, struct str text)
{
	*g = (struct glob){0};
	if (text.len != 0 && text.s[0] == '!') {
		g->negated = true;
		text = str_slice(text, 1, text.len);
	}
	/* "foo//" still ends in a '/' that matches nothing: git drops only one. */
	if (text.len != 0 && text.s[text.len - 1] == '/') {
		g->folders = true;
		text.len--;
	}
	g->whole = text.len != 0 && memchr(text.s, '/', text.len) != NULL;
	if (text.len != 0 && text.s[0] == '/')
		text = str_slice(text, 1, text.len);
	g->text = text;
	if (!special(text))
		g->simple = SIMPLE_LITERAL;
	else if (!g->whole && text.s[0] == '*' && text.len > 1 &&
		 !special(str_slice(text, 1, text.len)))
		g->simple = SIMPLE_SUFFIX;
	return text.len != 0;
}

void
globs_add(struct globs *gs, struct str text)
{
	struct glob g;

	if (!glob_parse(&g, text))
		return;
	gs->items = grow(gs->items, &gs->cap, gs->n + 1, sizeof(*gs->items));
	gs->items[gs->n++] = g;
}

void
globs_release(struct globs *gs)
{
	free(gs->items);
	*gs = (struct globs){0};
}

/* Blanks at the end do not count, unless the first of them is escaped. */
static struct str
trim(struct str line)
{
	size_t keep = 0;

	if (line.len != 0 && line.s[line.len - 1] == '\r')
		line.len--;
	for (size_t i = 0; i < line.len; i++) {
		if (line.s[i] == '\\')
			keep = ++i < line.len ? i + 1 : line.len;
		else if (line.s[i] != ' ')
			keep = i + 1;
	}
	line.len = keep;
	return line;
}

void
globs_add_lines(struct globs *gs, struct str text)
{
	text = str_without_bom(text);
	while (text.len != 0) {
		const char *end = memchr(text.s, '\n', text.len);
		size_t len = end != NULL ? (size_t)(end - text.s) : text.len;
		struct str line = trim((struct str){text.s, len});

		if (line.len != 0 && line.s[0] != '#')
			globs_add(gs, line);
		text = str_slice(text, end != NULL ? len + 1 : len, text.len);
	}
}

static struct str
last_component(struct str path)
{
	size_t at = path.len;

	while (at != 0 && path.s[at - 1] != '/')
		at--;
	return str_slice(path, at, path.len);
}

static bool
matches(const struct glob *g, struct str path, bool folder)
{
	if (g->folders && !folder)
		return false;
	if (!g->whole)
		path = last_component(path);
	switch ((enum simple)g->simple) {
	case SIMPLE_LITERAL:
		return str_equal(g->text, path);
	case SIMPLE_SUFFIX:
		return str_ends(path, str_slice(g->text, 1, g->text.len));
	case SIMPLE_NOT:
		break;
	}
	return glob_match(g->text, path);
}

enum glob_verdict
globs_verdict(const struct globs *gs, struct str path, bool folder)
{
	for (size_t i = gs->n; i-- != 0;) {
		if (matches(&gs->items[i], path, folder))
			return gs->items[i].negated ? GLOB_INCLUDED : GLOB_EXCLUDED;
	}
	return GLOB_SILENT;
}

bool
glob_selects(const struct glob *g, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		if (path.s[i] == '/' && matches(g, str_slice(path, 0, i), true))
			return true;
	}
	return matches(g, path, false);
}

bool
globs_exclude(const struct globs *gs, struct str path)
{
	if (gs->n == 0)
		return false;
	for (size_t i = 0; i < path.len; i++) {
		if (path.s[i] == '/' &&
		    globs_verdict(gs, str_slice(path, 0, i), true) == GLOB_EXCLUDED)
			return true;
	}
	return globs_verdict(gs, path, false) == GLOB_EXCLUDED;
}
