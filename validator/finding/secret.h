/*
 * secret: what must not be shown.
 *
 * Reports end up in logs, in pull requests and in chats; a value that looks
 * like a secret never does.  Hidden are the user information of URLs
 * (https://user:password@host), the values of query and fragment parameters
 * named like a secret (token, key, signature, ...) and the values of members
 * named like one (key, password, sharedSecret, client_secret, ...), or "value" beside
 * a member that names one ({"name": "password", "value": "..."}), and what options of
 * curl and wget give (-u NAME:PASSWORD).  In their place stands [REDACTED], the word
 * SARIF has for it (3.14.28).
 *
 * Text that is JSON word by word, as nearly every document is, says itself where its
 * names and values are.  In broken text, in sentences and within strings they are
 * guessed, and when in doubt too much is hidden (secret-scan.h).
 */
#ifndef FINDING_SECRET_H
#define FINDING_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"
#include "finding/diag.h"

#define REDACTED "[REDACTED]"

struct arena;

/* The secrets of a document: spans of its text, ascending, not overlapping. */
struct secrets {
	struct str text;
	struct span *spans;
	size_t n, cap;
	uint64_t *decoded; /* hashes of those with escapes, as they are read; sorted */
	size_t ndecoded, decoded_cap;
	struct arena *arena;
};

void secrets_find(struct secrets *s, struct str text, struct arena *a);

/* One more, in any order; secrets_settle() is to be called behind the last of them. */
void secrets_add(struct secrets *s, struct span span);
void secrets_settle(struct secrets *s);

/* The first span that ends behind offset, or NULL. */
const struct span *secrets_after(const struct secrets *s, size_t offset);

/* Whether one has a byte in common with span. */
bool secrets_touch(const struct secrets *s, struct span span);

/* Appends the piece of the text with each secret in it as [REDACTED]. */
void secrets_redact(struct buf *out, const struct secrets *s, struct span span);

/* Whether text, which is in no document, is what a secret there stands for. */
bool secrets_is_one(const struct secrets *s, struct str text);

/* Appends a value, a pointer, with the secrets of its URLs as [REDACTED]. */
void secret_redact_urls(struct buf *out, struct str text);

/* The same for a sentence: a single quote ends a URL. */
void secret_redact_sentence(struct buf *out, struct str text);

/* The same for a piece of JSON, members as well. */
void secret_redact_text(struct buf *out, struct str text);

/* Whether a member of that name holds a secret. */
bool secret_member(struct str name);

/* Whether a query parameter of that name does. */
bool secret_parameter(struct str name);

#endif
