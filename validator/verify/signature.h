/*
 * signature: the header v-c-signature of a notification, taken apart.
 *
 *   v-c-signature: t=1783018796931;keyId=fd1a0f1e;sig=c2lnbmF0dXJl...=
 *
 * t counts milliseconds since 1970, keyId names the key, sig is an HMAC with SHA-256
 * of t, a full stop and the body, as Base64.  What receivers and proxies are known to
 * make of it is read all the same, and noted as a slip.
 */
#ifndef VERIFY_SIGNATURE_H
#define VERIFY_SIGNATURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

enum { SIGNATURE_BYTES = 32 };

enum {
	SLIP_COMMAS = 1 << 0,   /* between members, where semicolons belong */
	SLIP_SECONDS = 1 << 1,  /* t counts these */
	SLIP_UNPADDED = 1 << 2, /* sig lacks the '=' at its end */
};

struct signature {
	struct str time;   /* as written: digits */
	int64_t seconds;   /* the same, since 1970 */
	struct str key_id; /* empty: there is none */
	struct str sig;    /* Base64, as written */
	uint8_t bytes[SIGNATURE_BYTES];
	unsigned slips;
};

/*
 * Reads the value of the header; its name may stand before it.  The parts are
 * borrowed from text.  NULL, or why it is none: a sentence for users, of our own words.
 * A build without nettle finds no Base64 in it.
 */
const char *signature_parse(struct str text, struct signature *out);

/*
 * Looks for the header among those of a request, one in each line, up to an empty
 * line; the request line may come first.  *rest is what follows the empty line: the
 * body, of a whole request.  NULL, or why there is no value: a sentence for users.
 */
const char *signature_find(struct str headers, struct str *value, struct str *rest);

/*
 * The same among headers in JSON, as gateways log them: in an object each a string or a
 * list of strings, or in an array each an object with "name" and "value" (HAR); at the top,
 * or in its member "headers" or "multiValueHeaders".  The value lives in the arena, or is
 * borrowed from text.
 */
const char *signature_find_json(struct str headers, struct str *value, struct arena *a);

#endif
