/*
 * regex-set: sets of code points, as sorted ranges.
 *
 * A set is filled with set_add() in any order and then put into order with
 * set_tidy(): ascending, no two ranges touch.  Everything is in an arena.
 */
#ifndef REGEX_REGEX_SET_H
#define REGEX_REGEX_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { CODE_POINT_MAX = 0x10ffff };

struct range {
	uint32_t lo, hi; /* both belong to it */
};

struct set {
	struct range *r;
	size_t n, cap;
};

void set_add(struct set *s, uint32_t lo, uint32_t hi, struct arena *a);
void set_tidy(struct set *s);

/* Everything in s that is not in it, and the other way round; s is tidy. */
void set_complement(struct set *s, struct arena *a);

/*
 * The ranges of an escape: name is one of d, D, s, S, w, W, and '.' for the
 * dot without flag s (ECMA-262, 22.2.2.9 CharacterClassEscape).
 */
void set_add_escape(struct set *s, char name, struct arena *a);

#endif
