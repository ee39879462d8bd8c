/*
 * regex: ECMA-262 regular expressions (u-mode, as JSON Schema core 6.4 wants
 * them) run by PCRE2.
 *
 * The pattern is parsed by the grammar of ECMA-262 (22.2.1 with flag u) and
 * written anew in PCRE2's own syntax, so neither the extensions of PCRE2 nor its
 * other reading of \v, \cX, $ or [[:a:]] shine through.  Most patterns of real
 * schemas (^prefix, ^[a-z]+$, all that is regular and small) never reach PCRE2:
 * they are tested by a table, in linear time and without a budget.
 * Compiling takes some microseconds: do it once.  The first match makes the
 * pattern ready to be run, which takes up to 100.
 *
 * A compiled pattern is const and shared by threads; match data and budget are in
 * a struct regex_scratch, one a thread.
 */
#ifndef REGEX_REGEX_H
#define REGEX_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct regex;
struct regex_scratch;

enum regex_problem {
	REGEX_FINE,
	REGEX_INVALID,    /* not a pattern of ECMA-262 */
	REGEX_UNSUPPORTED /* it is one, but PCRE2 cannot run it */
};

struct regex_error {
	enum regex_problem problem;
	size_t offset, length; /* the offending part, bytes of the pattern */
	char message[160];     /* a sentence without a full stop */
	char warning[160];     /* valid, but suspicious (an identity escape outside
	                          u-mode such as \-); empty if there is none */
};

enum regex_result { REGEX_NO, REGEX_YES, REGEX_GAVE_UP };

/* NULL if it cannot be used; err is filled in any case.  regex_free() it. */
struct regex *regex_compile(struct str pattern, struct regex_error *err);
void regex_free(struct regex *re);

/*
 * The same of a pattern that is known to be right, and regular and small: one of ours.
 * It is not read until it is matched.
 */
struct regex *regex_trusted(struct str pattern);

/*
 * The ways a pattern can be run, simplest first.  regex_compile() takes the first
 * that can; regex_compile_for() leaves out some of them.
 */
enum regex_engine {
	REGEX_DFA = 1, /* a table of states, for regular patterns */
	REGEX_PCRE2 = 2,
	REGEX_ANY = 3
};

struct regex *
regex_compile_for(struct str pattern, unsigned engines, struct regex_error *err);
enum regex_engine regex_engine(const struct regex *re);

/* The memory that PCRE2 has taken for it; 0 while it is not made ready. */
size_t regex_size(const struct regex *re);

/* Whether a pattern is valid ECMA-262 (format "regex"), without compiling it. */
bool regex_valid(struct str pattern, struct regex_error *err);

struct regex_scratch *regex_scratch_new(void);
void regex_scratch_free(struct regex_scratch *s);

/*
 * Before the subjects of a document of that length, or of a line of many: what may be
 * spent on all of them, and what was spent on its subjects before.  A new scratch is
 * ready for a small document.
 */
void regex_begin(struct regex_scratch *s, size_t len, bool line, uint64_t spent);

/* What was spent since then. */
uint64_t regex_spent(const struct regex_scratch *s);

/*
 * Whether re matches anywhere in subject (UTF-8, may hold NUL).  Deterministic
 * budgets of work, in proportion to the subject and to the document, make hostile
 * patterns end with REGEX_GAVE_UP.
 */
enum regex_result
regex_match(const struct regex *re, struct str subject, struct regex_scratch *s);

/* The same without a budget if a table runs it; else REGEX_GAVE_UP: nothing was done. */
enum regex_result regex_match_table(const struct regex *re, struct str subject);

#endif
