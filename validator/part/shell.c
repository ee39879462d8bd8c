/*
 * shell: JSON in the words and here-documents of a shell script.
 *
 * Words are found as POSIX has it (Shell Command Language, 2.2, 2.3 and 2.7.4).  A word
 * that begins with a bracket once its quotes are gone may be a document, whatever
 * command it is for (curl -d '{...}', BODY="{...}"), and so may what a here-document
 * begins with.  What the shell would put in (a parameter, what a command writes) becomes
 * a template.  In a console what a command has written may be one, too.
 */
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "part/form.h"
#include "part/shell-skip.h"

enum {
	HERE_MOST = 16, /* here-documents of one line */
	NESTED_MOST = 16
};

/* A here-document whose text begins behind the line. */
struct here {
	struct str end; /* the line that ends it, as it is written in the command */
	bool quoted, tabs;
};

struct shell {
	struct cutting *cutting;
	const struct part *outer;
	struct str text;
	size_t at;
	struct here here[HERE_MOST];
	size_t nhere;
	unsigned nested; /* commands within words */
	bool console;
	bool fresh; /* at the beginning of a line that continues no other */
	bool data;  /* the next word is what an option sends */
};

static void read_commands(struct shell *s, char closing);

static char
peek(const struct shell *s, size_t n)
{
	return s->at + n < s->text.len ? s->text.s[s->at + n] : '\0';
}

static bool
at_end(const struct shell *s)
{
	return s->at >= s->text.len;
}

/* --- words --------------------------------------------------------------------------- */

/* In which quotes a part stands, and how what is written there is quoted (2.2). */
static bool
in_single(const struct part *p, struct str text, struct buf *out)
{
	(void)p;
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] == '\'')
			buf_puts(out, "'\\''");
		else
			buf_putc(out, text.s[i]);
	}
	return true;
}

static void
escape_all(struct str text, const char *special, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.s[i] != '\0' && strchr(special, text.s[i]) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, text.s[i]);
	}
}

static bool
in_double(const struct part *p, struct str text, struct buf *out)
{
	(void)p;
	escape_all(text, "$`\"\\", out);
	return true;
}

static bool
in_here(const struct part *p, struct str text, struct buf *out)
{
	(void)p;
	escape_all(text, "$`\\", out);
	return true;
}

/* Within the lines of a here-document, or double quotes; returns where to go on. */
static size_t
add_character(struct part_builder *b, struct str text, size_t at, const char *special)
{
	char next = at + 1 < text.len ? text.s[at + 1] : '\0';
	size_t end = shell_skip_expansion(text, at);

	if (end != at) {
		part_template(b, str_slice(text, at, end), at, end);
		return end;
	}
	if (text.s[at] == '\\' && next == '\n')
		return at + 2;
	if (text.s[at] == '\\' && next != '\0' && strchr(special, next) != NULL) {
		part_unit(b, at, at + 2, (struct str){&text.s[at + 1], 1});
		return at + 2;
	}
	part_copy(b, text, at, at + 1);
	return at + 1;
}

/* $'...': of its escapes those that are a character each. */
static size_t
add_ansi(struct part_builder *b, struct str text, size_t at)
{
	static const char escapes[] = "n\nt\tr\r\\\\'\'\"\"";

	while (at < text.len && text.s[at] != '\'') {
		const char *e = escapes;

		while (*e != '\0' && (text.s[at] != '\\' || at + 1 == text.len ||
				      *e != text.s[at + 1]))
			e += 2;
		if (*e != '\0')
			part_unit(b, at, at + 2, (struct str){e + 1, 1});
		else
			part_copy(b, text, at, at + 1);
		at += *e != '\0' ? 2 : 1;
	}
	return at + 1;
}

