/* misspelt: whether a name is another one with a slip in it (lint/products.h). */
#include <string.h>

#include "lint/products.h"

enum {
	LETTERS = 2,    /* that may differ */
	WORD_LEAST = 4, /* shorter words may well be other ones */
	WORD_MOST = 40
};

static bool
is_separator(char c)
{
	return c == '.' || c == '-' || c == '_' || c == ' ';
}

/* Whether they are the same but for case and separators. */
static bool
same_letters(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.len && is_separator(a.s[i]))
			i++;
		while (k < b.len && is_separator(b.s[k]))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if (str_lower(a.s[i++]) != str_lower(b.s[k++]))
			return false;
	}
}

/* Takes the next word off the front. */
static struct str
next_word(struct str *text)
{
	size_t from = 0, to;
	struct str word;

	while (from < text->len && is_separator(text->s[from]))
		from++;
	for (to = from; to < text->len && !is_separator(text->s[to]);)
		to++;
	word = str_slice(*text, from, to);
	*text = str_slice(*text, to, text->len);
	return word;
}

/* Letters to change, add, leave out or swap (Damerau, optimal string alignment). */
static unsigned
distance(struct str a, struct str b)
{
	unsigned rows[3][WORD_MOST + 1] = {{0}};
	unsigned *two = rows[0], *one = rows[1], *row = rows[2], *spare;

	for (size_t k = 0; k <= b.len; k++)
		one[k] = (unsigned)k;
	for (size_t i = 1; i <= a.len; i++) {
		row[0] = (unsigned)i;
		for (size_t k = 1; k <= b.len; k++) {
			char x = str_lower(a.s[i - 1]), y = str_lower(b.s[k - 1]);
			unsigned least = one[k - 1] + (x != y);

			if (one[k] + 1 < least)
				least = one[k] + 1;
			if (row[k - 1] + 1 < least)
				least = row[k - 1] + 1;
			if (i > 1 && k > 1 && x == str_lower(b.s[k - 2]) &&
			    y == str_lower(a.s[i - 2]) && two[k - 2] + 1 < least)
				least = two[k - 2] + 1;
			row[k] = least;
		}
		spare = two;
		two = one;
		one = row;
		row = spare;
	}
	return one[b.len];
}

static bool
is_ending(struct str text)
{
	static const char *const endings[] = {"",  "s", "d",  "ed", "es",
					      "t", "n", "en", "r",  "er"};

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (str_is(text, endings[i]))
			return true;
	}
	return false;
}

/* What is left of both behind the same beginning is an ending, as in send and sent. */
static bool
differ_in_ending(struct str a, struct str b)
{
	size_t i = 0;

	while (i < a.len && i < b.len && a.s[i] == b.s[i])
		i++;
	a = str_slice(a, i, a.len);
	b = str_slice(b, i, b.len);
	return is_ending(a) && is_ending(b) &&
	       (a.len == 0 || b.len == 0 || a.s[a.len - 1] != b.s[b.len - 1]);
}

bool
products_misspelt(struct str a, struct str b)
{
	unsigned letters = 0, d;

	if (same_letters(a, b))
		return true;
	while (a.len != 0 || b.len != 0) {
		struct str x = next_word(&a), y = next_word(&b);

		if (str_equal(x, y))
			continue;
		if (x.len < WORD_LEAST || y.len < WORD_LEAST || x.len > WORD_MOST ||
		    y.len > WORD_MOST || differ_in_ending(x, y))
			return false;
		d = distance(x, y);
		if (d == LETTERS && str_lower(x.s[0]) != str_lower(y.s[0]))
			return false; /* paid and void are two words */
		letters += d;
	}
	return letters <= LETTERS;
}
