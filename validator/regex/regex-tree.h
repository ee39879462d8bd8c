/*
 * regex-tree: a pattern, read by the grammar of ECMA-262 with flag u.
 *
 *   regex-parse      text of the pattern -> tree (this file)
 *   regex-dfa        tree -> regex-nfa -> a table of states, if it is regular
 *   regex-translate  tree -> text for PCRE2, for everything else
 *   regex            chooses one of the two, and matches
 *
 * Flags are settled while reading: '.' is already the set it stands for, '^' a
 * TREE_BEGIN or TREE_LINE_BEGIN.  Classes of plain characters, \d, \s and \w
 * are a tidy set; only \p{..} stays a name, as its ranges are PCRE2's.
 */
#ifndef REGEX_REGEX_TREE_H
#define REGEX_REGEX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "regex/regex-set.h"

struct arena;
struct regex_error;

#define TREE_MANY UINT32_MAX /* a repetition without an upper bound */

enum {
	TREE_DEPTH_LIMIT = 201,    /* 200 groups and the whole; of PCRE2 250 groups */
	TREE_LENGTH_LIMIT = 100000 /* bytes: what is parsed takes 100 times as many */
};

enum tree_kind {
	TREE_EMPTY,
	TREE_CHAR,
	TREE_CLASS,
	TREE_SEQ,    /* of two or more */
	TREE_ALT,    /* of two or more */
	TREE_REPEAT, /* of one */
	TREE_GROUP,  /* a capturing group, of one; other groups leave no node */
	TREE_BACKREF,
	TREE_BEGIN,
	TREE_END,
	TREE_LINE_BEGIN, /* ^ and $ under (?m: */
	TREE_LINE_END,
	TREE_WORD,
	TREE_NOT_WORD,
	TREE_AHEAD,
	TREE_NOT_AHEAD,
	TREE_BEHIND,
	TREE_NOT_BEHIND
};

/* \p{..} in a class, in PCRE2's spelling: "\p{Lu}". */
struct property {
	const struct property *next;
	const char *spelling;
};

struct charset {
	struct set set; /* tidy; already the complement unless there are properties */
	const struct property *properties;
	bool negated; /* only with properties */
};

struct tree {
	enum tree_kind kind;
	bool lazy;       /* REPEAT */
	bool referenced; /* GROUP: some BACKREF that can be set points here */
	unsigned number; /* GROUP: of its opening parenthesis, from 1 */
	uint32_t min, max;
	uint32_t c; /* CHAR; a lone surrogate matches nothing in PCRE2 */
	struct tree *parent, *first, *last, *next;
	union {
		const struct charset *charset; /* CLASS */
		struct tree *target;           /* BACKREF: the GROUP */
	} u;
	size_t from, to; /* bytes of the pattern */
};

/*
 * NULL if the pattern is invalid, too long or nested too deeply, with err filled; else
 * err may hold a warning.
 */
struct tree *tree_parse(struct str pattern, struct arena *a, struct regex_error *err);

/* The pattern cannot be run because of from..to, unless err says something; false. */
bool
regex_unsupported(struct regex_error *err, size_t from, size_t to, const char *message);

/* Whether t can match the empty text. */
bool tree_nullable(const struct tree *t);

/* The smallest node that holds both. */
const struct tree *tree_common(const struct tree *a, const struct tree *b);

/*
 * What a back reference comes to.  ECMA-262 forgets what the groups within a
 * repetition hold whenever a new round begins (22.2.2.3.1, step 4), PCRE2 does
 * not.  Mostly that cannot be seen; where it could, the answer is REF_UNSAFE.
 */
enum ref {
	REF_EMPTY, /* the group never holds anything there: matches the empty text */
	REF_SAFE,
	REF_UNSAFE
};
enum ref tree_judge_reference(const struct tree *ref);

#endif
