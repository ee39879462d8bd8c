/*
 * pcre2: patterns that the linked PCRE2 refuses, as those before 10.40 do what they
 * do not know, are findings with a place; only the lack of memory ends the program.
 *
 * The linker puts __wrap_pcre2_compile_8() in the place of PCRE2's (Makefile).
 */
#include <sys/wait.h>
#include <unistd.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "check.h"
#include "regex/regex.h"

static int refusal; /* the error of every compilation; 0: PCRE2's own answer */

pcre2_code *__real_pcre2_compile_8(PCRE2_SPTR, PCRE2_SIZE, uint32_t, int *,
				   PCRE2_SIZE *, pcre2_compile_context *);
pcre2_code *__wrap_pcre2_compile_8(PCRE2_SPTR, PCRE2_SIZE, uint32_t, int *,
				   PCRE2_SIZE *, pcre2_compile_context *);

pcre2_code *
__wrap_pcre2_compile_8(PCRE2_SPTR pattern, PCRE2_SIZE len, uint32_t options, int *code,
		       PCRE2_SIZE *where, pcre2_compile_context *context)
{
	if (refusal == 0)
		return __real_pcre2_compile_8(pattern, len, options, code, where,
					      context);
	*code = refusal;
	*where = 0;
	return NULL;
}

/* The finding about pattern, whose wrong part is offset and length. */
static void
refused(const char *pattern, size_t offset, size_t length, const char *part_of_message)
{
	struct regex_error err;
	struct regex *re = regex_compile(str_from(pattern), &err);

	CHECK(re == NULL && err.problem == REGEX_UNSUPPORTED);
	CHECK(err.offset == offset && err.length == length);
	CHECK(strstr(err.message, part_of_message) != NULL);
	regex_free(re);
	CHECK(regex_valid(str_from(pattern), &err)); /* as a value it is right */
}

static void
test_refusals(void)
{
	const int codes[] = {PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY,
			     PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY};

	for (size_t i = 0; i < 2; i++) {
		refusal = codes[i];
		refused("(?<\xcf\x80>a)", 3, 2, "the name of a group");
		refused("(?<a>b)(?<\xcf\x80>a)", 10, 2, "the name of a group");
		refused("(?=a)\\p{Emoji}", 0, 14, "one of its properties");
	}
	refusal = PCRE2_ERROR_INTERNAL;
	refused("(?<\xcf\x80>a)", 3, 2, "the name of a group");
	refused("(?=a)b", 0, 6, "PCRE2 cannot run it");
	refusal = PCRE2_ERROR_PATTERN_TOO_LARGE;
	refused("(?=a)b", 0, 6, "too large");
	refusal = 0;
}

static void
test_known(void)
{
	struct regex_error err;
	struct regex *re = regex_compile(STR("(?<\xcf\x80>a)"), &err);

	CHECK(re != NULL);
	regex_free(re);
	CHECK(!regex_valid(STR("(?<\xe2\x82\xac>a)"), &err)); /* a euro sign */
}

/* Of memory there is none: the program says so and ends with status 2. */
static void
ends(const char *pattern)
{
	struct regex_error err;
	int status = 0;
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		(void)close(2);
		refusal = PCRE2_ERROR_HEAP_FAILED;
		regex_free(regex_compile(str_from(pattern), &err));
		_exit(0);
	}
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

int
main(void)
{
	test_refusals();
	test_known();
	ends("(?<\xcf\x80>a)");
	ends("(?=a)b");
	return check_done();
}
