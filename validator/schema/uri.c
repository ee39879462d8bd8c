/*
 * uri: URIs and IRIs by RFC 3986 and RFC 3987.
 *
 * The grammar needs no parser: the delimiters separate the parts without regard
 * to what the parts hold (3986, appendix B), and then each part is a string over
 * a set of characters.
 */
#include "schema/uri.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/percent.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "schema/formats/formats.h"

/* Kinds of characters (3986, 2 and 3.3); a set of them is a sum. */
enum {
	UNRESERVED = 1,
	SUB_DELIM = 2,
	COLON = 4,
	AT = 8,
	SLASH = 16,
	QUESTION = 32,
	HASH = 64,
	IPRIVATE = 128, /* beyond ASCII; ucschar (3987, 2.2) is in every set */

	USERINFO = UNRESERVED | SUB_DELIM | COLON,
	REG_NAME = UNRESERVED | SUB_DELIM,
	PATH = USERINFO | AT | SLASH,
	FRAGMENT = PATH | QUESTION,
	QUERY = FRAGMENT | IPRIVATE
};

/* clang-format off */
static const unsigned char kinds[256] = {
	 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, /* controls */
	 0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, /* controls */
	 0,  2,  0, 64,  2,  0,  2,  2,  2,  2,  2,  2,  2,  1,  1, 16, /* space ! " # $ ... */
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  4,  2,  0,  2,  0, 32, /* 0 ... */
	 8,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1, /* @ A ... */
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  0,  1, /* P ... */
	 0,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1, /* ` a ... */
	 1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  1,  0, /* p ... */
};
/* clang-format on */

static unsigned
kind(char c)
{
	return kinds[(unsigned char)c];
}

/* Where the first of the delimiters is, or the end. */
static size_t
find_delimiter(struct str t, size_t from, unsigned delimiters)
{
	while (from < t.len && (kind(t.s[from]) & delimiters) == 0)
		from++;
	return from;
}

/* 3986, 3.2; of several '@' the last counts, as in browsers. */
static void
split_authority(struct uri *u)
{
	struct str a = u->authority;
	size_t at = u->plain ? 0 : a.len, colon;

	while (at > 0 && a.s[at - 1] != '@')
		at--;
	u->has_userinfo = at > 0;
	u->userinfo = str_slice(a, 0, at > 0 ? at - 1 : 0);
	colon = at;
	if (colon < a.len && a.s[colon] == '[')
		while (colon < a.len && a.s[colon] != ']')
			colon++;
	if (colon < a.len) {
		const char *found = memchr(a.s + colon, ':', a.len - colon);

		colon = found != NULL ? (size_t)(found - a.s) : a.len;
	}
	u->has_port = colon < a.len;
	u->host = str_slice(a, at, colon);
	u->port = str_slice(a, u->has_port ? colon + 1 : colon, a.len);
}

/*
 * Where the first of the delimiters is, or the end.  What nearly every URL consists of
 * is passed at once: no delimiter is among it but stop.
 */
static size_t
find_part_end(struct uri *u, struct str t, size_t from, unsigned delimiters, char stop,
	      bool upper)
{
	size_t end =
	    (size_t)(sweep_web(t.s, t.s + from, t.s + t.len, stop, upper) - t.s);

	if (end == t.len || (kind(t.s[end]) & delimiters) != 0)
		return end;
	u->plain = false;
	return find_delimiter(t, end, delimiters);
}

void
uri_split(struct str text, struct uri *u)
{
	size_t i, end = find_delimiter(text, 0, COLON | SLASH | QUESTION | HASH);

	memset(u, 0, sizeof(*u));
	if (text.s == NULL)
		text.s = "";
	u->plain = true;
	u->has_scheme = end > 0 && end < text.len && text.s[end] == ':';
	u->scheme = str_slice(text, 0, u->has_scheme ? end : 0);
	i = u->has_scheme ? end + 1 : 0;
	u->has_authority = str_starts(str_slice(text, i, text.len), STR("//"));
	end = i;
	if (u->has_authority) {
		i += 2;
		end = find_part_end(u, text, i, SLASH | QUESTION | HASH, '/', false);
	}
	u->authority = str_slice(text, i, end);
	i = find_part_end(u, text, end, QUESTION | HASH, '?', true);
	u->path = str_slice(text, end, i);
	u->has_query = i < text.len && text.s[i] == '?';
	end = u->has_query ? find_delimiter(text, i, HASH) : i;
	u->query = str_slice(text, u->has_query ? i + 1 : i, end);
	u->has_fragment = end < text.len;
	u->fragment = str_slice(text, u->has_fragment ? end + 1 : end, text.len);
	u->plain = u->plain && i == text.len;
	split_authority(u);
}

