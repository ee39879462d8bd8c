/* secret: what must not be shown. */
#include "finding/secret.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/hash.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "finding/secret-scan.h"

enum {
	NAME_MAX_LEN = 64, /* longer names are none of ours */
	PASSES = 8         /* over a text that is shown: two nearly always do */
};

/* Names without case, '_', '-', '.' and blanks; '*': whatever ends so. */
/* clang-format off */
static const struct str member_names[] = {
	STR_INIT("key"), STR_INIT("passwd"), STR_INIT("pwd"), STR_INIT("token"),
	STR_INIT("refreshtoken"), STR_INIT("bearertoken"), STR_INIT("accesskey"),
	STR_INIT("encryptionkey"), STR_INIT("sharedkey"), STR_INIT("signingkey"),
	STR_INIT("authorization"), STR_INIT("pvt"), STR_INIT("pin"),
	STR_INIT("credential"), STR_INIT("signature"), STR_INIT("*secret"),
	STR_INIT("*password"), STR_INIT("*passphrase"), STR_INIT("*apikey"),
	STR_INIT("*privatekey"), STR_INIT("*secretkey"), STR_INIT("*accesstoken"),
	{NULL, 0}
};

static const struct str value_names[] = {STR_INIT("*value"), STR_INIT("val"),
					 {NULL, 0}};

static const struct str parameter_names[] = {
	STR_INIT("key"), STR_INIT("sig"), STR_INIT("passwd"), STR_INIT("pwd"),
	STR_INIT("pass"), STR_INIT("auth"), STR_INIT("code"), STR_INIT("credential"),
	STR_INIT("credentials"), STR_INIT("jwt"), STR_INIT("sas"), STR_INIT("hmac"),
	STR_INIT("authorization"), STR_INIT("session"), STR_INIT("sessionid"),
	STR_INIT("subscriptionkey"), STR_INIT("*secret"), STR_INIT("*password"),
	STR_INIT("*passphrase"), STR_INIT("*apikey"), STR_INIT("*privatekey"),
	STR_INIT("*secretkey"), STR_INIT("*token"), STR_INIT("*signature"),
	STR_INIT("*accesskey"), {NULL, 0}
};
/* clang-format on */

/* name in lower case without separators and escapes; "" if it is too long. */
static struct str
plain_name(struct str name, char out[NAME_MAX_LEN])
{
	size_t len = 0;
	char c;

	for (size_t at = 0, step; at < name.len; at += step) {
		step = secret_character(name, at, &c);
		if (c == '%' && name.len - at >= 3 &&
		    secret_digits(name.s + at + 1, &c))
			step = 3;
		if (c == '_' || c == '-' || c == '.' || c == ' ')
			continue;
		if (len == NAME_MAX_LEN)
			return STR("");
		out[len++] = str_lower(c);
	}
	return (struct str){out, len};
}

bool
secret_listed(struct str name, const struct str *list)
{
	for (; name.len != 0 && list->s != NULL; list++) {
		if (name.s[name.len - 1] != list->s[list->len - 1])
			continue;
		if (list->s[0] == '*' ? str_ends(name, str_slice(*list, 1, list->len))
				      : str_equal(name, *list))
			return true;
	}
	return false;
}

#define LETTER(c) (UINT32_C(1) << ((c) - 'a'))

/* By the last letter of the names in a list: the letters that stand before it there. */
static const uint32_t member_ends[26] = {
    ['d' - 'a'] = LETTER('w') | LETTER('r'),
    ['e' - 'a'] = LETTER('r') | LETTER('s'),
    ['l' - 'a'] = LETTER('a'),
    ['n' - 'a'] = LETTER('e') | LETTER('i') | LETTER('o'),
    ['t' - 'a'] = LETTER('e') | LETTER('v'),
    ['y' - 'a'] = LETTER('e'),
};
static const uint32_t value_ends[26] = {
    ['e' - 'a'] = LETTER('u'),
    ['l' - 'a'] = LETTER('a'),
};

/*
 * Whether the name may be in the list with such ends: most are not, and to make them
 * plain takes half of a search.  A letter may be what an escape ends with ("\u006b").
 */
static inline bool
may_be_in(struct str name, const uint32_t ends[26])
{
	const char *end = name.s + name.len;
	unsigned last, next;

	if (name.len < 3)
		return true;
	last = (unsigned)(end[-1] | 0x20) - 'a';
	next = (unsigned)(end[-2] | 0x20) - 'a';
	if (end[-1] >= '0' && end[-1] <= '9')
		return end[-3] == '0' || end[-3] == '%';
	if (last >= 26 || (next < 26 && (ends[last] >> next & 1) != 0))
		return true;
	return ends[last] != 0 &&
	       (next >= 26 || end[-3] == '\\' || (end[-3] >= '2' && end[-3] <= '7'));
}

bool
secret_member(struct str name)
{
	char space[NAME_MAX_LEN];

	return may_be_in(name, member_ends) &&
	       secret_listed(plain_name(name, space), member_names);
}

bool
secret_is_value(struct str name)
{
	char space[NAME_MAX_LEN];
	unsigned last =
	    name.len != 0 ? (unsigned char)name.s[name.len - 1] | 0x20u : ' ';

	return (last == 'e' || last == 'l') && may_be_in(name, value_ends) &&
	       secret_listed(plain_name(name, space), value_names);
}

bool
secret_parameter(struct str name)
{
	char space[NAME_MAX_LEN];

	return secret_listed(plain_name(name, space), parameter_names);
}