/* What the word from..to stands for, its quotes and escapes gone. */
static struct part *
build_word(struct shell *s, size_t from, size_t to)
{
	struct str text = str_slice(s->text, 0, to);
	bool (*encode)(const struct part *, struct str, struct buf *) = NULL;
	struct part_builder b;
	struct part *p;

	part_begin(&b, s->cutting->arena);
	for (size_t at = from, end; at < to;) {
		char c = text.s[at];

		if (c == '\'') {
			end = shell_skip_quotes(text, at);
			part_copy(&b, text, at + 1, end - (end > at + 1));
			at = end;
			encode = encode != NULL ? encode : in_single;
		} else if (c == '"') {
			for (at++; at < to && text.s[at] != '"';)
				at = add_character(&b, text, at, "$`\"\\");
			at++;
			encode = encode != NULL ? encode : in_double;
		} else if (c == '$' && at + 1 < to && text.s[at + 1] == '\'') {
			at = add_ansi(&b, text, at + 2);
			encode = in_double;
		} else {
			at = add_character(&b, text, at, "\\\"'$`{}[]():, ");
		}
	}
	p = part_end(&b, s->outer);
	p->encode = encode;
	p->no_fixes = encode == NULL; /* each bracket and quote is escaped */
	return p;
}

/* Options whose value is sent: of curl, and of wget. */
static bool
is_data_option(struct str word)
{
	static const struct str options[] = {
	    STR_INIT("--data"),       STR_INIT("--data-raw"), STR_INIT("--data-binary"),
	    STR_INIT("--data-ascii"), STR_INIT("--json"),     STR_INIT("--post-data"),
	    STR_INIT("--body-data"),
	};

	for (size_t i = 0; i < sizeof(options) / sizeof(*options); i++) {
		if (str_equal(word, options[i]))
			return true;
	}
	/* -sd: short options in one word, of which the last has a value */
	return word.len >= 2 && word.len < 6 && word.s[0] == '-' && word.s[1] != '-' &&
	       word.s[word.len - 1] == 'd';
}

/* Behind "-d" or "--data=" at the beginning of a word, or at its beginning. */
static size_t
skip_option(struct str word)
{
	const char *equals = memchr(word.s, '=', word.len);
	size_t n = equals != NULL ? (size_t)(equals - word.s) : 0;

	if (n != 0 && is_data_option(str_slice(word, 0, n)))
		return n + 1;
	return word.len > 2 && str_starts(word, STR("-d")) ? 2 : 0;
}

/* Whether the word may begin with a bracket; *from becomes where that is. */
static bool
may_be_json(struct str text, size_t *from, size_t to)
{
	size_t at = *from;

	while (at < to && (str_is_letter(text.s[at]) || str_is_digit(text.s[at]) ||
			   text.s[at] == '_'))
		at++;
	if (at < to && text.s[at] == '=') /* an assignment */
		*from = at + 1;
	at = *from;
	while (at < to && strchr("'\"$\\ \t\r\n", text.s[at]) != NULL)
		at++;
	return at < to && (text.s[at] == '{' || text.s[at] == '[');
}

/* Commands within a word: $(...). */
static void
read_nested(struct shell *s)
{
	if (s->nested == NESTED_MOST || peek(s, 2) == '(') { /* $((1 << 2)) */
		s->at = shell_skip_brackets(s->text, s->at + 1);
		return;
	}
	s->at += 2;
	s->nested++;
	read_commands(s, ')');
	s->nested--;
	if (peek(s, 0) == ')')
		s->at++;
}

/* Behind a quotation in double quotes, whose commands are read. */
static void
read_double(struct shell *s)
{
	for (s->at++; !at_end(s) && peek(s, 0) != '"';) {
		if (peek(s, 0) == '$' && peek(s, 1) == '(')
			read_nested(s);
		else if (peek(s, 0) == '$' || peek(s, 0) == '`')
			s->at = shell_skip_expansion(s->text, s->at) +
				(shell_skip_expansion(s->text, s->at) == s->at);
		else
			s->at += peek(s, 0) == '\\' ? 2 : 1;
	}
	s->at++;
}

static bool
ends_word(char c)
{
	return c == '\0' || strchr(" \t\r\n;&|<>()", c) != NULL;
}

