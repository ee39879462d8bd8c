/*
 * secret-scan: where the secrets of a text are.
 *
 * Three rules look around each ':' and '=': a member named like a secret and its
 * value, the user information of a URL, a parameter named like a secret.  None
 * needs to know where a string begins, so quotes that are missing, doubled or of
 * another kind hide nothing from them; escapes of JSON and of JSON Pointers are
 * read as what they stand for.  Every byte is looked at a bounded number of
 * times.  Only secret.c includes this.
 */
#ifndef REPORT_SECRET_SCAN_H
#define REPORT_SECRET_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "report/diag.h"

/* Who gets the spans of the secrets, in order. */
struct sink {
	void (*take)(struct sink *sink, struct span span);
	void *to;
	size_t done;  /* offset behind the last one taken */
	size_t apart; /* no user information begins before */
	size_t mark;  /* the next '@' or end of an authority, once looked for */
};

enum scan_what {
	SCAN_URLS,     /* a value: only what is in URLs */
	SCAN_SENTENCE, /* the same, and a single quote ends a URL */
	SCAN_DOCUMENT  /* members too */
};

void secret_scan(struct str text, enum scan_what what, struct sink *sink);

/* The character at offset at, escapes read; returns its length there. */
size_t secret_character(struct str text, size_t at, char *c);

#endif
