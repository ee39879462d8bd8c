/*
 * certificate: until when an X.509 certificate is valid.
 *
 * Key requests hold one in base64.  Of its DER only what stands before the date is looked
 * at, no more than CERTIFICATE_BYTES of it, and nothing is verified.
 */
#ifndef SERVICE_CERTIFICATE_H
#define SERVICE_CERTIFICATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { CERTIFICATE_BYTES = 4096 };

/*
 * Seconds since 1970 of notAfter (RFC 5280, 4.1.2.5) of a certificate in base64; false if
 * that cannot be read there.
 */
bool certificate_not_after(struct str base64, int64_t *seconds);

#endif
