/* certificate: see the header. */
#include "service/certificate.h"

#include <stddef.h>
#include <string.h>

#include "base/moment.h"

enum tag {
	INTEGER = 0x02,
	UTC_TIME = 0x17,
	GENERALIZED_TIME = 0x18,
	SEQUENCE = 0x30,
	VERSION = 0xa0 /* [0], if it is not 1 */
};

/* What is left to be read of the contents of an element. */
struct der {
	const unsigned char *at, *end;
};

/* Decodes at most size bytes (RFC 4648, 4); what is no base64 ends it. */
static size_t
decode(struct str text, unsigned char *out, size_t size)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t bits = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.len && n < size; i++) {
		const char *c = memchr(alphabet, text.s[i], sizeof(alphabet) - 1);

		if (c == NULL)
			break;
		bits = bits << 6 | (uint32_t)(c - alphabet);
		if (i % 4 != 0)
			out[n++] = (unsigned char)(bits >> (6 - i % 4 * 2));
	}
	return n;
}

/*
 * Takes the next element, which must have the tag (X.690, 8.1); value is its contents, as
 * far as they were decoded.
 */
static bool
take(struct der *d, enum tag tag, struct der *value)
{
	size_t len, more;

	if (d->end - d->at < 2 || *d->at != tag)
		return false;
	len = d->at[1];
	d->at += 2;
	if (len >= 0x80) {
		more = len & 0x7f;
		if (more == 0 || more > 3 || (size_t)(d->end - d->at) < more)
			return false;
		for (len = 0; more > 0; more--)
			len = len << 8 | *d->at++;
	}
	if (len > (size_t)(d->end - d->at))
		len = (size_t)(d->end - d->at);
	*value = (struct der){d->at, d->at + len};
	d->at += len;
	return true;
}

/* The next n digits as a number; false at anything else. */
static bool
number(struct der *d, size_t n, unsigned *value)
{
	for (*value = 0; n > 0; n--) {
		if (d->at == d->end || !str_is_digit((char)*d->at))
			return false;
		*value = *value * 10 + (unsigned)(*d->at++ - '0');
	}
	return true;
}

/* YYMMDDhhmmssZ, from 1950 to 2049, or YYYYMMDDhhmmssZ. */
static bool
take_time(struct der *d, int64_t *seconds)
{
	struct moment m;
	struct der text;
	bool short_year = take(d, UTC_TIME, &text);

	if ((!short_year && !take(d, GENERALIZED_TIME, &text)) ||
	    !number(&text, short_year ? 2 : 4, &m.year) ||
	    !number(&text, 2, &m.month) || !number(&text, 2, &m.day) ||
	    !number(&text, 2, &m.hour) || !number(&text, 2, &m.minute) ||
	    !number(&text, 2, &m.second) || text.end - text.at != 1 ||
	    *text.at != 'Z' || m.month < 1 || m.month > 12)
		return false;
	if (short_year)
		m.year += m.year < 50 ? 2000 : 1900;
	*seconds = moment_seconds(&m);
	return true;
}

bool
certificate_not_after(struct str base64, int64_t *seconds)
{
	unsigned char bytes[CERTIFICATE_BYTES];
	struct der all = {bytes, bytes + decode(base64, bytes, sizeof(bytes))};
	struct der certificate, body, skipped, validity;
	int64_t not_before;

	if (!take(&all, SEQUENCE, &certificate) || !take(&certificate, SEQUENCE, &body))
		return false;
	(void)take(&body, VERSION, &skipped);
	return take(&body, INTEGER, &skipped) &&  /* serial number */
	       take(&body, SEQUENCE, &skipped) && /* algorithm */
	       take(&body, SEQUENCE, &skipped) && /* issuer */
	       take(&body, SEQUENCE, &validity) && take_time(&validity, &not_before) &&
	       take_time(&validity, seconds);
}