static void
read_word(struct shell *s)
{
	size_t from = s->at, to, skip;
	struct part *p;
	bool data = s->data; /* before commands within the word are read */

	while (!at_end(s) && !ends_word(peek(s, 0))) {
		char c = peek(s, 0);

		if (c == '\'')
			s->at = shell_skip_quotes(s->text, s->at);
		else if (c == '"')
			read_double(s);
		else if (c == '$' && peek(s, 1) == '(')
			read_nested(s);
		else if (c == '$' && peek(s, 1) == '\'')
			s->at = shell_skip_ansi(s->text, s->at);
		else if (c == '$' || c == '`')
			s->at = shell_skip_expansion(s->text, s->at) +
				(shell_skip_expansion(s->text, s->at) == s->at);
		else
			s->at += c == '\\' ? 2 : 1;
	}
	if (s->at == from || s->at > s->text.len)
		s->at = s->at == from ? from + 1 : s->text.len;
	to = s->at;
	skip = skip_option(str_slice(s->text, from, to));
	from += skip;
	s->data = is_data_option(str_slice(s->text, from, to));
	if (!may_be_json(s->text, &from, to))
		return;
	p = build_word(s, from, to);
	p->unsure = !data && skip == 0;
	if (opens_json(p->text, 0))
		cutting_take(s->cutting, p, form_json);
}

/* --- here-documents ------------------------------------------------------------------ */

static void
note_here(struct shell *s)
{
	struct here h = {.tabs = peek(s, 2) == '-'};
	size_t from;
	char c;

	s->at += h.tabs ? 3 : 2;
	while (peek(s, 0) == ' ' || peek(s, 0) == '\t')
		s->at++;
	from = s->at;
	c = peek(s, 0);
	if (c == '\'' || c == '"') {
		s->at = shell_skip_quotes(s->text, s->at);
		h.end = str_slice(s->text, from + 1, s->at - (s->at > from + 1));
		h.quoted = true;
	} else {
		h.quoted = c == '\\';
		s->at += h.quoted;
		from = s->at;
		while (!at_end(s) && !ends_word(peek(s, 0)))
			s->at++;
		h.end = str_slice(s->text, from, s->at);
	}
	if (s->nhere < HERE_MOST && h.end.len != 0)
		s->here[s->nhere++] = h;
}

/* What a line of a here-document begins with and is no part of it. */
static size_t
skip_tabs(const struct shell *s, const struct here *h, size_t at)
{
	while (h->tabs && at < s->text.len && s->text.s[at] == '\t')
		at++;
	return at;
}

static bool
ends_here(const struct shell *s, const struct here *h, size_t at)
{
	at = skip_tabs(s, h, at);
	return str_equal(h->end, str_slice(s->text, at, line_end(s->text, at)));
}

static struct part *
build_here(struct shell *s, const struct here *h, size_t end)
{
	struct str text = str_slice(s->text, 0, end);
	struct part_builder b;
	struct part *p;

	part_begin(&b, s->cutting->arena);
	for (size_t at = s->at, next; at < end; at = next) {
		next = line_next(text, at);
		at = skip_tabs(s, h, at);
		if (h->quoted)
			part_copy(&b, text, at, next);
		while (!h->quoted && at < next)
			at = add_character(&b, text, at, "$`\\");
		next = next > at ? next : at; /* an expansion may be of more lines */
	}
	p = part_end(&b, s->outer);
	p->encode = h->quoted ? NULL : in_here;
	return p;
}

/* The here-documents of the line that has just ended. */
static void
read_here(struct shell *s)
{
	for (size_t i = 0; i < s->nhere; i++) {
		const struct here *h = &s->here[i];
		size_t end = s->at;

		while (end < s->text.len && !ends_here(s, h, end))
			end = line_next(s->text, end);
		if (opens_json(s->text, s->at) && end > s->at)
			cutting_take(s->cutting, build_here(s, h, end), form_json);
		s->at = end < s->text.len ? line_next(s->text, end) : end;
	}
	s->nhere = 0;
}

/* --- what commands have written ------------------------------------------------------ */

/* Behind the JSON that begins at at, by its brackets; the end of the text if open. */
static size_t
skip_json(struct str text, size_t at)
{
	size_t open = 0;

	for (; at < text.len; at++) {
		if (text.s[at] == '"') {
			at = shell_skip_quotes(text, at) - 1;
			continue;
		}
		open += text.s[at] == '{' || text.s[at] == '[';
		open -= text.s[at] == '}' || text.s[at] == ']';
		if (open == 0)
			return at + 1;
	}
	return at;
}

