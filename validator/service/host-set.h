/*
 * host-set: whether a host, or a domain that it is below, may be in some lists.
 *
 * A bit for the hash of each name that is in one, and of its end.  Of a host that ends like
 * one each label is asked about with what is behind it, three times mostly; lists of 72
 * names are gone through only for what may be in them: of a document's hosts that took
 * 4,000 instructions, now 90.
 */
#ifndef SERVICE_HOST_SET_H
#define SERVICE_HOST_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { HOST_SET_BITS = 13 }; /* of a hash: one in a hundred is like one of 72 names */

struct host_set {
	uint64_t bits[1 << HOST_SET_BITS >> 6];
	bool shorter; /* some name is: then no host is told by its end */
};

void host_set_add(struct host_set *set, struct str name);

/* False: neither host nor a domain above it was added.  Case does not matter. */
bool host_set_may_hold(const struct host_set *set, struct str host);

#endif
