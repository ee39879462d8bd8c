/*
 * sha256: FIPS 180-4, for the Content-Security-Policy of the html report.
 */
#ifndef REPORT_SHA256_H
#define REPORT_SHA256_H

#include "base/buf.h"
#include "base/str.h"

/* Appends the digest of text in base64. */
void sha256_base64(struct buf *out, struct str text);

#endif
