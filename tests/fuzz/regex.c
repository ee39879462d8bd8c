/*
 * Fuzzing the regular expressions: input is a pattern, a line end, a subject.
 *
 * No pattern may crash the parser or be refused by PCRE2 for its syntax, and all
 * engines that can run a pattern must agree, among themselves and with the plain one
 * of backtrack.h, unless one gives up.
 */
#include "backtrack.h"
#include "base/pool.h"
#include "fuzz.h"

static void
check_error(struct str pattern, const struct regex_error *err)
{
	MUST(err->offset <= pattern.len && err->length <= pattern.len - err->offset);
	MUST((err->problem == REGEX_FINE) == (err->message[0] == '\0'));
	/* The translation is always well-formed. */
	MUST(strcmp(err->message, "PCRE2 cannot run it") != 0);
}

static void
run(struct str pattern, struct str subject, struct regex_scratch *scratch,
    struct arena *a)
{
	enum regex_result plain = backtrack(pattern, subject, a);
	int seen = plain != REGEX_GAVE_UP ? (int)plain : -1;

	for (unsigned engine = REGEX_DFA; engine <= REGEX_PCRE2; engine *= 2) {
		struct regex_error err, again;
		struct regex *re = regex_compile_for(pattern, engine, &err);
		enum regex_result got;

		check_error(pattern, &err);
		MUST(regex_valid(pattern, &again) == (err.problem != REGEX_INVALID));
		if (re == NULL)
			continue;
		got = regex_match(re, subject, scratch);
		MUST(got == regex_match(re, subject, scratch));
		if (got != REGEX_GAVE_UP) {
			MUST(seen < 0 || seen == (int)got);
			seen = (int)got;
		}
		regex_free(re);
	}
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	(void)pool_stack_enough();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str subject, pattern = fuzz_cut(fuzz_text(data, size), '\n', &subject);
	struct regex_scratch *scratch = regex_scratch_new();
	struct arena *a = arena_new();

	subject.len = utf8_valid_prefix(subject.s, subject.len);
	run(pattern, subject, scratch, a);
	arena_free(a);
	regex_scratch_free(scratch);
	return 0;
}