/* At the beginning of a line of a console that is no command. */
static void
read_output(struct shell *s)
{
	struct part_builder b;
	size_t end = line_end(s->text, s->at);

	if (opens_json(s->text, s->at)) {
		s->at = skip_space(s->text, s->at);
		end = skip_json(s->text, s->at);
		part_begin(&b, s->cutting->arena);
		part_copy(&b, s->text, s->at, end);
		cutting_take(s->cutting, part_end(&b, s->outer), form_json);
	}
	s->at = end;
}

/* Whether a line of a console is no command: it has no prompt that we know, nor curl. */
static bool
is_output(const struct shell *s)
{
	size_t at = s->at, end;

	if (!s->console || !s->fresh)
		return false;
	while (at < s->text.len && (s->text.s[at] == ' ' || s->text.s[at] == '\t'))
		at++;
	end = line_end(s->text, at);
	return at < s->text.len && strchr("$%>#\r\n", s->text.s[at]) == NULL &&
	       memmem(s->text.s + at, end - at, "curl ", 5) == NULL;
}

/* What has line ends cannot be written there: each wants a prompt. */
static bool
in_line(const struct part *p, struct str text, struct buf *out)
{
	(void)p;
	buf_put(out, text);
	return memchr(text.s, '\n', text.len) == NULL;
}

/* A console without the prompts of lines that go on with a command: "> ". */
static struct part *
without_prompts(struct arena *a, const struct part *outer, struct str text)
{
	struct part_builder b;
	struct part *p;
	bool command = false, more;

	part_begin(&b, a);
	for (size_t at = 0, next; at < text.len; at = next) {
		next = line_next(text, at);
		more = command && str_starts(str_slice(text, at, next), STR("> "));
		command = more || strchr("$%#", text.s[at]) != NULL;
		part_copy(&b, text, at + (more ? 2 : 0), next);
	}
	p = part_end(&b, outer);
	p->encode = in_line;
	return p;
}

/* --- commands ------------------------------------------------------------------------- */

static void
read_operator(struct shell *s)
{
	if (peek(s, 0) == '<' && peek(s, 1) == '<' && peek(s, 2) == '~')
		s->at += 2; /* of Ruby */
	else if (peek(s, 0) == '<' && peek(s, 1) == '<' && peek(s, 2) != '<')
		note_here(s);
	else if (peek(s, 0) == '<' && peek(s, 1) == '<')
		s->at += 3; /* a here-string is a word */
	else
		s->at++;
}

static void
read_commands(struct shell *s, char closing)
{
	while (!at_end(s) && (closing == '\0' || peek(s, 0) != closing)) {
		char c = peek(s, 0);

		if (is_output(s)) {
			read_output(s);
			continue;
		}
		s->fresh = c == '\n';
		if (c == '\n') {
			s->at++;
			read_here(s);
		} else if (c == '\\' && peek(s, 1) == '\n') {
			s->at += 2;
		} else if (c == '\\' && peek(s, 1) == '\r' && peek(s, 2) == '\n') {
			s->at += 3;
		} else if (c == '#') {
			s->at = line_end(s->text, s->at);
		} else if (c == '(' && peek(s, 1) == '(') { /* of numbers, too */
			s->at = shell_skip_brackets(s->text, s->at);
		} else if (c == '(' && closing != '\0' && s->nested < NESTED_MOST) {
			s->at++;
			s->nested++;
			read_commands(s, ')');
			s->nested--;
			s->at++;
		} else if (c == '\0' || strchr(" \t\r", c) != NULL) {
			s->at++;
		} else if (ends_word(c)) {
			read_operator(s);
		} else {
			read_word(s);
		}
	}
}

static void
cut(struct cutting *c, const struct part *outer, struct str text, bool console)
{
	struct shell s = {.cutting = c,
			  .outer = outer,
			  .text = text,
			  .console = console,
			  .fresh = true};

	read_commands(&s, '\0');
}

void
shell_cut(struct cutting *c, const struct part *outer, struct str text)
{
	cut(c, outer, text, false);
}

void
console_cut(struct cutting *c, const struct part *outer, struct str text)
{
	if (memmem(text.s, text.len, "\n> ", 3) != NULL) {
		outer = without_prompts(c->arena, outer, text);
		text = outer->text;
	}
	cut(c, outer, text, true);
}
