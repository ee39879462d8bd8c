/*
 * formats: the rows of each area, joined by schema/format.c.
 *
 * A row that has no name ends a table.  The tests of addresses are shared with
 * the e-mail formats and the URIs.
 */
#ifndef SCHEMA_FORMATS_FORMATS_H
#define SCHEMA_FORMATS_FORMATS_H

#include <stdbool.h>

#include "base/str.h"
#include "schema/format.h"

extern const struct format formats_time[], formats_email[], formats_host[],
    formats_ip[], formats_uri[], formats_uuid[], formats_pointer[], formats_regex[];

/* Dotted decimal, no leading zeros (3986, 3.2.2 dec-octet). */
bool ip_is_v4(struct str text);

/* 4291, 2.2, in any of its forms; without a zone. */
bool ip_is_v6(struct str text);

/* "[192.0.2.1]", "[IPv6:2001:db8::1]" (5321, 4.1.3); no other tag is registered. */
bool ip_is_mail_literal(struct str text);

/* 1034, 3.5 and 1123, 2.1: letters, digits, hyphens; A-labels are not looked at. */
bool host_is_ascii(struct str text);

/* 6531, 3.3: labels of ASCII, A-labels and U-labels, these also before NFC. */
bool host_is_mail_domain(struct str text);

#endif
