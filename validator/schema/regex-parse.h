/*
 * regex-parse: what the two halves of the parser share.
 *
 * regex-parse.c knows the structure (alternatives, groups, repetitions),
 * regex-escape.c what stands for one character: escapes, classes, names.
 */
#ifndef SCHEMA_REGEX_PARSE_H
#define SCHEMA_REGEX_PARSE_H

#include "schema/regex-tree.h"

struct group_name;
struct named_ref;
struct open_group;

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

#endif
