/* url: the URLs of a subscription, taken apart once for all rules. */
#include "service/url.h"

#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/percent.h"
#include "base/simd.h"
#include "base/utf8.h"
#include "load/text.h"
#include "service/subscription.h"

static void
problem(struct url *u, enum url_problem p, struct str bad)
{
	if (u->problem != URL_FINE)
		return;
	u->problem = p;
	u->bad = bad;
}

static bool
is_space(unsigned char c)
{
	return c <= 0x20 || c == 0x7f;
}

/* A run of white space, or the one character at i. */
static struct str
run_at(struct str t, size_t i)
{
	size_t end = i, n;
	uint32_t c;

	while (end < t.len && is_space((unsigned char)t.s[end]))
		end++;
	if (end > i)
		return str_slice(t, i, end);
	n = utf8_decode(t.s + i, t.len - i, &c);
	if (n == 0)
		n = utf8_ill_formed(t.s + i, t.len - i);
	return str_slice(t, i, i + n);
}

/* A '#' begins the fragment, which can have none in it (RFC 3986, 3.5). */
static bool
is_second_hash(const struct url *u, size_t i)
{
	return u->text.s[i] == '#' && u->text.s + i >= u->uri.fragment.s;
}

/*
 * RFC 3986, 2: the characters of a URL.  Brackets are for IPv6 hosts only; a
 * host in other letters is a problem of its own.
 */
static void
read_characters(struct url *u)
{
	static const char never[] = "\"<>^`{|}[]";
	struct str t = u->text;
	size_t host = (size_t)(u->uri.host.s - t.s), host_end = host + u->uri.host.len;

	for (size_t i = 0; i < t.len; i++) {
		unsigned char c = (unsigned char)t.s[i];
		bool in_host = i >= host && i < host_end;

		if (str_is_letter((char)c) || str_is_digit((char)c))
			continue;
		if (is_space(c))
			problem(u, URL_SPACE, run_at(t, i));
		else if (c == '\\')
			problem(u, URL_BACKSLASH, str_slice(t, i, i + 1));
		else if (c == '%' && percent_at(t, i) < 0)
			problem(u, URL_ESCAPE, str_slice(t, i, i + 1));
		else if (c >= 0x80 && in_host)
			problem(u, URL_HOST_LETTERS, u->uri.host);
		else if (!in_host && (c >= 0x80 || strchr(never, (char)c) != NULL ||
				      is_second_hash(u, i)))
			problem(u, URL_CHARACTER, run_at(t, i));
		if (u->problem != URL_FINE)
			return;
	}
}

static bool
scheme_fine(struct str scheme)
{
	for (size_t i = 0; i < scheme.len; i++) {
		char c = scheme.s[i];

		if (!str_is_letter(c) &&
		    (i == 0 || (!str_is_digit(c) && c != '+' && c != '-' && c != '.')))
			return false;
	}
	return true;
}

static bool
starts_fold(struct str t, struct str prefix)
{
	return t.len >= prefix.len &&
	       text_equal_fold(str_slice(t, 0, prefix.len), prefix);
}

static bool
is_http(struct str scheme)
{
	return text_equal_fold(scheme, STR("http")) ||
	       text_equal_fold(scheme, STR("https"));
}

/* What comes before the host, when it is not a scheme and two slashes. */
static void
read_start(struct url *u)
{
	struct uri *p = &u->uri;
	struct str t = u->text;
	size_t slash;

	if (!p->has_scheme) {
		if (starts_fold(t, STR("https//")) || starts_fold(t, STR("http//"))) {
			slash = (size_t)((const char *)memchr(t.s, '/', t.len) - t.s);
			problem(u, URL_NO_COLON, str_slice(t, 0, slash + 2));
		}
		problem(u, URL_NO_SCHEME, t);
	} else if (!p->has_authority && is_http(p->scheme)) {
		problem(u, URL_NO_SLASHES, str_slice(t, 0, p->scheme.len + 1));
	} else if (!p->has_authority && p->path.len != 0 &&
		   str_is_digit(p->path.s[0])) {
		problem(u, URL_NO_SCHEME, t); /* "localhost:8443/x" */
	} else if (!p->has_authority) {
		problem(u, URL_NO_HOST, t);
	} else if (!u->plain && !scheme_fine(p->scheme)) {
		problem(u, URL_BAD_SCHEME, p->scheme);
	}
}

