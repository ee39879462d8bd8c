/*
 * fuzz: what the fuzz targets share.
 *
 * A target is one file here: it says what must hold whatever the input, and ends
 * the process where it does not.  Inputs are plain where they can be (a document, a
 * pattern, a schema): so the corpus is seed, and what breaks a target is a file that
 * tests/run.sh can check for ever.  What else a target has to choose (a kind, a
 * report format) it takes from a hash of the input.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"
#include "finding/diag.h"
#include "finding/safe.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libFuzzer keeps the input of an abort; stderr may be a report at that time. */
#define MUST(what)                                                                     \
	do {                                                                           \
		if (!(what))                                                           \
			fuzz_failed(__FILE__, __LINE__, #what);                        \
	} while (0)

static inline _Noreturn void
fuzz_failed(const char *file, int line, const char *what)
{
	dprintf(2, "%s:%d: ERROR: does not hold: %s\n", file, line, what);
	abort();
}

static inline struct str
fuzz_text(const uint8_t *data, size_t size)
{
	return size != 0 ? (struct str){(const char *)data, size} : STR("");
}

/* A number that depends on all of the text (FNV-1a): see above. */
static inline uint32_t
fuzz_lot(struct str text)
{
	uint32_t h = UINT32_C(2166136261);

	for (size_t i = 0; i < text.len; i++)
		h = (h ^ (unsigned char)text.s[i]) * UINT32_C(16777619);
	return h ^ h >> 15;
}

/* The text before the first byte c; *rest is what is behind it, or empty. */
static inline struct str
fuzz_cut(struct str text, char c, struct str *rest)
{
	const char *at = memchr(text.s, c, text.len);
	size_t len = at != NULL ? (size_t)(at - text.s) : text.len;

	*rest = at != NULL ? str_slice(text, len + 1, text.len) : STR("");
	return str_slice(text, 0, len);
}

/* Nothing but shown characters and line ends, whatever went in. */
static inline void
fuzz_harmless(struct str text)
{
	size_t at = 0, step;
	uint32_t c;

	while (at < text.len) {
		step = utf8_decode(text.s + at, text.len - at, &c);
		MUST(step != 0);
		MUST(c == '\n' || !safe_hidden(c));
		at += step;
	}
}

/* Findings lie within the text, say something, and so do their fixes. */
static inline void
fuzz_places(const struct diags *ds)
{
	size_t len = ds->text.len, last;

	for (const struct diag *d = ds->head; d != NULL; d = d->next) {
		MUST(d->span.start <= d->span.end && d->span.end <= len);
		MUST(d->message[0] != '\0');
		for (const struct related *r = d->related; r != NULL; r = r->next)
			MUST(r->file != NULL || r->span.end <= len);
		for (const struct fix *f = d->fixes; f != NULL; f = f->next) {
			last = 0;
			for (const struct edit *e = f->edits; e != NULL; e = e->next) {
				MUST(last <= e->span.start);
				MUST(e->span.start <= e->span.end);
				MUST(e->span.end <= len);
				last = e->span.end;
			}
		}
	}
}

#endif
