/* tokens: see the header. */
#include "load/tokens.h"

#include "load/reading.h"
#include "load/scan.h"

void
tokens_init(struct tokens *ts, struct str text, size_t start)
{
	*ts = (struct tokens){.p = text.s + start,
			      .end = text.s + text.len,
			      .line = text.s + start,
			      .first = true};
}

/* Over white space and comments, to the next token or the end. */
static void
skip(struct tokens *ts)
{
	const char *comment;

	while (ts->p < ts->end) {
		if (*ts->p == '\n') {
			ts->line = ts->p + 1;
			ts->first = true;
		} else if (!scan_is(*ts->p, SCAN_SPACE)) {
			comment = junk_comment(ts->p, ts->end);
			if (comment == NULL)
				return;
			ts->comments++;
			ts->p = comment;
			continue;
		}
		ts->p++;
	}
}

/* The end of the string at p; one that its line does not close ends as read. */
static const char *
string_end(struct tokens *ts, const char *p)
{
	const char *q, *end = ts->end;
	bool brackets = false;

	for (q = p + 1; q < end && *q != '\n'; q++) {
		brackets |= strchr("{}[]", *q) != NULL;
		if (*q == '\\' && q + 1 < end && q[1] != '\n')
			q++;
		else if (*q == *p)
			return q + 1;
	}
	ts->unsure |= brackets;
	while (q > p + 1 &&
	       (scan_is(q[-1], SCAN_SPACE) || strchr(",]}", q[-1]) != NULL))
		q--;
	return q;
}

/* The end of the template at p, if it is a short one: many may begin on a line. */
static const char *
template_end(const char *p, const char *end)
{
	return junk_template(p, end - p > 256 ? p + 256 : end);
}

/* Behind a name a comment may begin with the marks of an address. */
static bool
is_scheme(const char *p, const char *q)
{
	struct str s = {p, (size_t)(q - p)};

	return str_is(s, "http") || str_is(s, "https");
}

static const char *
word_end(const char *p, const char *end)
{
	const char *q = template_end(p, end);

	if (q != NULL)
		return q;
	for (q = p + 1; q < end && !scan_is(*q, SCAN_SPACE); q++) {
		if (word_comment(p, q, end))
			break;
		if (*q == '\0' || strchr("{}[],:\"", *q) == NULL)
			continue;
		if (*q != ':' || !is_scheme(p, q) || q + 1 == end || q[1] != '/')
			break; /* but for the colon of an address */
	}
	return q;
}

static enum token_kind
kind_of(char c)
{
	switch (c) {
	case '{':
	case '[':
		return TOKEN_OPEN;
	case '}':
	case ']':
		return TOKEN_CLOSE;
	case ',':
	case ';':
		return TOKEN_COMMA;
	case ':':
	case '=':
		return TOKEN_COLON;
	default:
		return TOKEN_VALUE;
	}
}

struct token
tokens_next(struct tokens *ts)
{
	const char *next;
	struct token t;

	skip(ts);
	t = (struct token){TOKEN_END, ts->p, ts->p, ts->line, ts->first};
	if (ts->p == ts->end)
		return t;
	ts->conflict |=
	    t.first && t.from == t.line && ts->end - t.from >= 7 &&
	    (memcmp(t.from, "<<<<<<<", 7) == 0 || memcmp(t.from, ">>>>>>>", 7) == 0);
	t.kind = kind_of(*t.from);
	if (t.kind == TOKEN_OPEN && template_end(t.from, ts->end) != NULL)
		t.kind = TOKEN_VALUE;
	if (t.kind != TOKEN_VALUE)
		t.to = t.from + 1;
	else if (*t.from == '"' || *t.from == '\'')
		t.to = string_end(ts, t.from);
	else
		t.to = word_end(t.from, ts->end);
	if (t.kind == TOKEN_VALUE) {
		next = junk_space(t.to, ts->end);
		if (next < ts->end && (*next == ':' || *next == '='))
			t.kind = TOKEN_NAME;
	}
	ts->p = t.to;
	ts->first = false;
	return t;
}

struct str
token_text(const struct token *t)
{
	struct str s = {t->from, (size_t)(t->to - t->from)};

	if (s.len >= 2 && (*s.s == '"' || *s.s == '\''))
		return str_slice(s, 1, s.len - 1);
	return s;
}