/* RFC 3986, 3.2.3: digits or nothing; TCP has 1 to 65535. */
static void
read_port(struct url *u)
{
	struct str port = u->uri.port;
	uint32_t value = 0;

	for (size_t i = 0; i < port.len; i++) {
		if (port.s[i] == ':' && i > 0) {
			problem(u, URL_PORT_COLON, str_slice(port, i, port.len));
			return;
		}
		if (!str_is_digit(port.s[i])) {
			problem(u, URL_PORT, port);
			return;
		}
		value =
		    value > 65535 ? value : value * 10 + (uint32_t)(port.s[i] - '0');
	}
	if (port.len != 0 && (value == 0 || value > 65535))
		problem(u, URL_PORT, port);
	else
		u->port = value;
}

static void
read_authority(struct url *u, struct arena *a)
{
	struct uri *p = &u->uri;

	if (!p->has_authority)
		return;
	if (p->host.len == 0) {
		problem(u, URL_NO_HOST,
			str_slice(u->text, 0, (size_t)(p->host.s - u->text.s)));
		return;
	}
	host_read(&u->host, p->host, a);
	if (u->host.form == HOST_INVALID)
		problem(u, URL_HOST, u->host.bad.len != 0 ? u->host.bad : p->host);
	if (u->host.non_ascii)
		problem(u, URL_HOST_LETTERS, p->host);
	read_port(u);
}

/*
 * Whether that is a host of several labels which any reader takes for a name: each begins
 * and ends with a letter or a digit, and none is coded (RFC 3490, 5).
 */
static bool
is_plain_host(struct str host, uint64_t marks)
{
	const char *last = host.s + host.len;

	if (host.len == 0 || host.len >= 64)
		return false;
	marks &= (UINT64_C(1) << host.len) - 1;
	if ((marks & (marks << 1 | 1 | UINT64_C(1) << (host.len - 1))) != 0)
		return false;
	while (last > host.s && last[-1] != '.')
		last--;
	return last > host.s && !str_is_digit(*last);
}

/* Whether the host at from is that of another URL, which is a plain one. */
static bool
has_host_of(const struct url *like, const char *from, const char *end)
{
	struct str host = like->host.name;

	return like->quick && (size_t)(end - from) > host.len &&
	       from[host.len] == '/' && hash_same(from, host.s, host.len);
}

/* The length of the plain host at from, which another URL may have as well; 0: none. */
static size_t
plain_host(struct str text, const char *from, const struct url *like)
{
	const char *end = text.s + text.len;
	struct str host = {from, 0};
	uint64_t marks;

	if (like != NULL && has_host_of(like, from, end))
		return like->host.name.len;
	host.len = sweep_host(text.s, from, end, &marks);
	return is_plain_host(host, marks) ? host.len : 0;
}

/*
 * All of "https://", a plain host and a plain path, as uri_split() and host_read() would
 * read it; else false.  They go through it five times: of a varied document that took 650
 * instructions more.
 */
static bool
read_plain(struct url *u, struct str text, const struct url *like)
{
	const char *from = text.s + 8, *end = text.s + text.len, *path;
	struct str host = {from, 0};

	if (text.len < 8 || memcmp(text.s, "https://", 8) != 0)
		return false;
	host.len = plain_host(text, from, like);
	path = from + host.len;
	if (host.len == 0 || (path < end && *path != '/') ||
	    sweep_web(text.s, path, end, '?', true) != end)
		return false;
	u->text = text;
	u->plain = u->quick = true;
	u->uri = (struct uri){.scheme = {text.s, 5},
			      .authority = host,
			      .userinfo = {from, 0},
			      .host = host,
			      .port = {path, 0},
			      .path = {path, (size_t)(end - path)},
			      .query = {end, 0},
			      .fragment = {end, 0},
			      .has_scheme = true,
			      .has_authority = true,
			      .plain = true};
	u->problem = URL_FINE;
	u->bad = (struct str){NULL, 0};
	u->host = (struct host){.text = host, .name = host};
	u->port = 0;
	return true;
}

/* Where what stands in text from at on, or its length. */
static size_t
find(struct str text, struct str what, size_t at)
{
	while (at < text.len && !str_starts(str_slice(text, at, text.len), what))
		at++;
	return at;
}