/* 3987, 2.2: ucschar */
bool
uri_is_ucschar(uint32_t c)
{
	if (c < 0x10000)
		return (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) ||
		       (c >= 0xfdf0 && c <= 0xffef);
	return (c & 0xffff) <= 0xfffd && c <= 0xefffd && (c < 0xe0000 || c >= 0xe1000);
}

/* 3987, 2.2: iprivate */
bool
uri_is_iprivate(uint32_t c)
{
	return (c >= 0xe000 && c <= 0xf8ff) || (c >= 0xf0000 && (c & 0xffff) <= 0xfffd);
}

/* Whether part holds only characters of the set and well-formed "%xx". */
static bool
consists_of(struct str part, unsigned set, bool iri)
{
	size_t i = 0, n;
	uint32_t c;

	for (;;) {
		while (i < part.len && (kind(part.s[i]) & set) != 0)
			i++;
		if (i == part.len)
			return true;
		if (part.s[i] == '%') {
			if (percent_at(part, i) < 0)
				return false;
			i += 3;
			continue;
		}
		n = utf8_decode(part.s + i, part.len - i, &c);
		if (!iri || n < 2 ||
		    !(uri_is_ucschar(c) ||
		      ((set & IPRIVATE) != 0 && uri_is_iprivate(c))))
			return false;
		i += n;
	}
}

static bool
scheme_valid(struct str scheme)
{
	size_t i;

	for (i = 0; i < scheme.len; i++)
		if (!str_is_letter(scheme.s[i]) &&
		    (i == 0 || (!str_is_digit(scheme.s[i]) && scheme.s[i] != '+' &&
				scheme.s[i] != '-' && scheme.s[i] != '.')))
			return false;
	return scheme.len != 0;
}

/* 3986, 3.2.2: "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) */
static bool
future_valid(struct str text)
{
	size_t i = 1;

	if (text.len == 0 || (text.s[0] != 'v' && text.s[0] != 'V'))
		return false;
	while (i < text.len && str_hex(text.s[i]) >= 0)
		i++;
	if (i == 1 || i + 1 >= text.len || text.s[i] != '.')
		return false;
	while (++i < text.len)
		if ((kind(text.s[i]) & (UNRESERVED | SUB_DELIM | COLON)) == 0)
			return false;
	return true;
}

/* An IPv4 address is a reg-name, too; one out of range is only that. */
static bool
host_valid(struct str host, bool iri)
{
	struct str literal;

	if (host.len == 0 || host.s[0] != '[')
		return consists_of(host, REG_NAME, iri);
	if (host.s[host.len - 1] != ']')
		return false;
	literal = str_slice(host, 1, host.len - 1);
	return ip_is_v6(literal) || future_valid(literal);
}

static bool
port_valid(struct str port)
{
	size_t i = 0;

	while (i < port.len && str_is_digit(port.s[i]))
		i++;
	return i == port.len;
}

/* 3986, 4.2: without a scheme, the first segment must not look like one. */
static bool
first_segment_has_colon(struct str p)
{
	size_t i = find_delimiter(p, 0, COLON | SLASH);

	return i < p.len && p.s[i] == ':';
}

bool
uri_valid(struct str text, enum uri_form form)
{
	bool iri = form == IRI_ABSOLUTE || form == IRI_REFERENCE;
	struct uri u;

	uri_split(text, &u);
	if (u.has_scheme ? !scheme_valid(u.scheme)
			 : form == URI_ABSOLUTE || form == IRI_ABSOLUTE)
		return false;
	if (!u.has_scheme && !u.has_authority && first_segment_has_colon(u.path))
		return false;
	return consists_of(u.userinfo, USERINFO, iri) && host_valid(u.host, iri) &&
	       port_valid(u.port) && consists_of(u.path, PATH, iri) &&
	       consists_of(u.query, QUERY, iri) &&
	       consists_of(u.fragment, FRAGMENT, iri);
}

