/* secret: what must not be shown. */
#include "report/secret.h"

#include <stdint.h>

#include "base/arena.h"

enum {
	NAME_MAX_LEN = 64 /* longer names are none of ours */
};

/* Names without case, '_', '-' and '.'. */
static const char *const member_names[] = {
    "key",         "password",     "passwd",        "pwd",         "secret",
    "accesstoken", "refreshtoken", "token",         "bearertoken", "apikey",
    "secretkey",   "privatekey",   "encryptionkey", "passphrase",  "sharedkey",
    "signingkey",  "accesskey",    "authorization",
};

static const char *const parameter_names[] = {
    "key",
    "sig",
    "signature",
    "token",
    "secret",
    "password",
    "passwd",
    "pwd",
    "pass",
    "apikey",
    "auth",
    "code",
    "credential",
    "credentials",
    "jwt",
    "sas",
    "hmac",
    "authorization",
    "accesskey",
    "privatekey",
    "session",
    "sessionid",
    "subscriptionkey",
};

/* Endings that tell: sharedSecret, client_secret, X-Amz-Signature, ... */
static const char *const member_endings[] = {"secret",     "password",   "passphrase",
					     "apikey",     "privatekey", "secretkey",
					     "accesstoken"};
static const char *const parameter_endings[] = {"secret", "password",   "passphrase",
						"apikey", "privatekey", "secretkey",
						"token",  "signature",  "accesskey"};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that a \uXXXX or %XX at s stands for, if it is ASCII. */
static size_t
escaped(struct str text, size_t at, char *c)
{
	int high, low;

	if (text.len - at >= 6 && memcmp(text.s + at, "\\u00", 4) == 0) {
		high = hex(text.s[at + 4]);
		low = hex(text.s[at + 5]);
		if (high >= 0 && high < 8 && low >= 0) {
			*c = (char)(high * 16 + low);
			return 6;
		}
	}
	if (text.len - at >= 3 && text.s[at] == '%') {
		high = hex(text.s[at + 1]);
		low = hex(text.s[at + 2]);
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

	while (at < name.len) {
		c = name.s[at];
		step = escaped(name, at, &c);
		at += step != 0 ? step : 1;
		if (c == '_' || c == '-' || c == '.')
			continue;
		if (len == NAME_MAX_LEN)
			return STR("");
		out[len++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	return (struct str){out, len};
}

static bool
listed(struct str name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_is(name, names[i]))
			return true;
	}
	return false;
}

static bool
ends_in_one(struct str name, const char *const *endings, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (str_ends(name, str_from(endings[i])))
			return true;
	}
	return false;
}

bool
secret_member(struct str name)
{
	char space[NAME_MAX_LEN];
	struct str plain = plain_name(name, space);

	return listed(plain, member_names, COUNT(member_names)) ||
	       ends_in_one(plain, member_endings, COUNT(member_endings));
}

bool
secret_parameter(struct str name)
{
	char space[NAME_MAX_LEN];
	struct str plain = plain_name(name, space);

	return listed(plain, parameter_names, COUNT(parameter_names)) ||
	       ends_in_one(plain, parameter_endings, COUNT(parameter_endings));
}

/* Who gets the spans of the secrets, in order. */
struct sink {
	void (*take)(struct sink *sink, struct span span);
	void *to;
	size_t done; /* offset behind the last one taken */
};

static bool
starts_at(struct str text, size_t at, size_t end, const char *what)
{
	size_t len = strlen(what);

	return end - at >= len && memcmp(text.s + at, what, len) == 0;
}

/* Length of a slash at at, which JSON may have escaped; else 0. */
static size_t
slash(struct str text, size_t at, size_t end)
{
	if (at < end && text.s[at] == '/')
		return 1;
	return starts_at(text, at, end, "\\/") ? 2 : 0;
}

/* Length of a separator of parameters: &, ; or & as Go's JSON writes it. */
static size_t
separator(struct str text, size_t at, size_t end)
{
	if (text.s[at] == '&' || text.s[at] == ';' || text.s[at] == '?' ||
	    text.s[at] == '#')
		return 1;
	return starts_at(text, at, end, "\\u0026") ? 6 : 0;
}

/* Nothing, a template, or hidden already. */
static bool
harmless(struct str text, size_t at, size_t end)
{
	return at == end || starts_at(text, at, end, REDACTED) ||
	       starts_at(text, at, end, "${") || starts_at(text, at, end, "{{") ||
	       starts_at(text, at, end, "<%=");
}

/* The parameters from at (behind '?' or '#') to end. */
static void
parameters(struct str text, size_t at, size_t end, struct sink *sink)
{
	size_t name, value, equals = 0, step = 0;

	while (at < end) {
		for (name = at; at < end && (step = separator(text, at, end)) == 0;
		     at++) {
			if (text.s[at] == '=' || starts_at(text, at, end, "\\u003d"))
				break;
		}
		if (at < end && step != 0) {
			at += step;
			continue;
		}
		equals = at;
		if (at < end)
			at += text.s[at] == '=' ? 1 : 6;
		for (value = at; at < end && (step = separator(text, at, end)) == 0;)
			at++;
		if (!harmless(text, value, at) &&
		    secret_parameter(str_slice(text, name, equals)))
			sink->take(sink, (struct span){value, at});
		if (at < end)
			at += step;
	}
}

