/* mention: see the header. */
#include "service/mention.h"

#include <stdint.h>
#include <string.h>

#include "service/kind.h"

enum {
	LOOKED_AT = 64 * 1024, /* bytes */
	NAME_LEAST = 6,        /* shorter ones say nothing */
	NAME_MOST = 40,
	NAMES_MOST = 256 /* that are compared */
};

/* The text without its NULs, one byte at a time. */
struct cursor {
	struct str text;
	size_t at;
};

static int
peek(struct cursor *c)
{
	while (c->at < c->text.len && c->text.s[c->at] == '\0')
		c->at++;
	return c->at < c->text.len ? (unsigned char)c->text.s[c->at] : -1;
}

static bool
is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The next word; what is longer than any name of ours is cut, and none then. */
static size_t
next_word(struct cursor *c, char word[NAME_MOST])
{
	size_t len = 0;

	while (peek(c) != -1 && !is_letter(peek(c)))
		c->at++;
	for (; is_letter(peek(c)); c->at++) {
		if (len < NAME_MOST)
			word[len++] = (char)peek(c);
	}
	return len;
}

/* Whether the word before was a name: in quotes or not, with ':' or '=' behind it. */
static bool
names_member(struct cursor c)
{
	while (peek(&c) != -1 && strchr("\"'\\ \t\r\n", peek(&c)) != NULL)
		c.at++;
	return peek(&c) == ':' || peek(&c) == '=' || peek(&c) == -1;
}

bool
mention_found(struct str text)
{
	struct cursor c = {
	    str_slice(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT), 0};
	unsigned weights[KIND_FAMILIES] = {0};
	struct kind_name n;
	uint64_t seen = 0;
	char word[NAME_MOST];
	size_t left = NAMES_MOST, len;

	while (left != 0 && (len = next_word(&c, word)) != 0) {
		if (len < NAME_LEAST || len == NAME_MOST || !names_member(c))
			continue;
		left--;
		if (!kind_name_find(&n, (struct str){word, len}) ||
		    (seen >> n.row & 1) != 0)
			continue; /* the same again says no more */
		seen |= UINT64_C(1) << n.row;
		weights[n.family] += n.weight;
		if (n.weight >= KIND_SPEAKS || weights[n.family] >= KIND_ENOUGH)
			return true;
	}
	return false;
}
