/*
 * secret-option: what is secret on a command line, as in curl -u NAME:PASSWORD.
 *
 * Commands stand in scripts, in Markdown, in strings of other files, and broken in what
 * should be a document.  So no command is read as a shell does: where a text speaks of
 * curl or wget, what follows an option that takes a secret is hidden, and when in doubt
 * too much.
 */
#include <string.h>
#include <strings.h>

#include "finding/secret-scan.h"

enum hidden { WORD, PASSWORD /* of NAME:PASSWORD */, COOKIE /* of a header */ };

static const struct option {
	char letter;
	struct str name;
	enum hidden hidden;
} options[] = {
    {'u', STR_INIT("user"), PASSWORD}, {'U', STR_INIT("proxy-user"), PASSWORD},
    {'E', STR_INIT("cert"), PASSWORD}, {'-', STR_INIT("proxy-cert"), PASSWORD},
    {'b', STR_INIT("cookie"), WORD},   {'-', STR_INIT("oauth2-bearer"), WORD},
    {'-', STR_INIT("pass"), WORD},     {'-', STR_INIT("proxy-pass"), WORD},
    {'H', STR_INIT("header"), COOKIE},
};

enum { OPTIONS = sizeof(options) / sizeof(*options) };

static bool
begins_word(struct str text, size_t at)
{
	return at == 0 || is_blank(text.s[at - 1]) ||
	       strchr("'\"`(", text.s[at - 1]) != NULL;
}

static bool
is_name(char c)
{
	return c == '-' || (c != '.' && c != '$' && is_word(c));
}

/* Behind blanks, also those of a line that goes on in the next. */
static size_t
skip_between(struct str text, size_t at)
{
	while (at < text.len &&
	       (is_blank(text.s[at]) || (text.s[at] == '\\' && at + 1 < text.len &&
					 is_line_end(text.s[at + 1]))))
		at++;
	return at;
}

/* The end of the word at *at, which goes behind its quote. */
static size_t
word_end(struct str text, size_t *at)
{
	size_t end;
	char quote;

	if (*at + 1 < text.len && text.s[*at] == '\\' && text.s[*at + 1] == '"')
		++*at;
	quote = *at < text.len ? text.s[*at] : '\0';
	if (quote == '"' || quote == '\'')
		++*at;
	else
		quote = '\0';
	for (end = *at; end < text.len && !is_line_end(text.s[end]); end++) {
		if (text.s[end] == quote)
			return text.s[end - 1] == '\\' ? end - 1 : end;
		if (quote == '\0' &&
		    (is_blank(text.s[end]) || strchr("'\"`", text.s[end]) != NULL))
			return end;
	}
	return end;
}

/* Hides the word at at, but what comes from elsewhere: $PASSWORD, {{password}}, <...>. */
static void
hide_word(struct secrets *s, size_t at, enum hidden hidden)
{
	size_t end = word_end(s->text, &at);
	const char *colon = memchr(s->text.s + at, ':', end - at);

	if (hidden == COOKIE &&
	    (end - at < 7 || strncasecmp(s->text.s + at, "cookie:", 7) != 0))
		return;
	if (hidden != WORD) {
		if (colon == NULL)
			return;
		at = (size_t)(colon + 1 - s->text.s);
	}
	if (at < end && strchr("${<", s->text.s[at]) == NULL)
		secrets_add(s, (struct span){at, end});
}

/* -u NAME:PASSWORD, -uNAME:PASSWORD, -sSu NAME:PASSWORD, from its first letter on. */
static void
short_option(struct secrets *s, size_t at, size_t end)
{
	const struct option *o = NULL;

	for (; at < end && o == NULL; at++) {
		for (size_t i = 0; i < OPTIONS && o == NULL; i++)
			o = options[i].letter == s->text.s[at] ? &options[i] : NULL;
	}
	if (o != NULL)
		hide_word(s, at == end ? skip_between(s->text, at) : at, o->hidden);
}

/* --user NAME:PASSWORD, --user=NAME:PASSWORD, and whatever is named like a secret. */
static void
long_option(struct secrets *s, size_t at, size_t end)
{
	struct str name = str_slice(s->text, at, end);
	bool secret = secret_member(name);
	enum hidden hidden = WORD;

	for (size_t i = 0; i < OPTIONS && !secret; i++) {
		secret = str_equal(options[i].name, name);
		hidden = options[i].hidden;
	}
	if (!secret || end == s->text.len)
		return;
	if (s->text.s[end] == '=')
		hide_word(s, end + 1, hidden);
	else if (is_blank(s->text.s[end]) || s->text.s[end] == '\\')
		hide_word(s, skip_between(s->text, end), hidden);
}

/* Asked only where an option is: most documents have none. */
static bool
has_command(struct str text)
{
	return memmem(text.s, text.len, "curl", 4) != NULL ||
	       memmem(text.s, text.len, "wget", 4) != NULL;
}

bool
secret_options(struct secrets *s)
{
	const struct str text = s->text;
	const char *dash;
	size_t at = 0, end, before = s->n;
	bool sure = false;

	while (at < text.len && (dash = memchr(text.s + at, '-', text.len - at))) {
		size_t name = (size_t)(dash + 1 - text.s);
		bool begins = begins_word(text, name - 1), is_long;

		is_long = name < text.len && text.s[name] == '-';
		name += is_long;
		for (end = name; begins && end < text.len && is_name(text.s[end]);)
			end++;
		at = end;
		if (end == name)
			continue;
		if (!sure && !(sure = has_command(text)))
			return false;
		(is_long ? long_option : short_option)(s, name, end);
	}
	return s->n != before;
}
