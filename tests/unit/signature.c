/* signature: the header v-c-signature, and what is no such header. */
#include "check.h"

#include <stdlib.h>
#include <string.h>

#include "verify/mac.h"
#include "verify/signature.h"

#define SIG "q0XkwFb0vJZQYBNvVqf1hB8bH5ooi1GVUu8yqZzfJ1Q="

static const struct {
	const char *text, *time, *key_id;
	int64_t seconds;
	unsigned slips;
} good[] = {
    {"t=1783018796931;keyId=a-1;sig=" SIG, "1783018796931", "a-1", 1783018796, 0},
    {" v-c-signature:\tt=1783018796931 ; keyId = a-1 ;; sig=" SIG " ;", "1783018796931",
     "a-1", 1783018796, 0},
    {"V-C-Signature: sig=" SIG ";new=;t=1783018796931", "1783018796931", "", 1783018796,
     0},
    {"t=1783018796;keyId=;sig=" SIG, "1783018796", "", 1783018796, SLIP_SECONDS},
    {"t=100000000000;keyId=x=y;sig=" SIG, "100000000000", "x=y", 100000000, 0},
    {"t=1783018796931,keyId=a,sig=" SIG, "1783018796931", "a", 1783018796, SLIP_COMMAS},
    {"t=1783018796931;keyId=a,b;sig=" SIG, "1783018796931", "a,b", 1783018796, 0},
};

/* A NUL is written as '\1'. */
static const struct {
	const char *text, *why;
} bad[] = {
    {"", "empty"},
    {"v-c-signature: ", "empty"},
    {"t", "has no '='"},
    {"t=1783018796931;keyId;sig=" SIG, "has no '='"},
    {SIG, "no member t"},
    {";;;", "no member t"},
    {"keyId=a;sig=" SIG, "no member t"},
    {"T=1783018796931;sig=" SIG, "no member t"},
    {"t=;sig=" SIG, "no time"},
    {"t=1234567890123456;sig=" SIG, "no time"},
    {"t=-783018796931;sig=" SIG, "no number"},
    {"t=17830187969 1;sig=" SIG, "no number"},
    {"t=1783018796931;keyId=a", "no member sig"},
    {"t=1783018796931;sig=", "44 characters"},
    {"t=1783018796931;sig=" SIG "=", "44 characters"},
    {"t=1783018796931;sig=q0XkwFb0vJZQYBNvVqf1hB8bH5ooi1GVUu8yqZzfJ1==",
     "no Base64 of 32"},
    {"t=1783018796931;sig=q0XkwFb0vJZQYBNvVqf1hB8bH5ooi1GVUu8yqZzfJ1QA",
     "no Base64 of 32"},
    {"t=1783018796931;sig=q0XkwFb0vJZQYBNvVqf1hB-bH5ooi1GVUu8yqZzfJ1Q=",
     "no Base64 of 32"},
    {"t=1783018796931;t=1783018796931;sig=" SIG, "twice"},
    {"t=1783018796931;sig=" SIG ";sig=" SIG, "twice"},
    {"t=1783018796931\r\n;sig=" SIG, "bytes that no header has"},
    {"t=1783018796931;sig=" SIG "\1", "bytes that no header has"},
    {"t=1783018796931;keyId=\x1b[31m;sig=" SIG, "bytes that no header has"},
    {"t=1783018796931;keyId=\xc3\xa9;sig=" SIG, "bytes that no header has"},
};

/* In memory of its own size, so that a byte too many read is seen by ASan. */
static struct str
exactly(const char *text, char **copy)
{
	size_t len = strlen(text);

	*copy = malloc(len + (len == 0));
	for (size_t i = 0; i < len; i++)
		(*copy)[i] = (char)(text[i] == '\1' ? '\0' : text[i]);
	return (struct str){*copy, len};
}

static void
parse(void)
{
	struct signature s;
	char *copy;

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct str text = exactly(good[i].text, &copy);

		if (CHECK(signature_parse(text, &s) == NULL)) {
			CHECK(str_is(s.time, good[i].time));
			CHECK(str_is(s.key_id, good[i].key_id));
			CHECK(s.seconds == good[i].seconds);
			CHECK(s.slips == good[i].slips);
			CHECK(s.bytes[0] == 0xab && s.bytes[31] == 0x54);
		}
		free(copy);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct str text = exactly(bad[i].text, &copy);
		const char *why = signature_parse(text, &s);

		if (CHECK(why != NULL) && !CHECK(strstr(why, bad[i].why) != NULL))
			printf("%s: '%s'\n", bad[i].text, why);
		free(copy);
	}
}

/* Padding that was cut; a header that is too long; every beginning of one. */
static void
parse_edges(void)
{
	static char text[5000];
	struct signature s;
	size_t len = strlen(good[0].text);

	strcpy(text, good[0].text);
	CHECK(signature_parse((struct str){text, len - 1}, &s) == NULL);
	CHECK(s.slips == SLIP_UNPADDED && s.bytes[31] == 0x54);
	for (size_t n = 0; n < len - 1; n++) {
		char *copy = malloc(n + 1);

		memcpy(copy, text, n);
		CHECK_ALL(signature_parse((struct str){copy, n}, &s) != NULL);
		free(copy);
	}
	memset(text + len, ';', sizeof(text) - len);
	CHECK(signature_parse((struct str){text, 4096}, &s) == NULL);
	CHECK(strstr(signature_parse((struct str){text, 4097}, &s), "longer") != NULL);
}

static void
find(void)
{
	struct str value, rest;

	CHECK(signature_find(
		  STR("POST / HTTP/1.1\r\nHost: a\r\nv-C-signature : x \r\n\r\n{}"),
		  &value, &rest) == NULL);
	CHECK(str_is(value, "x") && str_is(rest, "{}"));
	CHECK(signature_find(STR("v-c-signature:y"), &value, &rest) == NULL);
	CHECK(str_is(value, "y") && rest.len == 0);
	CHECK_STR(signature_find(STR("a: v-c-signature: x\n\nv-c-signature: y\n"),
				 &value, &rest),
		  "there is no header v-c-signature");
	CHECK(str_is(rest, "v-c-signature: y\n"));
	CHECK_STR(signature_find(STR(""), &value, &rest),
		  "there is no header v-c-signature");
	CHECK_STR(
	    signature_find(STR("v-c-signature: y\nv-c-signature: y\n"), &value, &rest),
	    "there is more than one header v-c-signature");
}

int
main(void)
{
	find();
	if (mac_available()) {
		parse();
		parse_edges();
	} else {
		CHECK_SKIP();
	}
	return check_done();
}
