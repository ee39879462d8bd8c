/*
 * mutate: a C source with one thing wrong.
 *
 *   mutate FILE      a line for each mistake that can be made: number, line of the
 *                    source, what stands there, what would, and a number that is its
 *                    own wherever the line moves, with tabs between
 *   mutate FILE N    the source with the Nth of them made
 *
 * The source is taken as tokens, not parsed: our style (a function's brace stands
 * in the first column, its type on a line of its own) tells the rest.  Only the
 * bodies of functions are changed: tables are data, and tests compare them as such.
 * What stands in assert() is left alone, and so are sizes of types.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

enum type { END, WORD, NUMBER, TEXT, SIGN };

struct token {
	enum type type;
	struct str text;
	size_t line;
	bool body; /* within a function */
	bool skip; /* within assert(), sizeof() or a case label */
	bool yes;  /* the function returns a bool */
};

struct source {
	struct buf text;
	struct token *tokens;
	size_t n, cap;
	size_t wanted, made; /* number of the mutant; those passed so far */
	const char *path;
};

static const char *const signs[] = {"<<=", ">>=", "...", "->", "++", "--", "<<", ">>",
				    "<=",  ">=",  "==",  "!=", "&&", "||", "+=", "-=",
				    "*=",  "/=",  "%=",  "&=", "|=", "^="};

static size_t
sign_length(const char *s)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (strncmp(s, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	}
	return 1;
}