/*
 * The end of the user information of the authority from..end, or 0.  A slash
 * in a password ends the authority for a parser, but it is a secret still.
 */
static size_t
userinfo_end(struct str text, size_t from, size_t end)
{
	size_t at, found = 0;
	bool port = true, colon = false;

	for (at = from; at < end && text.s[at] != '?' && text.s[at] != '#'; at++) {
		if (text.s[at] == '@')
			found = at;
		else if (slash(text, at, end) != 0 && (found != 0 || !colon || port))
			break;
		else if (text.s[at] == ':')
			colon = true;
		else if (colon && (text.s[at] < '0' || text.s[at] > '9'))
			port = false;
	}
	return found;
}

/* The URL whose scheme's ':' is at colon, up to end. */
static void
url(struct str text, size_t colon, size_t end, struct sink *sink)
{
	size_t at = colon + 1, at_sign;

	at += slash(text, at, end);
	at += slash(text, at, end);
	at_sign = userinfo_end(text, at, end);
	if (at_sign > at && !starts_at(text, at, end, REDACTED "@"))
		sink->take(sink, (struct span){at, at_sign});
	if (at_sign > at)
		at = at_sign + 1;
	while (at < end && text.s[at] != '?' && text.s[at] != '#')
		at++;
	if (at < end)
		parameters(text, at + 1, end, sink);
}

/* Every URL in from..end; stop: a character that ends a URL, or 0. */
static void
urls(struct str text, size_t from, size_t end, char stop, struct sink *sink)
{
	const char *colon;
	size_t at = from, url_end;

	while (at < end && (colon = memchr(text.s + at, ':', end - at)) != NULL) {
		size_t here = (size_t)(colon - text.s), first;

		at = here + 1;
		first = slash(text, at, end);
		if (first == 0 || slash(text, at + first, end) == 0)
			continue;
		for (url_end = at; url_end < end; url_end++) {
			char c = text.s[url_end];

			if ((c >= 0 && c <= ' ') || c == '"' || c == '`' ||
			    (stop != 0 && c == stop))
				break;
		}
		url(text, here, url_end, sink);
		at = url_end;
	}
}

/* The end of the string whose opening quote is at at: its closing quote, a
 * line end or the end of the text. */
static size_t
string_end(struct str text, size_t at)
{
	for (at++; at < text.len; at++) {
		char c = text.s[at];

		if (c == '"' || c == '\n' || c == '\r')
			return at;
		if (c == '\\' && at + 1 < text.len && text.s[at + 1] != '\n')
			at++;
	}
	return text.len;
}

static size_t
skip_blank(struct str text, size_t at)
{
	while (at < text.len && (text.s[at] == ' ' || text.s[at] == '\t' ||
				 text.s[at] == '\n' || text.s[at] == '\r'))
		at++;
	return at;
}

/* A value without quotes: a number, a word. */
static size_t
word_end(struct str text, size_t at)
{
	while (at < text.len && strchr(" \t\r\n,:]}[{\"", text.s[at]) == NULL)
		at++;
	return at;
}

static bool
is_literal(struct str word)
{
	return str_is(word, "null") || str_is(word, "true") || str_is(word, "false");
}

/* Strings and words in turn; a name decides about what follows it. */
static void
scan(struct str text, struct sink *sink)
{
	bool secret = false;
	size_t at = 0, from, end;

	while (at < text.len) {
		if (text.s[at] == '"') {
			from = at + 1;
			end = string_end(text, at);
			at = end < text.len && text.s[end] == '"' ? end + 1 : end;
			end = end < from ? from : end;
			if (skip_blank(text, at) < text.len &&
			    text.s[skip_blank(text, at)] == ':')
				secret = secret_member(str_slice(text, from, end));
			else if (!secret)
				urls(text, from, end, 0, sink);
			else if (!harmless(text, from, end))
				sink->take(sink, (struct span){from, end});
		} else if (strchr(" \t\r\n,:[{", text.s[at]) != NULL) {
			at++; /* strchr: also a NUL */
		} else if (text.s[at] == '}' || text.s[at] == ']') {
			secret = false;
			at++;
		} else {
			from = at;
			at = word_end(text, at);
			if (at == from)
				at++;
			if (secret && !is_literal(str_slice(text, from, at)))
				sink->take(sink, (struct span){from, at});
			else if (!secret)
				urls(text, from, at, 0, sink);
		}
	}
}

static void
keep(struct sink *sink, struct span span)
{
	struct secrets *s = sink->to;

	s->spans = arena_grow(s->arena, s->spans, &s->cap, s->n + 1, sizeof(*s->spans));
	s->spans[s->n++] = span;
}

void
secrets_find(struct secrets *s, struct str text, struct arena *a)
{
	struct sink sink = {keep, s, 0};

	*s = (struct secrets){.text = text, .arena = a};
	scan(text, &sink);
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
	sink->done = span.end;
}

void
secret_redact_urls(struct buf *out, struct str text)
{
	struct redactor r = {text, out};
	struct sink sink = {replace, &r, 0};

	urls(text, 0, text.len, '\'', &sink);
	buf_put(out, str_slice(text, sink.done, text.len));
}
