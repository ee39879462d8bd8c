/*
 * mac: HMAC with SHA-256 (RFC 2104) and Base64 (RFC 4648, 4), by nettle.
 *
 * A build without it has mac_available() false, and the others find nothing.  What is
 * computed never leaves this file: whoever saw it could sign.
 */
#ifndef VERIFY_MAC_H
#define VERIFY_MAC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

bool mac_available(void);

/* The bytes that text stands for, at most as many as it has characters; 0: it is none. */
size_t mac_base64(struct str text, uint8_t *out);

/* Whether sig, of 32 bytes, is that of time, a full stop and body; in constant time. */
bool mac_is(const uint8_t *sig, struct str key, struct str time, struct str body);

#endif
