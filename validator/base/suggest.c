/*
 * suggest: how similar two names are.
 *
 * Names are made of words: webhook_url, webhookUrl, payments.payments.accepted.
 * Case, separators and the "s" of a plural are taken off first.  The words in
 * front and behind that both names share are context: only what is between them
 * is compared, and how much it may differ depends on its own length.  So of two
 * events of one product, "sale" is not offered for "void".
 */
#include "base/suggest.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum {
	LONGEST = 256,
	EDIT = 2,                  /* a character more, less or another */
	SWAP = 1,                  /* two neighbours in the wrong order */
	PLURAL = 1,                /* any words with an "s" in one name only */
	MAX_EDITS = 4,             /* however long the names are */
	MISSING = SUGGEST_MISSING, /* then 1 for each 4 characters */
};

struct name {
	uint32_t letter[LONGEST];
	bool starts[LONGEST + 1]; /* a word starts here; also true at the end */
	size_t n;
	uint64_t plurals; /* the words that lost an "s", by number */
};

/* What a byte is: the letter it stands for, a bit, and its case; or a separator. */
enum { UPPER = 1 << 26, LOWER = 1 << 27, SEPARATOR = 1 << 28 };

#define LETTER(c)                                                                      \
	[(c)] = 1 << ((c) - 'a') | LOWER, [(c) - ('a' - 'A')] = 1 << ((c) - 'a') | UPPER

static const uint32_t about[256] = {
    LETTER('a'),       LETTER('b'),       LETTER('c'),       LETTER('d'),
    LETTER('e'),       LETTER('f'),       LETTER('g'),       LETTER('h'),
    LETTER('i'),       LETTER('j'),       LETTER('k'),       LETTER('l'),
    LETTER('m'),       LETTER('n'),       LETTER('o'),       LETTER('p'),
    LETTER('q'),       LETTER('r'),       LETTER('s'),       LETTER('t'),
    LETTER('u'),       LETTER('v'),       LETTER('w'),       LETTER('x'),
    LETTER('y'),       LETTER('z'),       ['_'] = SEPARATOR, ['-'] = SEPARATOR,
    ['.'] = SEPARATOR, [' '] = SEPARATOR,
};

static uint32_t
about_at(struct str t, size_t i)
{
	return i < t.len ? about[(unsigned char)t.s[i]] : 0;
}

/* Takes the "s" off the word that starts at letter[start] and ends here. */
static void
end_word(struct name *name, size_t start, unsigned *words)
{
	size_t n = name->n;

	if (n == start)
		return;
	if (n - start >= 3 && name->letter[n - 1] == 's' &&
	    name->letter[n - 2] != 's') {
		name->n--;
		name->plurals |= UINT64_C(1) << *words % 64;
	}
	(*words)++;
}

/* A word starts behind a separator, and as in aB and ABc. */
static void
name_read(struct name *name, struct str t)
{
	size_t i, step, start = 0;
	uint32_t c, what, before = SEPARATOR;
	unsigned words = 0;

	assert(t.len <= LONGEST);
	name->n = 0;
	name->plurals = 0;
	for (i = 0; i < t.len; i += step) {
		c = (unsigned char)t.s[i];
		what = about[c];
		step = c < 0x80 ? 1 : utf8_decode(t.s + i, t.len - i, &c);
		if (step == 0) {
			step = 1;
			c = 0x110000 | (unsigned char)t.s[i]; /* like no character */
		}
		if ((before & SEPARATOR) != 0 ||
		    ((what & UPPER) != 0 &&
		     ((before & UPPER) == 0 || (about_at(t, i + 1) & LOWER) != 0))) {
			end_word(name, start, &words);
			start = name->n;
		}
		before = what;
		if ((what & SEPARATOR) != 0)
			continue;
		name->starts[name->n] = start == name->n;
		name->letter[name->n++] = (what & UPPER) != 0 ? c + ('a' - 'A') : c;
	}
	end_word(name, start, &words);
	name->starts[name->n] = true;
}

