/* host-set: see the header. */
#include "service/host-set.h"

#include <string.h>

#include "base/hash.h"
#include "service/host.h"

enum { LONG_END = 6, SHORT_END = 4 }; /* bytes of a name that most hosts end without */

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

static void
add(struct host_set *set, unsigned n)
{
	set->bits[n >> 6] |= UINT64_C(1) << (n & 63);
}

static bool
holds(const struct host_set *set, unsigned n)
{
	return (set->bits[n >> 6] >> (n & 63) & 1) != 0;
}

/* The hash of the last bytes of a text that is at least as long. */
static unsigned
number_of_end(struct str text, size_t len)
{
	return number_of(str_slice(text, text.len - len, text.len));
}

/* A short name ends with the dot that stands before it in a host. */
void
host_set_add(struct host_set *set, struct str name)
{
	char space[LONG_END] = ".";
	struct str end = name;

	add(set, number_of(name));
	if (name.len < LONG_END) {
		memcpy(space + 1, name.s, name.len);
		end = (struct str){space, name.len + 1};
	}
	if (end.len >= LONG_END)
		add(set, number_of_end(end, LONG_END));
	else if (end.len >= SHORT_END)
		add(set, number_of_end(end, SHORT_END));
	else
		set->shorter = true;
}

/* Whether a host, long enough to have one, ends as no name does. */
static bool
ends_otherwise(const struct host_set *set, struct str host)
{
	return host.len >= LONG_END && !set->shorter &&
	       !holds(set, number_of_end(host, LONG_END)) &&
	       !holds(set, number_of_end(host, SHORT_END));
}

bool
host_set_may_hold(const struct host_set *set, struct str host)
{
	if (host.len != 0 && host.s[host.len - 1] == '.')
		host.len--;
	if (ends_otherwise(set, host))
		return false;
	for (size_t from = 0; from < host.len; from += host_label(host, from).len + 1) {
		if (holds(set, number_of(str_slice(host, from, host.len))))
			return true;
	}
	return false;
}
