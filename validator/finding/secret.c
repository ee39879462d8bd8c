/* secret: what must not be shown. */
#include "finding/secret.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "finding/secret-scan.h"

enum {
	NAME_MAX_LEN = 64, /* longer names are none of ours */
	PASSES = 8         /* over a text that is shown: two nearly always do */
};

/* Names without case, '_', '-', '.' and blanks. */
static const struct str member_names[] = {
    STR_INIT("key"),           STR_INIT("password"),   STR_INIT("passwd"),
    STR_INIT("pwd"),           STR_INIT("secret"),     STR_INIT("accesstoken"),
    STR_INIT("refreshtoken"),  STR_INIT("token"),      STR_INIT("bearertoken"),
    STR_INIT("apikey"),        STR_INIT("secretkey"),  STR_INIT("privatekey"),
    STR_INIT("encryptionkey"), STR_INIT("passphrase"), STR_INIT("sharedkey"),
    STR_INIT("signingkey"),    STR_INIT("accesskey"),  STR_INIT("authorization"),
};

static const struct str parameter_names[] = {
    STR_INIT("key"),
    STR_INIT("sig"),
    STR_INIT("signature"),
    STR_INIT("token"),
    STR_INIT("secret"),
    STR_INIT("password"),
    STR_INIT("passwd"),
    STR_INIT("pwd"),
    STR_INIT("pass"),
    STR_INIT("apikey"),
    STR_INIT("auth"),
    STR_INIT("code"),
    STR_INIT("credential"),
    STR_INIT("credentials"),
    STR_INIT("jwt"),
    STR_INIT("sas"),
    STR_INIT("hmac"),
    STR_INIT("authorization"),
    STR_INIT("accesskey"),
    STR_INIT("privatekey"),
    STR_INIT("session"),
    STR_INIT("sessionid"),
    STR_INIT("subscriptionkey"),
};

/* Endings that tell: sharedSecret, client_secret, X-Amz-Signature, ... */
static const struct str member_endings[] = {
    STR_INIT("secret"),      STR_INIT("password"),   STR_INIT("passphrase"),
    STR_INIT("apikey"),      STR_INIT("privatekey"), STR_INIT("secretkey"),
    STR_INIT("accesstoken"),
};
static const struct str parameter_endings[] = {
    STR_INIT("secret"), STR_INIT("password"),   STR_INIT("passphrase"),
    STR_INIT("apikey"), STR_INIT("privatekey"), STR_INIT("secretkey"),
    STR_INIT("token"),  STR_INIT("signature"),  STR_INIT("accesskey"),
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* The character that a \uXXXX or %XX at s stands for, if it is ASCII. */
static size_t
escaped(struct str text, size_t at, char *c)
{
	int high, low;

	if (text.len - at >= 6 && memcmp(text.s + at, "\\u00", 4) == 0) {
		high = str_hex(text.s[at + 4]);
		low = str_hex(text.s[at + 5]);
		if (high >= 0 && high < 8 && low >= 0) {
			*c = (char)(high * 16 + low);
			return 6;
		}
	}
	if (text.len - at >= 3 && text.s[at] == '%') {
		high = str_hex(text.s[at + 1]);
		low = str_hex(text.s[at + 2]);
		if (high >= 0 && high < 8 && low >= 0) {
			*c = (char)(high * 16 + low);
			return 3;
		}
	}
	return 0;
}

/* name in lower case without separators and escapes; "" if it is too long. */
static struct str
plain_name(struct str name, char out[NAME_MAX_LEN])
{
	size_t len = 0, at = 0, step;
	char c;

	out[0] = '\0'; /* of an empty name, too, there is a first one to look at */
	while (at < name.len) {
		c = name.s[at];
		step = c == '\\' || c == '%' ? escaped(name, at, &c) : 0;
		at += step != 0 ? step : 1;
		if (c == '_' || c == '-' || c == '.' || c == ' ')
			continue;
		if (len == NAME_MAX_LEN)
			return STR("");
		out[len++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	return (struct str){out, len};
}

static bool
listed(struct str name, const struct str *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (name.len == names[i].len && name.s[0] == names[i].s[0] &&
		    str_equal(name, names[i]))
			return true;
	}
	return false;
}

static bool
ends_in_one(struct str name, const struct str *endings, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = endings[i].len;

		if (name.len >= len && name.s[name.len - len] == endings[i].s[0] &&
		    str_ends(name, endings[i]))
			return true;
	}
	return false;
}

bool
secret_member(struct str name)
{
	char space[NAME_MAX_LEN];
	struct str plain = plain_name(name, space);
	bool is = listed(plain, member_names, COUNT(member_names)) ||
		  ends_in_one(plain, member_endings, COUNT(member_endings));

	assert(!is || secret_member_may_end(name));
	return is;
}

enum {
	BEFORE_D = 1 << ('r' & 31) | 1 << ('w' & 31),
	BEFORE_E = 1 << ('s' & 31),
	BEFORE_N = 1 << ('e' & 31) | 1 << ('o' & 31),
	BEFORE_T = 1 << ('e' & 31)
};

const uint32_t secret_before[32] = {['d' & 31] = BEFORE_D,
				    ['e' & 31] = BEFORE_E,
				    ['n' & 31] = BEFORE_N,
				    ['t' & 31] = BEFORE_T,
				    ['y' & 31] = BEFORE_T};

/* "authorization", but not "description", "version" or "createdOn". */
bool
secret_may_end_in_on(struct str text)
{
	static const char ending[] = "ation";
	const char *end = text.s + text.len;

	for (size_t i = 3; i <= 5 && i <= text.len && is_letter(end[-(long)i]); i++) {
		if ((end[-(long)i] | 0x20) != ending[5 - i])
			return false;
	}
	return true;
}

bool
secret_parameter(struct str name)
{
	char space[NAME_MAX_LEN];
	struct str plain = plain_name(name, space);

	return listed(plain, parameter_names, COUNT(parameter_names)) ||
	       ends_in_one(plain, parameter_endings, COUNT(parameter_endings));
}

/* FNV-1a, of no more than the beginning: one that begins alike is hidden as well. */
static uint64_t
hash_text(struct str text)
{
	enum { BEGINNING = 4096 };
	uint64_t h = UINT64_C(0xcbf29ce484222325) ^ text.len;

	for (size_t i = 0; i < text.len && i < BEGINNING; i++)
		h = (h ^ (unsigned char)text.s[i]) * UINT64_C(0x100000001b3);
	return h;
}

/* The UTF-16 unit of the \\uXXXX at at, or -1. */
static long
unit_at(struct str text, size_t at)
{
	long unit = 0;

	if (text.len - at < 6 || text.s[at] != '\\' || text.s[at + 1] != 'u')
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		int digit = str_hex(text.s[i]);

		if (digit < 0)
			return -1;
		unit = unit * 16 + digit;
	}
	return unit;
}

