/*
 * Fuzzing URLs: input is a URL, a line end, a reference.
 *
 * What RFC 3986 says of URIs must hold of ours: a valid one stays valid through
 * normalising and resolving, and both come to rest.  A URL of a subscription is
 * judged with a place in its text; an address means the same however it is spelt.
 */
#include "service/url.h"
#include "base/arena.h"
#include "base/buf.h"
#include "fuzz.h"
#include "load/reader.h"
#include "schema/format.h"
#include "schema/uri.h"

static void
uris(struct str a, struct str b, struct arena *arena)
{
	struct str t;
	bool uri = uri_valid(a, URI_ABSOLUTE), iri = uri_valid(a, IRI_ABSOLUTE);

	MUST(!uri || (iri && uri_valid(a, URI_REFERENCE)));
	MUST(!iri || uri_valid(a, IRI_REFERENCE));
	MUST(!uri_valid(a, URI_REFERENCE) || uri_valid(a, IRI_REFERENCE));
	t = uri_normalize(a, arena);
	MUST(!uri || uri_valid(t, URI_ABSOLUTE));
	MUST(!uri_valid(a, IRI_REFERENCE) || str_equal(uri_normalize(t, arena), t));
	t = uri_resolve(a, b, arena);
	MUST(t.len <= a.len + b.len + 16);
	MUST(!uri || !uri_valid(b, URI_REFERENCE) || uri_valid(t, URI_ABSOLUTE));
	if (uri_valid(t, IRI_ABSOLUTE)) { /* which is a fixed point without its dots */
		t = uri_resolve(a, t, arena);
		MUST(str_equal(uri_resolve(a, t, arena), t));
	}
	(void)uri_fragment_decoded(a, arena);
}

/* The parts and their delimiters are the whole (3986, 5.3). */
static void
parts(struct str text)
{
	struct uri u;
	size_t len;

	uri_split(text, &u);
	len = u.path.len + (u.has_scheme ? u.scheme.len + 1 : 0) +
	      (u.has_authority ? u.authority.len + 2 : 0) +
	      (u.has_query ? u.query.len + 1 : 0) +
	      (u.has_fragment ? u.fragment.len + 1 : 0);
	MUST(len == text.len);
	len = u.host.len + (u.has_userinfo ? u.userinfo.len + 1 : 0) +
	      (u.has_port ? u.port.len + 1 : 0);
	MUST(len == u.authority.len);
}

static void
within(struct str part, struct str whole)
{
	MUST(part.s == NULL || (part.s >= whole.s && part.s <= whole.s + whole.len &&
				part.len <= (size_t)(whole.s + whole.len - part.s)));
}

/* An address in its usual form is the same address. */
static void
address(const struct host *h, struct arena *a)
{
	const char *usual = host_address(h, a);
	bool six = h->form == HOST_IPV6;
	struct host again;

	MUST(usual != NULL);
	host_read(&again, str_from(six ? arena_printf(a, "[%s]", usual) : usual), a);
	MUST(again.form == h->form && !again.odd);
	MUST(memcmp(again.ip, h->ip, six ? 16 : 4) == 0);
	MUST(host_unreachable(&again) == host_unreachable(h));
	MUST(format_find(six ? STR("ipv6") : STR("ipv4"), DIALECT_2020_12)
		 ->test(str_from(usual)));
}

static void
hosts(struct str text, struct arena *a)
{
	struct host h;

	if (text.len == 0)
		return;
	host_read(&h, text, a);
	MUST((h.form == HOST_INVALID) == (h.problem != NULL));
	if (h.form == HOST_INVALID)
		within(h.bad, text);
	else if (h.form != HOST_NAME)
		address(&h, a);
	else
		(void)host_unreachable(&h);
}

/*
 * Not RFC 3986, but no invalid-url: "[fe80::1%25eth0]" came with RFC 6874, and what
 * stands before an '@' is for secret-in-url.
 */
static bool
is_other_matter(const struct url *u)
{
	return u->uri.has_userinfo ||
	       (u->host.form == HOST_IPV6 &&
		memchr(u->uri.host.s, '%', u->uri.host.len) != NULL);
}

/* The same text as the value of a member, which rules read. */
static void
member(struct str text, struct arena *a)
{
	struct doc d = {.name = "x", .first_line = 1};
	struct buf b = BUF_INIT;
	struct url u;

	buf_json(&b, text);
	d.text = buf_str(&b);
	if (reader_read(&d, NULL, a)) {
		struct str read = node_string(doc_root(&d));

		MUST(str_equal(read, text));
		if (url_read(&u, doc_root(&d), "webhookUrl", NULL, a)) {
			within(u.bad, u.text);
			MUST(u.problem == URL_FINE || u.bad.s != NULL);
			MUST(u.port <= 65535);
			/* nothing wrong: then the standard has nothing against it */
			MUST(u.problem != URL_FINE || is_other_matter(&u) ||
			     uri_valid(read, URI_ABSOLUTE));
			MUST(u.problem != URL_FINE || u.uri.host.len != 0);
		}
	}
	buf_release(&b);
	if (uri_valid(text, URI_ABSOLUTE)) {
		text = url_normal(text, a);
		MUST(str_equal(url_normal(text, a), text));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size), b, a = fuzz_cut(text, '\n', &b);
	struct arena *arena = arena_new();

	uris(a, b, arena);
	parts(a);
	hosts(a, arena);
	hosts(b, arena);
	member(a, arena);
	arena_free(arena);
	return 0;
}
