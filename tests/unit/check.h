/*
 * check: the whole of our unit test framework.
 *
 * A test program includes this, says CHECK(condition) as often as it likes and
 * ends main() with return check_done().  What is counted are tests, so a loop over
 * bytes or random numbers says CHECK_ALL: it passes once, and each failure is told.
 */
#ifndef TESTS_UNIT_CHECK_H
#define TESTS_UNIT_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int check_passed, check_failed, check_skipped;

static inline bool
check_that(bool ok, const char *what, const char *file, int line)
{
	if (ok) {
		check_passed++;
		return true;
	}
	check_failed++;
	printf("%s:%d: failed: %s\n", file, line, what);
	return false;
}

static inline bool
check_same(const char *got, const char *want, const char *file, int line)
{
	if (got != NULL && want != NULL && strcmp(got, want) == 0) {
		check_passed++;
		return true;
	}
	check_failed++;
	printf("%s:%d: got  '%s'\n%s:%d: want '%s'\n", file, line,
	       got != NULL ? got : "(null)", file, line,
	       want != NULL ? want : "(null)");
	return false;
}

/* Counts the place once; for lines that a program has. */
static inline bool
check_all(bool ok, const char *what, const char *file, int line)
{
	static bool seen[4096];

	if (ok && seen[line])
		return true;
	seen[line] = true;
	return check_that(ok, what, file, line);
}

#define CHECK(cond)          check_that((cond), #cond, __FILE__, __LINE__)
#define CHECK_ALL(cond)      check_all((cond), #cond, __FILE__, __LINE__)
#define CHECK_STR(got, want) check_same((got), (want), __FILE__, __LINE__)
#define CHECK_SKIP()         ((void)check_skipped++)

static inline int
check_done(void)
{
	printf("%d passed, %d failed, %d skipped\n", check_passed, check_failed,
	       check_skipped);
	return check_failed != 0;
}

#endif
