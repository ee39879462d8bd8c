/* moment: times of documents, and of the certificates in them. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "service/certificate.h"

static const struct {
	const char *text;
	int64_t seconds;
} times[] = {
    {"1970-01-01T00:00:00Z", 0},
    {"1969-12-31 23:59:59", -1},
    {"2000-02-29T00:00:00.999Z", 951782400},
    {"2000-03-01t00:00:00z", 951868800},
    {"2026-07-02T15:39:56.931+0200", 1782999596},
    {"2026-07-02 15:39:56-02:30", 1783015796},
    {"2100-03-01T00:00:00Z", 4107542400},
};

static const char *const no_times[] = {
    "",
    "2026-07-02",
    "2026-13-02T00:00:00Z",
    "2026-00-02T00:00:00Z",
    "2026-07-32T00:00:00Z",
    "2026-11-31T00:00:00Z",
    "2026-02-29 00:00:00",
    "2026-07-02T24:00:00Z",
    "2026-07-02T00:60:00Z",
    "2026-07-02T00:00:61Z",
    "2026-07-02T00:00:00+02",
    "2026-07-02T00:00:00Zx",
    "2026-07-02T00:00:00+02:00x",
    "x2026-07-02T00:00:00Z",
    "2026-7-02T00:00:00Z",
};

/* The beginning of one that is valid from 2026-01-01 to 2026-04-01. */
static const char certificate[] =
    "MIIDXTCCAkWgAwIBAgIUFhghehv2KTtCcPd2JQtvFgz5XwowDQYJKoZIhvcNAQELBQAwPjEi"
    "MCAGA1UEAwwZaG9va3Mubm9ydGh3aW5kLWJvb2tzLmNvbTEYMBYGA1UECgwPTm9ydGh3aW5k"
    "IEJvb2tzMB4XDTI2MDEwMTAwMDAwMFoXDTI2MDQwMTAwMDAwMFowPjEiMCAGA1UEAwwZaG9v"
    "a3Mubm9ydGh3aW5kLWJvb2tzLmNvbTEYMBYGA1UECgwPTm9ydGh3aW5kIEJvb2tzMIIBIjAN"
    "BgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxwsFsslt4hCCEDOQOHPFUQ5l3XoQS9TvPHuD"
    "mkaE/BaNfqVgNz81Spxl5tbP0hoV0iA52St6vOfVmG3tq7CUSxN/yVOhecDqCrIdtB6PWi5/"
    "qkuBQiS35xbXQh1MryvGn+Ukuu+qBsHfgQNSbNju+J+SMO9dFEAaKr4pTc5XwV7FIf1zuz3+"
    "kvj4WAgTuD8s/LGgi3krQsnp3Zy9cKxLkSshIPAIQnryMxmPpy6izx7OOvvamnlwFnDU7N3F"
    "oTiUY/mWOOaT5TfKP/xLpLH6";

static void
read_times(void)
{
	int64_t seconds;

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		CHECK(moment_read(str_from(times[i].text), &seconds) &&
		      seconds == times[i].seconds);
	for (size_t i = 0; i < sizeof(no_times) / sizeof(*no_times); i++)
		CHECK(!moment_read(str_from(no_times[i]), &seconds));
	CHECK(moment_read_ms(STR("2000-02-29T00:00:00.9996Z"), &seconds) &&
	      seconds == INT64_C(951782400999));
	CHECK(moment_read_ms(STR("1970-01-01T00:00:00.04+00:01"), &seconds) &&
	      seconds == 40 - 60000);
	CHECK(moment_read(STR("1969-12-31T23:59:58.5Z"), &seconds) && seconds == -2);
}

static void
tell_now(void)
{
	char date[MOMENT_DATE], text[MOMENT_TEXT];

	setenv("SOURCE_DATE_EPOCH", "1782864000", 1);
	CHECK(moment_now() == 1782864000);
	CHECK_STR(moment_date(moment_now(), date), "2026-07-01");
	CHECK_STR(moment_text(moment_now(), text), "2026-07-01T00:00:00Z");
	CHECK_STR(moment_text(INT64_MAX, text), "");
	setenv("SOURCE_DATE_EPOCH", "tomorrow", 1);
	CHECK(moment_now() > 1782864000);
	setenv("SOURCE_DATE_EPOCH", "253402300799", 1);
	CHECK(moment_now() == 253402300799);
	setenv("SOURCE_DATE_EPOCH", "253402300800", 1);
	CHECK(moment_now() < 253402300799);
	setenv("SOURCE_DATE_EPOCH", "9223372036854775807", 1);
	CHECK(moment_now() < 253402300799);
	setenv("SOURCE_DATE_EPOCH", "-1", 1);
	CHECK(moment_now() > 1782864000);
}

/* Cut anywhere, or with any byte another one, it is never read beyond its end. */
static void
read_certificates(void)
{
	char text[sizeof(certificate)];
	struct str whole = {certificate, sizeof(certificate) - 1};
	int64_t end = 0;

	CHECK(certificate_not_after(whole, &end) && end == 1775001600);
	for (size_t len = 0; len < 100; len++)
		CHECK_ALL(!certificate_not_after(str_slice(whole, 0, len), &end));
	for (size_t i = 0; i < whole.len; i++) {
		memcpy(text, certificate, sizeof(text));
		for (const char *c = "/A+9-"; *c != '\0'; c++) {
			text[i] = *c;
			if (certificate_not_after((struct str){text, whole.len}, &end))
				CHECK_ALL(end > INT64_C(-631152000) &&
					  end < INT64_C(253402300800));
		}
	}
}

int
main(void)
{
	read_times();
	tell_now();
	read_certificates();
	return check_done();
}