/* What the escape at at stands for; returns its length. */
static size_t
decode_escape(struct str text, size_t at, struct buf *out)
{
	static const char names[] = "bfnrt", controls[] = "\b\f\n\r\t";
	const char *name;
	long unit = unit_at(text, at), low;
	uint32_t c = (uint32_t)unit;
	size_t len = 6;
	char bytes[4];

	if (unit < 0) {
		if (at + 1 == text.len)
			return 1;
		name = strchr(names, text.s[at + 1]);
		buf_putc(out, name != NULL && *name != '\0' ? controls[name - names]
							    : text.s[at + 1]);
		return 2;
	}
	if (unit >= 0xd800 && unit < 0xe000) {
		c = 0xfffd; /* half a pair, as the reader has it */
		low = unit_at(text, at + 6 <= text.len ? at + 6 : text.len);
		if (unit < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
			c = (uint32_t)(0x10000 + ((unit - 0xd800) << 10) +
				       (low - 0xdc00));
			len = 12;
		}
	}
	buf_add(out, bytes, utf8_encode(c, bytes));
	return len;
}

/* The text of a string with escapes, to find it again when it is quoted. */
static void
remember(struct secrets *s, struct str text)
{
	struct buf out = BUF_INIT;
	size_t at = 0;

	while (at < text.len) {
		if (text.s[at] == '\\')
			at += decode_escape(text, at, &out);
		else
			buf_putc(&out, text.s[at++]);
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

static void
keep(struct sink *sink, struct span span)
{
	struct secrets *s = sink->to;
	struct str text = str_slice(s->text, span.start, span.end);

	s->spans = arena_grow(s->arena, s->spans, &s->cap, s->n + 1, sizeof(*s->spans));
	s->spans[s->n++] = span;
	if (memchr(text.s, '\\', text.len) != NULL)
		remember(s, text);
}

void
secrets_find(struct secrets *s, struct str text, struct arena *a)
{
	struct sink sink = {.take = keep, .to = s};

	*s = (struct secrets){.text = text, .arena = a};
	secret_scan(text, SCAN_DOCUMENT, &sink);
	if (s->ndecoded != 0)
		qsort(s->decoded, s->ndecoded, sizeof(*s->decoded), by_value);
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

struct redactor {
	struct str text;
	struct buf *out;
};

static void
replace(struct sink *sink, struct span span)
{
	struct redactor *r = sink->to;

	buf_put(r->out, str_slice(r->text, sink->done, span.start));
	buf_puts(r->out, REDACTED);
}

/* One pass.  False: there is nothing to hide, and nothing was written. */
static bool
redact_once(struct buf *out, struct str text, enum scan_what what)
{
	struct redactor r = {text, out};
	struct sink sink = {.take = replace, .to = &r};

	secret_scan(text, what, &sink);
	if (sink.done == 0)
		return false;
	buf_put(out, str_slice(text, sink.done, text.len));
	return true;
}

/*
 * Until nothing is found any more: what is hidden may have kept the rules from
 * something before it or behind (a control character that ended a password, a
 * separator before a name).  A text made to need many passes shows nothing.
 */
static void
redact(struct buf *out, struct str text, enum scan_what what)
{
	struct buf turns[2] = {BUF_INIT, BUF_INIT};
	size_t n = 0;

	while (n < PASSES && redact_once(&turns[n % 2], text, what)) {
		text = buf_str(&turns[n % 2]);
		buf_clear(&turns[++n % 2]);
	}
	buf_put(out, n < PASSES ? text : STR(REDACTED));
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
