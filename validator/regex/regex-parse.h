/*
 * regex-parse: what the parts of the parser share.
 *
 * regex-parse.c knows the structure (alternatives, groups), regex-repeat.c the
 * quantifiers, regex-escape.c what stands for one character (escapes, classes,
 * names), regex-names.c which group a reference means.
 */
#ifndef REGEX_REGEX_PARSE_H
#define REGEX_REGEX_PARSE_H

#include "regex/regex-tree.h"

struct open_group;

struct group_name {
	struct group_name *next;
	struct str name;
	struct tree *group;
};

struct named_ref {
	struct named_ref *next;
	struct tree *node;
	unsigned number; /* 0: by name */
	struct str name;
};

struct parser {
	struct arena *a;
	struct str p;
	size_t at; /* the next byte to read */
	struct regex_error *err;
	size_t posix, posix_end; /* a "[:alpha:]" met in a class; 0 if none */
	struct tree **by_number; /* the groups */
	size_t cap;
	unsigned groups, depth;
	struct group_name *names, **names_end;
	struct named_ref *refs, **refs_end;
	struct open_group *open; /* the innermost */
};

/* All return false after parse_fail(); a warning goes on; the first ones stay. */
bool parse_fail(struct parser *p, size_t from, size_t to, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void parse_warn(struct parser *p, size_t from, size_t to, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

struct tree *parse_node(struct parser *p, enum tree_kind kind, size_t from);
void parse_append(struct tree *parent, struct tree *child);

/* The byte after the next skip ones, or -1 at the end. */
int parse_peek(const struct parser *p, size_t skip);
bool parse_sees(const struct parser *p, const char *literal);

enum atom_kind {
	ATOM_CHAR,
	ATOM_SET,      /* \d and its like */
	ATOM_PROPERTY, /* \p{..} */
	ATOM_WORD,
	ATOM_NOT_WORD,
	ATOM_NUMBER, /* \1 */
	ATOM_NAME    /* \k<name> */
};

struct atom {
	enum atom_kind kind;
	char set; /* d, D, s, S, w or W */
	uint32_t c;
	unsigned number;
	const char *property; /* in PCRE2's spelling */
	struct str name;
};

bool parse_char(struct parser *p, uint32_t *c);
bool parse_escape(struct parser *p, bool in_class, struct atom *out);
bool parse_class(struct parser *p, struct charset *out);

/* After the '<'; takes the '>' too.  The name comes without escapes. */
bool parse_name(struct parser *p, struct str *name);

/* A quantifier at p->at, or nothing read; in_order: not {2,1}. */
bool parse_quantifier(struct parser *p, uint32_t *min, uint32_t *max, bool *in_order);

/* {n}, {n,} or {n,m}, or nothing read. */
bool parse_braces(struct parser *p, uint32_t *min, uint32_t *max, bool *in_order);

/* Refuses {,n}, which other engines take for a quantifier. */
bool parse_open_brace(struct parser *p);

/* At the end: no two groups of a match have one name; references find theirs. */
bool parse_check_names(struct parser *p);
bool parse_resolve(struct parser *p);

#endif