/* Behind a comment, a line of the preprocessor (with all its lines), or blanks. */
static const char *
skip(const char *s, bool line_start)
{
	const char *end;

	if (s[0] == '/' && s[1] == '*') {
		end = strstr(s + 2, "*/");
		return end != NULL ? end + 2 : s + strlen(s);
	}
	if (s[0] == '#' && line_start) {
		while (*s != '\0' && !(*s == '\n' && s[-1] != '\\'))
			s++;
		return s;
	}
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

static size_t
token_length(const char *s, enum type *type)
{
	size_t n = 0;

	if (isdigit((unsigned char)*s)) {
		*type = NUMBER;
		while (isalnum((unsigned char)s[n]) || s[n] == '.')
			n++;
	} else if (isalpha((unsigned char)*s) || *s == '_') {
		*type = WORD;
		while (isalnum((unsigned char)s[n]) || s[n] == '_')
			n++;
	} else if (*s == '"' || *s == '\'') {
		*type = TEXT;
		for (n = 1; s[n] != *s && s[n] != '\0'; n++)
			n += s[n] == '\\';
		n++;
	} else {
		*type = SIGN;
		n = sign_length(s);
	}
	return n;
}

static void
read_tokens(struct source *c)
{
	const char *s = c->text.s, *next;
	size_t line = 1;
	enum type type;

	while (*s != '\0') {
		next = skip(s, s == c->text.s || s[-1] == '\n');
		if (next != s) {
			for (; s < next; s++)
				line += *s == '\n';
			continue;
		}
		c->tokens = grow(c->tokens, &c->cap, c->n + 2, sizeof(*c->tokens));
		c->tokens[c->n] =
		    (struct token){.line = line, .text = {s, token_length(s, &type)}};
		c->tokens[c->n].type = type;
		s += c->tokens[c->n++].text.len;
	}
	c->tokens[c->n] = (struct token){.type = END, .text = {s, 0}, .line = line};
}

static bool
is(const struct token *t, const char *text)
{
	return t->type != TEXT && str_is(t->text, text);
}

static bool
is_one_of(const struct token *t, const char *words)
{
	size_t len;

	for (; *words != '\0'; words += len + (words[len] == ' ')) {
		len = strcspn(words, " ");
		if (t->type != TEXT && str_equal(t->text, (struct str){words, len}))
			return true;
	}
	return false;
}

static bool
starts_line(const struct source *c, const struct token *t)
{
	return t->text.s == c->text.s || t->text.s[-1] == '\n';
}

/* Where functions are, what they return, and what in them is left alone. */
static void
mark(struct source *c)
{
	bool body = false, yes = false;
	size_t depth = 0, until = 0;

	for (size_t i = 0; i < c->n; i++) {
		struct token *t = &c->tokens[i];

		if (starts_line(c, t) && is(t, "{"))
			body = true;
		if (!body && is(t, "bool") && i + 1 < c->n &&
		    starts_line(c, &c->tokens[i + 1]))
			yes = true;
		t->body = body;
		t->yes = yes;
		if (starts_line(c, t) && is(t, "}"))
			body = yes = false;
		if (until == 0 && is_one_of(t, "assert sizeof _Static_assert offsetof"))
			until = depth + 1;
		depth += is(t, "(");
		t->skip = until != 0 || (i > 0 && is(&c->tokens[i - 1], "case"));
		depth -= is(t, ")") && depth != 0;
		if (until != 0 && depth < until && is(t, ")"))
			until = 0;
	}
}

/* FNV-1a of the file, the line, where in it, and what would stand there. */
static uint32_t
own_number(const struct source *c, const char *at, const char *text)
{
	const char *line = at, *s;
	uint32_t hash = 2166136261U;

	while (line > c->text.s && line[-1] != '\n')
		line--;
	for (s = c->path; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	for (s = line; *s != '\0' && *s != '\n'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	for (s = text; *s != '\0'; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619U;
	return (hash ^ (uint32_t)(at - line)) * 16777619U;
}

/* A mistake: the bytes from..to of the source, written as text instead. */
static void
mutant(struct source *c, const struct token *t, struct str old, const char *text)
{
	const char *end = c->text.s + c->text.len;

	c->made++;
	if (c->wanted == 0) {
		printf("%zu\t%zu\t", c->made, t->line);
		for (size_t i = 0; i < old.len; i++)
			putchar(isspace((unsigned char)old.s[i]) ? ' ' : old.s[i]);
		printf("\t%s\t%" PRIu32 "\n", text, own_number(c, old.s, text));
		return;
	}
	if (c->wanted != c->made)
		return;
	fwrite(c->text.s, 1, (size_t)(old.s - c->text.s), stdout);
	fputs(text, stdout);
	/* lines keep their numbers: assert() writes them into the program */
	for (size_t i = 0; i < old.len; i++) {
		if (old.s[i] == '\n')
			putchar('\n');
	}
	old.s += old.len;
	fwrite(old.s, 1, (size_t)(end - old.s), stdout);
}

/* Whether the sign has a value before it: "a - b", not "-b". */
static bool
binary(const struct token *t)
{
	const struct token *before = t - 1;

	return before->type == NUMBER || is(before, ")") || is(before, "]") ||
	       (before->type == WORD && !is_one_of(before, "return case"));
}

static void
operators(struct source *c, const struct token *t)
{
	static const char *const pairs[][2] = {
	    {"<", "<="},       {"<=", "<"},       {">", ">="},  {">=", ">"},
	    {"==", "!="},      {"!=", "=="},      {"&&", "||"}, {"||", "&&"},
	    {"++", "--"},      {"--", "++"},      {"+=", "-="}, {"-=", "+="},
	    {"<<", ">>"},      {">>", "<<"},      {"!", ""},    {"|=", "&="},
	    {"true", "false"}, {"false", "true"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		if (is(t, pairs[i][0]))
			mutant(c, t, t->text, pairs[i][1]);
	}
	if (is(t, "+") && binary(t))
		mutant(c, t, t->text, "-");
	if (is(t, "-") && binary(t))
		mutant(c, t, t->text, "+");
}

static void
constants(struct source *c, const struct token *t)
{
	char *rest, text[32];
	unsigned long long n;

	if (t->type != NUMBER || memchr(t->text.s, '.', t->text.len) != NULL)
		return;
	n = strtoull(t->text.s, &rest, 0);
	snprintf(text, sizeof(text), "%llu", n + 1);
	mutant(c, t, t->text, text);
	snprintf(text, sizeof(text), "%llu", n - 1);
	if (n > 1)
		mutant(c, t, t->text, text);
}

/* "return x;" of a bool becomes "return !(x);". */
static void
returns(struct source *c, const struct token *t)
{
	const struct token *last = t + 1;
	struct buf text = BUF_INIT;

	if (!is(t, "return") || !t->yes || is_one_of(last, "true false"))
		return;
	while (last->type != END && !is(last, ";"))
		last++;
	buf_puts(&text, "!(");
	buf_add(&text, t[1].text.s, (size_t)(last->text.s - t[1].text.s));
	buf_putc(&text, ')');
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == '\n')
			text.s[i] = ' ';
	}
	mutant(c, t, (struct str){t[1].text.s, (size_t)(last->text.s - t[1].text.s)},
	       text.s);
	buf_release(&text);
}

/* A call or an assignment that stands alone goes away. */
static void
statements(struct source *c, const struct token *t)
{
	const struct token *end = t;
	size_t depth = 0;

	if (!is_one_of(t - 1, "; { }"))
		return;
	if (is_one_of(t, "break continue") && is(t + 1, ";")) {
		mutant(c, t, t->text, "");
		return;
	}
	if (t->type != WORD && !is(t, "*") && !is(t, "("))
		return;
	if (is_one_of(t, "return if for while switch case default goto do else break "
			 "continue struct const size_t char bool int unsigned static "
			 "enum uint32_t uint64_t uint8_t va_end va_start assert") ||
	    (t->type == WORD && !is_one_of(t + 1, "( [ . -> = += -= |= &= ++ -- *=")))
		return;
	if (str_ends(t->text, STR("free")) || str_ends(t->text, STR("_release")))
		return; /* a leak is what "make asan" notices */
	for (; end->type != END && (depth != 0 || !is(end, ";")); end++) {
		if (depth == 0 && is_one_of(end, "{ }"))
			return; /* a block behind a macro such as NODE_EACH */
		depth += is_one_of(end, "( {");
		depth -= is_one_of(end, ") }") && depth != 0;
	}
	mutant(c, t, (struct str){t->text.s, (size_t)(end->text.s - t->text.s)}, "");
}

static bool
read_source(struct source *c, const char *path)
{
	FILE *fp = fopen(path, "rb");
	size_t n;

	if (fp == NULL)
		return false;
	while ((n = fread(buf_reserve(&c->text, 65536), 1, 65536, fp)) > 0)
		c->text.len += n;
	fclose(fp);
	buf_putc(&c->text, '\n');
	c->text.len--; /* one more byte than the file has, for skip() */
	c->text.s[c->text.len] = '\0';
	return true;
}

int
main(int argc, char **argv)
{
	struct source c = {.path = argc > 1 ? argv[1] : ""};

	if (argc < 2 || argc > 3 || !read_source(&c, argv[1])) {
		fprintf(stderr, "usage: mutate FILE [N]\n");
		return 2;
	}
	c.wanted = argc == 3 ? (size_t)strtoull(argv[2], NULL, 10) : 0;
	read_tokens(&c);
	mark(&c);
	for (size_t i = 1; i < c.n; i++) {
		const struct token *t = &c.tokens[i];

		if (!t->body || t->skip)
			continue;
		operators(&c, t);
		constants(&c, t);
		returns(&c, t);
		statements(&c, t);
	}
	free(c.tokens);
	buf_release(&c.text);
	return c.wanted == 0 || c.wanted <= c.made ? 0 : 1;
}
