/*
 * suggest: the similar name, for every name that is not known.
 *
 * Offer the candidates one after the other; the nearest that is near enough
 * wins, the first of equals.  Case, '_', '-' and '.' between words, a plural
 * "s" and swapped neighbours count for little, so webhook_url finds webhookUrl.
 */
#ifndef BASE_SUGGEST_H
#define BASE_SUGGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum {
	SUGGEST_MISSING = 6 /* from here on whole words are missing */
};

struct suggest {
	struct str wanted, best; /* best.s is NULL while nothing is near */
	unsigned distance;       /* of best; 0 = differs in case or separators only */
	uint32_t letters;        /* of wanted */
};

void suggest_init(struct suggest *s, struct str wanted);
void suggest_offer(struct suggest *s, struct str candidate);

/*
 * The distance of two names in the same measure, or UINT_MAX if they are not
 * similar.  Names of over 256 bytes are similar to nothing.
 */
unsigned suggest_distance(struct str a, struct str b);

/*
 * Whether a slip of a finger makes one name of the other: a byte more, two that are
 * swapped, or, of names that are not short, another one.  Where little else can have
 * been meant, that is enough of names that are too short to be similar.
 */
bool suggest_one_slip(struct str a, struct str b);

#endif