/* "<YOUR URL>", "https://<host>/x": not a URL with a mistake, but a place for one. */
struct str
url_gap(struct str text)
{
	static const struct {
		const char *open, *close;
	} brackets[] = {
	    {"<", ">"},
	    {"\xe2\x80\xb9", "\xe2\x80\xba"}, /* single angle quotation marks */
	    {"\xc2\xab", "\xc2\xbb"},         /* and double ones */
	    {"\xe2\x9f\xa8", "\xe2\x9f\xa9"}, /* angle brackets of mathematics, */
	    {"\xe3\x80\x88", "\xe3\x80\x89"}, /* of Chinese and Japanese, */
	    {"\xef\xbc\x9c", "\xef\xbc\x9e"}, /* and of full width */
	};
	const char *end = text.s + text.len;

	if (memchr(text.s, '<', text.len) == NULL && sweep_ascii(text.s, end) == end)
		return STR("");
	for (size_t i = 0; i < sizeof(brackets) / sizeof(*brackets); i++) {
		struct str open = str_from(brackets[i].open);
		struct str close = str_from(brackets[i].close);
		size_t from = find(text, open, 0), to = find(text, close, from);

		if (to < text.len)
			return str_slice(text, from, to + close.len);
	}
	return STR("");
}

bool
url_read(struct url *u, struct node n, const char *name, const struct url *like,
	 struct arena *a)
{
	struct str text = node_string(n);

	if (!node_is(n, NODE_STRING) || node_is_template(n))
		return false;
	if (read_plain(u, text, like)) {
		u->node = n;
		u->name = name;
		return true;
	}
	*u = (struct url){.node = n, .name = name, .text = text};
	uri_split(text, &u->uri);
	u->plain = u->uri.plain && str_equal(u->uri.scheme, STR("https"));
	if (!u->plain && url_gap(text).len != 0)
		return false;
	if (text.len == 0)
		problem(u, URL_EMPTY, text);
	if (!u->plain)
		read_characters(u);
	if (u->problem == URL_FINE)
		read_start(u);
	read_authority(u, a);
	return true;
}

size_t
url_read_all(struct url *urls, const struct subscription *s, struct arena *a)
{
	size_t n = 0;

	n += url_read(&urls[n], s->webhook_url, "webhookUrl", NULL, a);
	n += url_read(&urls[n], s->health_check_url, "healthCheckUrl",
		      n != 0 ? &urls[n - 1] : NULL, a);
	n += url_read(&urls[n], s->oauth_url, "oAuthURL", NULL, a);
	return n;
}

bool
url_is_https(const struct url *u)
{
	return u->plain || text_equal_fold(u->uri.scheme, STR("https"));
}

/* A plain URL is but for its port, an empty path and dots at the start of a segment. */
static bool
is_normal_but_port(const struct url *u)
{
	const struct uri *p = &u->uri;

	return u->plain && p->path.len != 0 &&
	       (memchr(p->path.s, '.', p->path.len) == NULL ||
		memmem(p->path.s, p->path.len, "/.", 2) == NULL);
}

/* The text without the port, as responses have it: 3,000 instructions less for each. */
static struct str
without_port(const struct url *u, struct arena *a)
{
	const char *text = u->text.s, *path = u->uri.path.s;
	size_t n = (size_t)(u->uri.host.s + u->uri.host.len - text);
	size_t rest = (size_t)(text + u->text.len - path);
	char *out = arena_alloc(a, n + rest);

	memcpy(out, text, n);
	memcpy(out + n, path, rest);
	return (struct str){out, n + rest};
}

struct str
url_comparable(const struct url *u, struct arena *a)
{
	const struct uri *p = &u->uri;

	if (!is_normal_but_port(u))
		return url_normal(u->text, a);
	if (p->has_port && (p->port.len == 0 || str_is(p->port, "443")))
		return without_port(u, a);
	return u->text;
}

struct str
url_normal(struct str text, struct arena *a)
{
	struct str t = uri_without_fragment(uri_normalize(text, a));
	bool https = str_starts(t, STR("https:"));
	struct uri u;
	char *out;
	size_t n;

	uri_split(t, &u);
	if (!u.has_authority)
		return t;
	out = arena_alloc(a, t.len + 1);
	n = (size_t)(u.host.s + u.host.len - t.s);
	memcpy(out, t.s, n);
	if (u.has_port && u.port.len != 0 && !str_is(u.port, https ? "443" : "80")) {
		memcpy(out + n, u.port.s - 1, u.port.len + 1);
		n += u.port.len + 1;
	}
	if (u.path.len == 0)
		out[n++] = '/';
	text.s = u.path.s;
	text.len = (size_t)(t.s + t.len - u.path.s);
	if (u.path.len == 0 && text.len == 0)
		return (struct str){out, n};
	memcpy(out + n, text.s, text.len);
	return (struct str){out, n + text.len};
}
