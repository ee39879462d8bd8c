/* cursor: see the header. */
#include "load/cursor.h"

#include <stdint.h>

/* What the grammar wants next within a container. */
enum want { WANT_NAME, WANT_COLON, WANT_VALUE, WANT_COMMA };

struct scan {
	struct cursor *cursor;
	struct str text;
	enum want wants[CURSOR_DEPTH]; /* by depth, from 1; the document is 0 */
	bool objects[CURSOR_DEPTH];
	size_t last_end;  /* of the value before */
	struct span name; /* the last name that was read, without its quotes */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_mark(char c)
{
	return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
}

/* The end of the token at the offset: a string that does not end stops with its line. */
static size_t
token_end(struct str text, size_t at)
{
	size_t end = at + 1;

	if (is_mark(text.s[at]))
		return end;
	if (text.s[at] != '"') {
		while (end < text.len && !is_space(text.s[end]) &&
		       !is_mark(text.s[end]) && text.s[end] != '"')
			end++;
		return end;
	}
	while (end < text.len && text.s[end] != '\n' && text.s[end] != '\r') {
		if (text.s[end] == '"')
			return end + 1;
		end += text.s[end] == '\\' && end + 1 < text.len ? 2 : 1;
	}
	return end < text.len ? end : text.len;
}

static struct span
inside(struct str text, struct span token)
{
	if (text.s[token.start] == '"')
		token.start++;
	if (token.end > token.start && text.s[token.end - 1] == '"')
		token.end--;
	return token;
}

static void
open_container(struct scan *s, size_t at)
{
	struct cursor *c = s->cursor;
	bool object = s->text.s[at] == '{';

	if (c->depth + 1 >= CURSOR_DEPTH) {
		c->unknown = true;
		return;
	}
	c->starts[c->depth] = at;
	c->steps[c->depth] = (struct step){.member = object};
	c->depth++;
	s->objects[c->depth] = object;
	s->wants[c->depth] = object ? WANT_NAME : WANT_VALUE;
}

/* A value has come to its end. */
static void
end_value(struct scan *s, size_t end)
{
	s->wants[s->cursor->depth] = WANT_COMMA;
	s->last_end = end;
}

static void
take_mark(struct scan *s, size_t at)
{
	struct cursor *c = s->cursor;
	struct step *step = c->depth != 0 ? &c->steps[c->depth - 1] : NULL;

	switch (s->text.s[at]) {
	case '{':
	case '[':
		open_container(s, at);
		break;
	case '}':
	case ']':
		c->depth -= c->depth != 0;
		end_value(s, at + 1);
		break;
	case ':':
		s->wants[c->depth] = WANT_VALUE;
		break;
	default:
		s->wants[c->depth] = s->objects[c->depth] ? WANT_NAME : WANT_VALUE;
		if (step != NULL && !step->member)
			step->index++;
	}
}

/* A string, a number, a word: whole before the cursor. */
static void
take_token(struct scan *s, struct span token)
{
	struct cursor *c = s->cursor;
	struct step *step = c->depth != 0 ? &c->steps[c->depth - 1] : NULL;
	enum want *want = &s->wants[c->depth];
	struct span name = inside(s->text, token);

	if (step != NULL && step->member &&
	    (*want == WANT_NAME || *want == WANT_COMMA)) {
		step->name = str_slice(s->text, name.start, name.end);
		*want = WANT_COLON;
		return;
	}
	if (step != NULL && !step->member && *want == WANT_COMMA)
		step->index++;
	end_value(s, token.end);
}

/* Where the next token begins, or to. */
static size_t
skip_space(struct str text, size_t at, size_t to)
{
	while (at < to && is_space(text.s[at]))
		at++;
	return at;
}

void
cursor_read(struct cursor *c, struct str text, size_t from, size_t to)
{
	struct scan s = {.cursor = c, .text = text, .wants = {WANT_VALUE}};
	size_t at = skip_space(text, from, to), behind;
	enum want want;

	*c = (struct cursor){.token = {to, to}, .comma_at = SIZE_MAX};
	while (at < to) {
		size_t end = token_end(text, at);

		if (is_mark(text.s[at])) {
			take_mark(&s, at);
		} else if (end > to ||
			   (end == to && (text.s[at] != '"' || end == at + 1 ||
					  text.s[end - 1] != '"'))) {
			/* of a string without an end nobody knows what is behind */
			c->token = (struct span){
			    at, text.s[at] == '"' && text.s[end - 1] != '"' ? to : end};
			break;
		} else {
			take_token(&s, (struct span){at, end});
		}
		at = skip_space(text, end, to);
	}
	want = s.wants[c->depth];
	c->name = s.objects[c->depth] && (want == WANT_NAME || want == WANT_COMMA);
	c->unknown =
	    c->unknown || want == WANT_COLON || (c->depth == 0 && want == WANT_COMMA);
	if (want == WANT_COMMA)
		c->comma_at = s.last_end;
	if (want == WANT_COMMA && c->depth != 0 && !c->steps[c->depth - 1].member)
		c->steps[c->depth - 1].index++;
	behind = skip_space(text, c->token.end, text.len);
	c->colon = behind < text.len && text.s[behind] == ':';
	c->comma_behind =
	    behind < text.len && !is_mark(text.s[behind]) && c->depth != 0;
}

void
cursor_each(struct str text, size_t start,
	    void (*take)(void *context, struct span at, struct str name,
			 struct str value),
	    void *context)
{
	bool object = text.s[start] == '{', named = false;
	struct str name = STR("");
	size_t depth = 0, at = start;

	while (at < text.len) {
		size_t end = token_end(text, at);
		char c = text.s[at];
		bool opens = c == '{' || c == '[';

		if (depth == 1 && object && !named && c == '"') {
			struct span in = inside(text, (struct span){at, end});

			name = str_slice(text, in.start, in.end);
			named = true;
		} else if (depth == 1 && (opens || !is_mark(c)) && (named || !object)) {
			struct span in = inside(text, (struct span){at, end});

			take(context, (struct span){at, end}, name,
			     c == '"' ? str_slice(text, in.start, in.end) : STR(""));
			named = false;
			name = STR("");
		}
		if (depth == 1 && c == ',')
			named = false;
		depth += opens;
		if (c == '}' || c == ']') {
			depth--;
			if (depth == 0)
				return;
		}
		at = skip_space(text, end, text.len);
	}
}

size_t
cursor_steps(struct node n, struct step steps[CURSOR_DEPTH])
{
	size_t depth = 0;

	for (struct node up = node_parent(n); node_exists(up); up = node_parent(n)) {
		size_t index = 0;

		if (depth == CURSOR_DEPTH)
			return depth;
		if (node_is(up, NODE_ARRAY)) {
			NODE_EACH(child, up)
			{
				if (child.at == n.at)
					break;
				index++;
			}
		}
		memmove(steps + 1, steps, depth * sizeof(*steps));
		steps[0] = (struct step){node_is(up, NODE_OBJECT), node_key(n), index};
		depth++;
		n = up;
	}
	return depth;
}