/* Text that is put together in memory known to be large enough. */
struct output {
	char *s;
	size_t len;
};

static void
put_part(struct output *o, struct str t)
{
	if (t.len != 0)
		memcpy(o->s + o->len, t.s, t.len);
	o->len += t.len;
}

/* Takes the last segment and the '/' before it away, down to floor. */
static void
drop_segment(struct output *o, size_t floor)
{
	while (o->len > floor && o->s[--o->len] != '/')
		;
}

/*
 * 3986, 5.2.4.  What is left of a path without a '/' in front may get one, when
 * "..", takes its first segment away: that is what the text says.
 */
static void
put_without_dots(struct output *o, struct str p)
{
	size_t floor = o->len, i = 0, end;
	struct str segment;

	for (;;) {
		segment = str_slice(p, i, find_delimiter(p, i, SLASH));
		if (!str_is(segment, ".") && !str_is(segment, ".."))
			break;
		i += segment.len;
		if (i == p.len)
			return;
		i++;
	}
	put_part(o, segment);
	for (i += segment.len; i < p.len; i = end) {
		end = find_delimiter(p, i + 1, SLASH);
		segment = str_slice(p, i + 1, end);
		if (str_is(segment, ".."))
			drop_segment(o, floor);
		else if (!str_is(segment, "."))
			put_part(o, str_slice(p, i, end));
		if (end == p.len && (str_is(segment, ".") || str_is(segment, "..")))
			put_part(o, STR("/"));
	}
}

/*
 * The same for a path that is relative to nothing known: it stays so, and the
 * ".." that lead out of it stay in front.
 */
static void
put_relative(struct output *o, struct str p)
{
	size_t floor = o->len, start = o->len, i, end;
	struct str segment;

	for (i = 0; i <= p.len; i = end + 1) {
		end = find_delimiter(p, i, SLASH);
		segment = str_slice(p, i, end);
		if (str_is(segment, "."))
			continue;
		if (str_is(segment, "..") && o->len > floor) {
			o->len--; /* the '/' behind the last segment */
			while (o->len > floor && o->s[o->len - 1] != '/')
				o->len--;
			continue;
		}
		put_part(o, segment);
		if (end < p.len || str_is(segment, ".."))
			put_part(o, STR("/"));
		if (str_is(segment, ".."))
			floor = o->len;
	}
	if (o->len == start && p.len != 0)
		put_part(o, STR("./"));
}

/* 3986, 5.3, the path apart; u's parts as they are, but for the path. */
static void
put_before_path(struct output *o, const struct uri *u)
{
	if (u->has_scheme) {
		put_part(o, u->scheme);
		put_part(o, STR(":"));
	}
	if (u->has_authority) {
		put_part(o, STR("//"));
		put_part(o, u->authority);
	}
}

/*
 * What must stand in front of path, if without it the path would be read as
 * something else: "//x" as an authority, "x:y" as a scheme.
 */
static struct str
guard(const struct uri *u, bool relative, struct str p)
{
	if (u->has_authority)
		return STR("");
	if (relative && str_starts(p, STR("/")))
		return STR("./");
	if (str_starts(p, STR("//")))
		return STR("/.");
	return !u->has_scheme && first_segment_has_colon(p) ? STR("./") : STR("");
}

static void
put_uri_path(struct output *o, const struct uri *u, struct str p)
{
	bool relative = !u->has_scheme && !u->has_authority && !str_starts(p, STR("/"));
	struct str done = {o->s + o->len, 0}, before;

	if (relative)
		put_relative(o, p);
	else
		put_without_dots(o, p);
	done.len = (size_t)(o->s + o->len - done.s);
	before = guard(u, relative, done);
	memmove(o->s + o->len - done.len + before.len, done.s, done.len);
	memcpy(o->s + o->len - done.len, before.s, before.len);
	o->len += before.len;
}

