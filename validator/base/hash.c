/* hash: the secret behind hash_bytes(). */
#include "base/hash.h"

#include <sys/random.h>
#include <time.h>

uint64_t hash_secret = UINT64_C(0x2d358dccaa6c78a5);

void
hash_seed(void)
{
	uint64_t drawn = 0;

	if (getrandom(&drawn, sizeof(drawn), GRND_NONBLOCK) != (ssize_t)sizeof(drawn))
		drawn = (uint64_t)time(NULL);
	hash_secret ^= drawn;
}