/*
 * The letters that occur in a name, as bits, but for the "s" of plurals: of names
 * that have too little in common nothing else need be looked at: without this 5 MB of
 * documents with names that nobody knows take 32 % more instructions.  Names that are
 * too long to be compared are not read.
 */
static uint32_t
letters(struct str name)
{
	uint32_t set = 0;

	for (size_t i = 0; i < name.len && name.len <= LONGEST; i++)
		set |= about[(unsigned char)name.s[i]];
	return set & ((1 << 26) - 1) & ~(UINT32_C(1) << ('s' - 'a'));
}

/* Has the set at most n letters? */
static bool
few(uint32_t set, unsigned n)
{
	for (; n > 0 && set != 0; n--)
		set &= set - 1; /* one letter less */
	return set == 0;
}

/*
 * May names of these letters be less than bound apart?  An edit changes one letter
 * of each, a swap none, and what has words less has no other letters.
 */
static bool
may_be_near(uint32_t a, uint32_t b, unsigned bound)
{
	unsigned n = bound > EDIT * MAX_EDITS ? MAX_EDITS : (bound - 1) / EDIT;

	return (few(a & ~b, n) && few(b & ~a, n)) ||
	       (bound > MISSING && ((a & ~b) == 0 || (b & ~a) == 0));
}

/* What two names do not have in common: a[from..a_end), b[from..b_end). */
struct middle {
	const struct name *a, *b;
	size_t from, a_end, b_end;
};

/* Leaves the whole words in front and behind that are equal. */
static struct middle
middle_find(const struct name *a, const struct name *b)
{
	struct middle m = {a, b, 0, a->n, b->n};
	size_t shorter = a->n < b->n ? a->n : b->n, i;

	for (i = 0; i < shorter && a->letter[i] == b->letter[i]; i++)
		if (a->starts[i + 1] && b->starts[i + 1])
			m.from = i + 1;
	for (i = 1; i <= shorter - m.from; i++) {
		if (a->letter[a->n - i] != b->letter[b->n - i])
			break;
		if (a->starts[a->n - i] && b->starts[b->n - i]) {
			m.a_end = a->n - i;
			m.b_end = b->n - i;
		}
	}
	return m;
}

/* How far the middles may be apart. */
static unsigned
limit(const struct middle *m)
{
	size_t a = m->a_end - m->from, b = m->b_end - m->from, n = a > b ? a : b;
	bool context = m->from > 0 || m->a_end < m->a->n;
	size_t edits = context ? n * 2 / 5 : n / 3;

	if (!context && n < 4)
		return n < 2 ? 0 : SWAP;
	if (context && n == 2 && a + b == 3)
		return EDIT; /* organizationI */
	return EDIT * (unsigned)(edits < MAX_EDITS ? edits : MAX_EDITS);
}

