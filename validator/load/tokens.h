/*
 * tokens: a text that may be no JSON, token by token.
 *
 * Coarser than the reader, and never at a loss: for a look at the whole text before
 * anything is said about its parts.  Only load/ includes this.
 */
#ifndef LOAD_TOKENS_H
#define LOAD_TOKENS_H

#include <stdbool.h>

#include "base/str.h"

enum token_kind {
	TOKEN_END,
	TOKEN_OPEN,  /* { or [ */
	TOKEN_CLOSE, /* } or ] */
	TOKEN_COMMA,
	TOKEN_COLON,
	TOKEN_NAME, /* a string or word with a colon behind it */
	TOKEN_VALUE /* any other */
};

struct token {
	enum token_kind kind;
	const char *from, *to;
	const char *line; /* where its line begins; */
	bool first;       /* it is the first token there */
};

struct tokens {
	const char *p, *end;
	const char *line;
	bool first;
	bool conflict;   /* there are marks of a merge conflict, or */
	bool unsure;     /* a string without an end, with brackets in it */
	size_t comments; /* so far */
};

void tokens_init(struct tokens *ts, struct str text, size_t start);

/* The next token; TOKEN_END for ever behind the last one. */
struct token tokens_next(struct tokens *ts);

/* The name or string without its quotes, whichever they are. */
struct str token_text(const struct token *t);

#endif