/* Of no more than the beginning: one that begins alike is hidden as well. */
static uint64_t
hash_text(struct str text)
{
	enum { BEGINNING = 4096 };

	return (uint64_t)text.len << 32 |
	       hash_bytes(text.s, text.len < BEGINNING ? text.len : BEGINNING);
}

/* The text of a string with escapes, to find it again when it is quoted. */
static void
remember(struct secrets *s, struct str text)
{
	struct buf out = BUF_INIT;
	const char *p = text.s, *end = p + text.len;
	char bytes[4];
	uint32_t c;

	while (p < end) {
		size_t len = *p == '\\' ? escape_decode(p, end, &c) : 0;

		if (len == 0 &&
		    str_starts(str_slice(text, (size_t)(p - text.s), text.len),
			       STR("\\'")))
			p++; /* no escape, but the reader takes it for one */
		if (len == 0)
			buf_putc(&out, *p);
		else
			buf_add(&out, bytes, utf8_encode(c, bytes));
		p += len != 0 ? len : 1;
	}
	s->decoded = arena_grow(s->arena, s->decoded, &s->decoded_cap, s->ndecoded + 1,
				sizeof(*s->decoded));
	s->decoded[s->ndecoded++] = hash_text(buf_str(&out));
	buf_release(&out);
}

static int
by_value(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

void
secrets_find(struct secrets *s, struct str text, struct arena *a)
{
	secret_scan(s, text, SCAN_DOCUMENT, a);
	if (secret_options(s))
		secrets_settle(s);
	for (size_t i = 0; i < s->n; i++) {
		struct str one = str_slice(text, s->spans[i].start, s->spans[i].end);

		if (memchr(one.s, '\\', one.len) != NULL)
			remember(s, one);
	}
	if (s->ndecoded != 0)
		qsort(s->decoded, s->ndecoded, sizeof(*s->decoded), by_value);
}

void
secrets_add(struct secrets *s, struct span span)
{
	s->spans =
	    arena_regrow(s->arena, s->spans, &s->cap, s->n + 1, sizeof(*s->spans));
	s->spans[s->n++] = span;
}

static int
by_start(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	return (a->start > b->start) - (a->start < b->start);
}

/* Mostly they are: to sort takes as much memory again. */
static bool
are_ascending(const struct secrets *s)
{
	for (size_t i = 1; i < s->n; i++) {
		if (s->spans[i].start < s->spans[i - 1].start)
			return false;
	}
	return true;
}

void
secrets_settle(struct secrets *s)
{
	size_t n = 0;

	if (!are_ascending(s))
		qsort(s->spans, s->n, sizeof(*s->spans), by_start);
	for (size_t i = 0; i < s->n; i++) {
		struct span span = s->spans[i],
			    *last = n != 0 ? &s->spans[n - 1] : NULL;

		if (span.start == span.end)
			continue;
		if (last == NULL || span.start > last->end)
			s->spans[n++] = span;
		else if (span.end > last->end)
			last->end = span.end;
	}
	s->n = n;
}

bool
secrets_is_one(const struct secrets *s, struct str decoded)
{
	uint64_t hash = s->ndecoded != 0 ? hash_text(decoded) : 0;

	return s->ndecoded != 0 && bsearch(&hash, s->decoded, s->ndecoded,
					   sizeof(*s->decoded), by_value) != NULL;
}

const struct span *
secrets_after(const struct secrets *s, size_t offset)
{
	size_t low = 0, high = s->n, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (s->spans[mid].end > offset)
			high = mid;
		else
			low = mid + 1;
	}
	return low < s->n ? &s->spans[low] : NULL;
}

bool
secrets_touch(const struct secrets *s, struct span span)
{
	const struct span *next = secrets_after(s, span.start);

	return next != NULL && next->start < span.end;
}

void
secrets_redact(struct buf *out, const struct secrets *s, struct span span)
{
	const struct span *next;
	size_t at = span.start;

	while (at < span.end) {
		next = secrets_after(s, at);
		if (next == NULL || next->start >= span.end) {
			buf_put(out, str_slice(s->text, at, span.end));
			return;
		}
		if (next->start > at)
			buf_put(out, str_slice(s->text, at, next->start));
		buf_puts(out, REDACTED);
		at = next->end;
	}
}

/*
 * Until nothing is found any more: what is hidden may have kept the rules from
 * something before it or behind (a control character that ended a password, a
 * separator before a name).  A text made to need many passes shows nothing.
 */
static void
redact(struct buf *out, struct str text, enum scan_what what)
{
	struct buf turns[2] = {BUF_INIT, BUF_INIT}, *turn;
	const char *end = text.s + text.len;
	struct arena *a;
	struct secrets s;
	size_t n = 0;

	if (sweep_to_any(text.s, end, ':', '=', '\\') == end) {
		buf_put(out, text);
		return;
	}
	a = arena_new();
	for (; n < PASSES; n++) {
		secret_scan(&s, text, what, a);
		if (s.n == 0)
			break;
		turn = &turns[n % 2];
		buf_clear(turn);
		secrets_redact(turn, &s, (struct span){0, text.len});
		text = buf_str(turn);
	}
	buf_put(out, n < PASSES ? text : STR(REDACTED));
	arena_free(a);
	buf_release(&turns[0]);
	buf_release(&turns[1]);
}

void
secret_redact_urls(struct buf *out, struct str text)
{
	redact(out, text, SCAN_URLS);
}

void
secret_redact_sentence(struct buf *out, struct str text)
{
	redact(out, text, SCAN_SENTENCE);
}

void
secret_redact_text(struct buf *out, struct str text)
{
	redact(out, text, SCAN_DOCUMENT);
}
