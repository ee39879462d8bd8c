/*
 * Fuzzing the regular expressions: input is a pattern, a line end, a subject.
 *
 * No pattern may crash the parser or be refused by PCRE2 for its syntax, and
 * all engines that can run a pattern must agree, unless PCRE2 gives up.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "schema/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool ok)
{
	if (!ok)
		abort();
}

static void
check_error(struct str pattern, const struct regex_error *err)
{
	must(err->offset <= pattern.len && err->length <= pattern.len - err->offset);
	must((err->problem == REGEX_FINE) == (err->message[0] == '\0'));
	/* The translation is always well-formed. */
	must(strcmp(err->message, "PCRE2 cannot run it") != 0);
}

static void
run(struct str pattern, struct str subject, struct regex_scratch *scratch)
{
	int seen = -1;

	for (unsigned engine = REGEX_LITERAL; engine <= REGEX_PCRE2; engine *= 2) {
		struct regex_error err, again;
		struct regex *re = regex_compile_for(pattern, engine, &err);
		enum regex_result got;

		check_error(pattern, &err);
		must(regex_valid(pattern, &again) == (err.problem != REGEX_INVALID));
		if (re == NULL)
			continue;
		got = regex_match(re, subject, scratch);
		must(got == regex_match(re, subject, scratch));
		if (got != REGEX_GAVE_UP) {
			must(seen < 0 || seen == (int)got);
			seen = (int)got;
		}
		regex_free(re);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {size > 0 ? (const char *)data : "", size}, pattern = text;
	struct str subject = {"", 0};
	const char *cut = size > 0 ? memchr(text.s, '\n', size) : NULL;
	struct regex_scratch *scratch = regex_scratch_new();

	if (cut != NULL) {
		pattern = str_slice(text, 0, (size_t)(cut - text.s));
		subject = str_slice(text, pattern.len + 1, size);
	}
	subject.len = utf8_valid_prefix(subject.s, subject.len);
	run(pattern, subject, scratch);
	regex_scratch_free(scratch);
	return 0;
}
