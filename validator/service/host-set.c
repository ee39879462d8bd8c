/* host-set: see the header. */
#include "service/host-set.h"

#include "base/hash.h"
#include "service/host.h"

/* The lists are ours, so the hash needs no secret; letters in either case are alike. */
static unsigned
number_of(struct str name)
{
	const uint64_t small = UINT64_C(0x2020202020202020);
	uint64_t first, last;

	hash_ends(name.s, name.len, &first, &last);
	first = ((first | small) + name.len) * UINT64_C(0x9e3779b97f4a7c15);
	last = (last | small) * UINT64_C(0xd6e8feb86659fd93);
	return (unsigned)((first ^ last >> 7) * UINT64_C(0x9e3779b97f4a7c15) >>
			  (64 - HOST_SET_BITS));
}

void
host_set_add(struct host_set *set, struct str name)
{
	unsigned n = number_of(name);

	set->bits[n >> 6] |= UINT64_C(1) << (n & 63);
}

bool
host_set_may_hold(const struct host_set *set, struct str host)
{
	if (host.len != 0 && host.s[host.len - 1] == '.')
		host.len--;
	for (size_t from = 0; from < host.len; from += host_label(host, from).len + 1) {
		unsigned n = number_of(str_slice(host, from, host.len));

		if ((set->bits[n >> 6] >> (n & 63) & 1) != 0)
			return true;
	}
	return false;
}