/* 3986, 5.2.3; lives in the arena. */
static struct str
merge(const struct uri *base, struct str p, struct arena *a)
{
	struct output o = {arena_alloc(a, base->path.len + p.len + 1), 0};

	if (base->has_authority && base->path.len == 0) {
		put_part(&o, STR("/"));
	} else {
		put_part(&o, base->path);
		while (o.len > 0 && o.s[o.len - 1] != '/')
			o.len--;
	}
	put_part(&o, p);
	return (struct str){o.s, o.len};
}

struct str
uri_resolve(struct str base, struct str reference, struct arena *a)
{
	struct output o = {arena_alloc(a, base.len + reference.len + 16), 0};
	struct uri b, r, t;

	uri_split(base, &b);
	uri_split(reference, &r);
	t = r.has_scheme ? r : b;
	if (!r.has_scheme && r.has_authority) {
		t.has_authority = true;
		t.authority = r.authority;
	}
	put_before_path(&o, &t);
	if (r.has_scheme || r.has_authority || str_starts(r.path, STR("/")))
		put_uri_path(&o, &t, r.path);
	else if (r.path.len != 0)
		put_uri_path(&o, &t, merge(&b, r.path, a));
	else
		put_part(&o, b.path);
	if (r.has_scheme || r.has_authority || r.path.len != 0 || r.has_query)
		b.has_query = false;
	if (r.has_query || b.has_query) {
		put_part(&o, STR("?"));
		put_part(&o, r.has_query ? r.query : b.query);
	}
	if (r.has_fragment) {
		put_part(&o, STR("#"));
		put_part(&o, r.fragment);
	}
	o.s[o.len] = '\0';
	return (struct str){o.s, o.len};
}

/* 3986, 6.2.2.1 and 6.2.2.2 */
static void
put_normal(struct output *o, struct str part, bool lower)
{
	size_t i = 0;
	int byte;
	char c;

	while (i < part.len) {
		byte = percent_at(part, i);
		c = byte >= 0 ? (char)byte : part.s[i];
		i += byte >= 0 ? 3 : 1;
		if (byte >= 0 && (kind(c) & UNRESERVED) == 0) {
			percent_write(o->s + o->len, c);
			o->len += 3;
		} else {
			o->s[o->len++] = lower ? str_lower(c) : c;
		}
	}
}

struct str
uri_normalize(struct str text, struct arena *a)
{
	struct output o = {arena_alloc(a, text.len + 16), 0};
	struct output decoded;
	struct uri u;

	uri_split(text, &u);
	if (u.has_scheme) {
		put_normal(&o, u.scheme, true);
		put_part(&o, STR(":"));
	}
	if (u.has_authority) {
		put_part(&o, STR("//"));
		put_normal(&o, u.userinfo, false);
		put_part(&o, u.has_userinfo ? STR("@") : STR(""));
		put_normal(&o, u.host, true);
		put_part(&o, u.has_port ? STR(":") : STR(""));
		put_part(&o, u.port);
	}
	decoded = (struct output){arena_alloc(a, u.path.len + 1), 0};
	put_normal(&decoded, u.path, false);
	put_uri_path(&o, &u, (struct str){decoded.s, decoded.len});
	if (u.has_query) {
		put_part(&o, STR("?"));
		put_normal(&o, u.query, false);
	}
	if (u.fragment.len != 0) {
		put_part(&o, STR("#"));
		put_normal(&o, u.fragment, false);
	}
	o.s[o.len] = '\0';
	return (struct str){o.s, o.len};
}

static bool
in_uri(char c)
{
	return (kind(c) & (QUERY | HASH)) != 0 || c == '%' || c == '[' || c == ']';
}

static bool
in_path(char c)
{
	return (kind(c) & PATH) != 0;
}

struct str
uri_mapped(struct str text, struct arena *a)
{
	return percent_encoded(text, in_uri, a);
}

struct str
uri_path(struct str path, struct arena *a)
{
	return percent_encoded(path, in_path, a);
}

struct str
uri_without_fragment(struct str text)
{
	const char *hash = text.len != 0 ? memchr(text.s, '#', text.len) : NULL;

	return hash != NULL ? str_slice(text, 0, (size_t)(hash - text.s)) : text;
}

struct str
uri_fragment_decoded(struct str text, struct arena *a)
{
	size_t i = uri_without_fragment(text).len + 1;

	return i <= text.len ? percent_decoded(str_slice(text, i, text.len), a)
			     : STR("");
}
