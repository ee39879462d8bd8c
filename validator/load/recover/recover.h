/*
 * recover: what the files that repair broken JSON share.
 *
 * recover.c repairs values, names and colons; commas.c commas and quotes; brackets.c
 * the ends of containers and of the document; literals.c words and numbers without
 * quotes; skip.c passes over comments and other text between tokens.  balance.c finds
 * the wrong brackets of a whole text, and balance-report.c reports them.  not-json.c
 * and json-dialects.c name what the text is instead of JSON.
 */
#ifndef LOAD_RECOVER_RECOVER_H
#define LOAD_RECOVER_RECOVER_H

#include "load/reading.h"
#include "load/scan.h"

/* The end of what stands before p, blanks aside. */
static inline const char *
recover_space_start(const struct reader *r, const char *p)
{
	while (p > r->text && scan_is(p[-1], SCAN_SPACE))
		p--;
	return p;
}

/* The same, comments aside: what is inserted there is not within one. */
static inline const char *
recover_token_end(const struct reader *r, const char *p)
{
	p = recover_space_start(r, p);
	return p == r->junk_to ? r->junk_from : p;
}

static inline enum want
recover_at(struct reader *r, const char *p, enum want want)
{
	r->p = p;
	return want;
}

/* Text up to p was given up. */
static inline enum want
recover_skipped(struct reader *r, const char *p)
{
	reader_damage(r);
	r->quiet = p;
	return recover_at(r, p, WANT_COMMA);
}

/* What follows a comma in the open container. */
static inline enum want
recover_child(const struct reader *r)
{
	return reader_in_object(r) ? WANT_NAME : WANT_VALUE;
}

/* Behind the bracket that closes the one at p, or the end of the text. */
const char *recover_skip_balanced(const char *p, const char *end);

/* Behind the value at p, whatever it is. */
const char *recover_skip_value(const char *p, const char *end);

/* Whether a string and a colon follow at p: then it is the next member. */
bool recover_is_member(const char *p, const char *end);

/* Whether a comma is the last thing that was read in the open container. */
bool recover_after_comma(const struct reader *r);

/* A template that stands for members, or decides about them. */
enum want
recover_template(struct reader *r, const char *p, const char *to, enum want want);

/* --- commas.c ------------------------------------------------------------ */

/* A comma before a closing bracket. */
void recover_trailing_comma(struct reader *r);

/* A comma where a value or name is wanted, at p. */
enum want recover_extra_comma(struct reader *r, const char *p);

/* Something else where a comma or closing bracket is wanted. */
enum want recover_comma(struct reader *r, const char *p);

/* Quotes within the string that ends at p, or its own closing quote is missing. */
bool recover_run_on(struct reader *r, struct cell *c, const char *p);

/* --- brackets.c ---------------------------------------------------------- */

/* The text ends where something was wanted. */
enum want recover_end(struct reader *r, enum want want);

/* ']' in an object or '}' in an array, of which balance.c said nothing. */
enum want recover_wrong_bracket(struct reader *r, const char *p);

/* The same, said and done: the bracket at p closes what is open. */
struct diag *recover_mismatch(struct reader *r, const char *p);

/* Something follows the document. */
enum want recover_behind(struct reader *r, const char *p);

/* --- balance-report.c -------------------------------------------------------------- */

/*
 * Before the first error: looks which brackets are wrong.  If one is before r->p,
 * reading begins anew, and it is true.
 */
bool brackets_look(struct reader *r);

/* The next of these is at r->p, or was passed over. */
enum want brackets_mend(struct reader *r, enum want want);

#endif