static unsigned
min(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/*
 * Optimal string alignment, row by row (i: letters of a, j: of b), in the band
 * that stays within max; UINT_MAX if nothing does.
 */
static unsigned
edits(const struct middle *m, unsigned max)
{
	const uint32_t *a = m->a->letter + m->from, *b = m->b->letter + m->from;
	size_t n = m->a_end - m->from, o = m->b_end - m->from, i, j, low, high;
	const unsigned band = max / EDIT;
	unsigned rows[3][LONGEST + 1], best = 0, last, d;
	unsigned *before = rows[0], *above = rows[1], *row = rows[2], *swap;

	if (n > o + band || o > n + band)
		return UINT_MAX;
	for (j = 0; j <= o; j++)
		row[j] = (unsigned)j * EDIT;
	for (i = 1; i <= n; i++) {
		swap = before;
		before = above;
		above = row;
		row = swap;
		low = i > band ? i - band : 0;
		high = i + band < o ? i + band : o;
		last = best;
		best = UINT_MAX;
		for (j = low; j <= high; j++) {
			d = j == i + band ? max + 1 : above[j] + EDIT;
			if (j > 0) {
				d = min(d, above[j - 1] +
					       (a[i - 1] != b[j - 1] ? EDIT : 0u));
				if (j > low)
					d = min(d, row[j - 1] + EDIT);
			}
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d = min(d, before[j - 2] + SWAP);
			row[j] = d;
			best = min(best, d);
		}
		if (best > max && last > max) /* a swap looks two rows back */
			return UINT_MAX;
	}
	return row[o] <= max ? row[o] : UINT_MAX;
}

/* One name is the other without some words: invoicing, customerInvoicing. */
static unsigned
missing_words(const struct middle *m)
{
	size_t a = m->a->n, b = m->b->n;
	size_t shorter = a < b ? a : b, longer = a < b ? b : a;

	if ((m->a_end > m->from && m->b_end > m->from) || shorter < 3 ||
	    shorter * 4 < longer)
		return UINT_MAX;
	return MISSING + (unsigned)(longer - shorter) / 4;
}

/* Without context, one name is how the other begins, half of it or more: warn, warning. */
static unsigned
abbreviated(const struct middle *m)
{
	size_t a = m->a->n, b = m->b->n;
	size_t shorter = a < b ? a : b, longer = a < b ? b : a;

	if (m->from != 0 || m->a_end != a || shorter < 4 || shorter * 2 < longer ||
	    memcmp(m->a->letter, m->b->letter, shorter * sizeof(*m->a->letter)) != 0)
		return UINT_MAX;
	return MISSING + (unsigned)(longer - shorter) / 4;
}

static unsigned
distance(struct str a, struct str b)
{
	struct name p, q;
	struct middle m;
	unsigned d;

	name_read(&p, a);
	name_read(&q, b);
	if (p.n == 0 || q.n == 0)
		return p.n == q.n ? 0 : UINT_MAX;
	m = middle_find(&p, &q);
	d = edits(&m, limit(&m));
	if (d == UINT_MAX)
		d = min(missing_words(&m), abbreviated(&m));
	return d == UINT_MAX ? d : d + (p.plurals != q.plurals ? PLURAL : 0);
}

unsigned
suggest_distance(struct str a, struct str b)
{
	if (a.len > LONGEST || b.len > LONGEST ||
	    !may_be_near(letters(a), letters(b), UINT_MAX))
		return UINT_MAX;
	return distance(a, b);
}

void
suggest_init(struct suggest *s, struct str wanted)
{
	*s = (struct suggest){
	    .wanted = wanted, .distance = UINT_MAX, .letters = letters(wanted)};
}

void
suggest_offer(struct suggest *s, struct str candidate)
{
	unsigned d;

	if (s->distance == 0 || s->wanted.len > LONGEST || candidate.len > LONGEST ||
	    !may_be_near(s->letters, letters(candidate), s->distance))
		return;
	d = distance(s->wanted, candidate);
	if (d < s->distance) {
		s->distance = d;
		s->best = candidate;
	}
}

bool
suggest_one_slip(struct str a, struct str b)
{
	struct str s = a.len < b.len ? a : b, l = a.len < b.len ? b : a;
	size_t i = 0, longer = l.len - s.len;

	if (longer > 1 || s.len < 2 || l.len > LONGEST)
		return false;
	while (i < s.len && s.s[i] == l.s[i])
		i++;
	if (longer == 1)
		return memcmp(s.s + i, l.s + i + 1, s.len - i) == 0;
	if (s.len - i >= 2 && s.s[i] == l.s[i + 1] && s.s[i + 1] == l.s[i])
		return memcmp(s.s + i + 2, l.s + i + 2, s.len - i - 2) == 0;
	return i < s.len && s.len >= 4 &&
	       memcmp(s.s + i + 1, l.s + i + 1, s.len - i - 1) == 0;
}
