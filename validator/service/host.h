/*
 * host: what the host of a URL is, and whether the internet can reach it.
 *
 * A host is an address in any spelling that programs accept (RFC 3986, 3.2.2,
 * and what inet_aton() takes besides: 2130706433, 0x7f.1, 0177.1), or a name.
 * Addresses are looked up in IANA's registries of special-purpose addresses,
 * names in those of special-use domain names (RFC 6761 and later).
 */
#ifndef SERVICE_HOST_H
#define SERVICE_HOST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;
struct host_set;

enum host_form {
	HOST_NAME,
	HOST_IPV4,
	HOST_IPV6,
	HOST_INVALID /* neither; problem says why */
};

struct host {
	enum host_form form;
	struct str text;      /* as it is written */
	struct str name;      /* decoded %xx, no final dot; of an IPv6 without [] */
	unsigned char ip[16]; /* IPv4: the first four */
	bool odd;             /* an IPv4 address not written as four decimal numbers */
	const char *problem;  /* HOST_INVALID: "holds '*', which no host name has" */
	struct str bad;       /* the part of text that problem is about */
	bool non_ascii;       /* a name that is written with other letters */
	bool coded;           /* a name, some of it as xn--...: RFC 3490, 5 */
};

/* The label of the name that begins at from. */
struct str host_label(struct str name, size_t from);

/* Reads the host of a URL, as uri_split() leaves it; not empty. */
void host_read(struct host *h, struct str text, struct arena *a);

/* Is it one label, so that only a local network can resolve it? */
bool host_is_single(struct str name);

/* Adds the special-use names, which nobody outside can reach. */
void host_add_special(struct host_set *set);

/*
 * Why nobody outside can reach it, as a noun: "a private address (RFC 1918)";
 * NULL if nothing says so.
 */
const char *host_unreachable(const struct host *h);

/* The address in its usual form ("127.0.0.1", "::1"); lives in the arena. */
const char *host_address(const struct host *h, struct arena *a);

#endif
