/* mention: see the header. */
#include "service/mention.h"

#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/simd.h"
#include "service/kind.h"

enum {
	LOOKED_AT = 64 * 1024, /* bytes */
	NAME_LEAST = 6,        /* shorter ones say nothing */
	NAME_MOST = 40,
	NAMES_MOST = 256, /* that are compared, in so many bytes */
	BETWEEN = 16,     /* a name and what follows it, at most */
	COMPARED = 512    /* names that are known to be none of ours */
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

/* What names have said so far. */
struct said {
	unsigned weights[KIND_FAMILIES];
	uint64_t seen;
};

/* Whether it is enough with this name. */
static bool
says_enough(struct said *s, struct str name, bool alone)
{
	struct kind_name n;

	if (!kind_name_find(&n, name) || (s->seen >> n.row & 1) != 0)
		return false; /* the same again says no more */
	s->seen |= UINT64_C(1) << n.row;
	s->weights[n.family] += n.weight;
	return (alone && n.weight >= KIND_SPEAKS) ||
	       s->weights[n.family] >= KIND_ENOUGH;
}

bool
mention_found(struct str text, bool alone)
{
	struct cursor c = {
	    str_slice(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT), 0};
	struct said said = {0};
	char word[NAME_MOST];
	size_t left = NAMES_MOST, len;

	while (left != 0 && (len = next_word(&c, word)) != 0) {
		if (len < NAME_LEAST || len == NAME_MOST || !names_member(c))
			continue;
		left--;
		if (says_enough(&said, (struct str){word, len}, alone))
			return true;
	}
	return false;
}

/* The word before at, with quotes and blanks between. */
static struct str
word_before(struct str text, size_t at)
{
	size_t end = at, start;

	while (end != 0 && at - end < BETWEEN &&
	       strchr("\"'\\ \t\r\n", text.s[end - 1]) != NULL)
		end--;
	start = end;
	while (start != 0 && end - start < NAME_MOST &&
	       is_letter((unsigned char)text.s[start - 1]))
		start--;
	return str_slice(text, start, end);
}

bool
mention_anywhere(struct str text)
{
	const char *p = text.s, *end = text.s + text.len;
	uint32_t compared[COMPARED] = {0};
	struct said said = {0};
	size_t left = NAMES_MOST, from = 0;

	for (; (p = sweep_to_any(p, end, ':', '=', ':')) != end; p++) {
		size_t at = (size_t)(p - text.s);
		struct str word = word_before(text, at);
		uint32_t hash;

		if (word.len < NAME_LEAST || word.len == NAME_MOST)
			continue;
		if (at - from > LOOKED_AT) {
			left = NAMES_MOST;
			from = at;
		}
		hash = hash_bytes(word.s, word.len);
		if (left == 0 || compared[hash % COMPARED] == hash)
			continue;
		compared[hash % COMPARED] = hash;
		left--;
		if (says_enough(&said, word, true))
			return true;
	}
	return false;
}
