/*
 * What is said of URLs: the first mistake and where it is (RFC 3986), what the host
 * is, and why it cannot be reached (IANA's registries of special-purpose addresses
 * and special-use names).
 */
#include "service/url.h"

#include "base/arena.h"
#include "check.h"
#include "load/reader.h"

static const char *const problems[] = {
    [URL_FINE] = "",
    [URL_EMPTY] = "empty",
    [URL_SPACE] = "space",
    [URL_BACKSLASH] = "backslash",
    [URL_CHARACTER] = "character",
    [URL_ESCAPE] = "escape",
    [URL_NO_SCHEME] = "no scheme",
    [URL_NO_COLON] = "no colon",
    [URL_NO_SLASHES] = "no slashes",
    [URL_BAD_SCHEME] = "scheme",
    [URL_NO_HOST] = "no host",
    [URL_HOST] = "host",
    [URL_HOST_LETTERS] = "letters",
    [URL_PORT_COLON] = "port colon",
    [URL_PORT] = "port",
};

static struct url
read_url(const char *text, struct arena *a)
{
	struct doc *doc = arena_calloc(a, 1, sizeof(*doc));
	struct url u = {0};

	doc->name = "x.json";
	doc->text = str_from(arena_printf(a, "\"%s\"", text));
	CHECK_ALL(reader_read(doc, NULL, a));
	CHECK_ALL(url_read(&u, doc_root(doc), "webhookUrl", NULL, a));
	return u;
}

/* URL as it stands in JSON, the problem, the part it is about. */
static const char *const mistakes[][3] = {
    {"https://hooks.acme.com/x", "", ""},
    {"HTTPS://hooks.acme.com:443/x?y=z&a=%20#f", "", ""},
    {"https://hooks.acme.com", "", ""},
    {"https://hooks.acme.com:/x", "", ""},
    {"https://hooks.acme.com./x", "", ""},
    {"https://my_host.acme.com/", "", ""},
    {"https://a--b.acme.com/", "", ""},
    {"https://xn--bcher-kva.acme.com/", "", ""},
    {"https://[2001:db8::1]:8443/x", "", ""},
    {"", "empty", ""},
    {" https://h.acme.com/", "space", " "},
    {"https://h.acme.com/ ", "space", " "},
    {"https://h.acme.com/a  b", "space", "  "},
    {"https://h.acme.com/a\\tb", "space", "\t"},
    {"https://h.acme.com/a\\u0000b", "space", NULL},
    {"https:\\\\\\\\h.acme.com\\\\x", "backslash", "\\"},
    {"https://h.acme.com/a|b", "character", "|"},
    {"https://h.acme.com/{id}", "character", "{"},
    {"https://h.acme.com/caf\xc3\xa9", "character", "\xc3\xa9"},
    {"https://h.acme.com/%zz", "escape", "%"},
    {"https://h.acme.com/100%", "escape", "%"},
    {"hooks.acme.com/x", "no scheme", "hooks.acme.com/x"},
    {"//hooks.acme.com/x", "no scheme", "//hooks.acme.com/x"},
    {"localhost:8443/x", "no scheme", "localhost:8443/x"},
    {"https//hooks.acme.com/x", "no colon", "https//"},
    {"https:/hooks.acme.com/x", "no slashes", "https:"},
    {"https:hooks.acme.com/x", "no slashes", "https:"},
    {"ht tps://hooks.acme.com/", "space", " "},
    {"1https://hooks.acme.com/", "scheme", "1https"},
    {"+https://hooks.acme.com/", "scheme", "+https"},
    {"h_t://hooks.acme.com/", "scheme", "h_t"},
    {"git+ssh://hooks.acme.com/", "", ""},
    {"x-y.2://hooks.acme.com/", "", ""},
    {"mailto:ops@acme.com", "no host", "mailto:ops@acme.com"},
    {"https:///x", "no host", "https://"},
    {"https://:8443/x", "no host", "https://"},
    {"https://user@/x", "no host", "https://user@"},
    {"https://?x", "no host", "https://"},
    {"https://h:8443:/x", "port colon", ":"},
    {"https://h:84:43/x", "port colon", ":43"},
    {"https://h:port/x", "port", "port"},
    {"https://h:0/x", "port", "0"},
    {"https://h:65535/x", "", ""},
    {"https://h:65536/x", "port", "65536"},
    {"https://h:99999999999999999999/x", "port", "99999999999999999999"},
    {"https://h::443/x", "port", ":443"},
    {"https://a..b.com/", "host", "a..b.com"},
    {"https://-a.b.com/", "host", "-a"},
    {"https://a-.b.com/", "host", "a-"},
    {"https://*.acme.com/", "host", "*"},
    {"https://a,b.com/", "host", ","},
    {"https://[::1/x", "host", "[::1"},
    {"https://[1::2::3]/x", "host", "[1::2::3]"},
    {"https://256.1.1.1/", "host", "256.1.1.1"},
    {"https://1.2.3.4.5/", "host", "1.2.3.4.5"},
    {"https://hooks.123/", "host", "hooks.123"},
    {"https://b\xc3\xbc"
     "cher.acme.com/x",
     "letters",
     "b\xc3\xbc"
     "cher.acme.com"},
};

static void
test_mistakes(struct arena *a)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		struct url u = read_url(mistakes[i][0], a);

		if (!CHECK_STR(problems[u.problem], mistakes[i][1]))
			printf("  %s\n", mistakes[i][0]);
		if (mistakes[i][2] != NULL && u.problem != URL_FINE && u.bad.len != 0 &&
		    !CHECK(str_is(u.bad, mistakes[i][2])))
			printf("  %s: '%.*s'\n", mistakes[i][0], STR_ARG(u.bad));
	}
}

/* Host, its usual form if it is an address, a word of why; "" if it can be reached. */
static const char *const hosts[][3] = {
    {"hooks.acme.com", "", ""},
    {"localhost", "", "itself"},
    {"LocalHost.", "", "itself"},
    {"api.localhost", "", "itself"},
    {"notlocalhost.com", "", ""},
    {"webhook", "", "without a domain"},
    {"printer.local", "", "RFC 6762"},
    {"db.internal", "", "ICANN"},
    {"nas.home.arpa", "", "RFC 8375"},
    {"x.test", "", "tests"},
    {"x.example", "", "documentation"},
    {"x.invalid", "", "never exists"},
    {"x.onion", "", "Tor"},
    {"latest", "", "without a domain"},
    {"my.contest", "", ""},
    {"%6c%6fcalhost", "", "itself"},
    {"8.8.8.8", "8.8.8.8", ""},
    {"127.0.0.1", "127.0.0.1", "loopback"},
    {"127.255.255.254", "127.255.255.254", "loopback"},
    {"2130706433", "127.0.0.1", "loopback"},
    {"0x7f.1", "127.0.0.1", "loopback"},
    {"0177.0.0.01", "127.0.0.1", "loopback"},
    {"0x7f000001", "127.0.0.1", "loopback"},
    {"127.1", "127.0.0.1", "loopback"},
    {"10.1", "10.0.0.1", "RFC 1918"},
    {"9.255.255.255", "9.255.255.255", ""},
    {"10.0.0.0", "10.0.0.0", "RFC 1918"},
    {"10.255.255.255", "10.255.255.255", "RFC 1918"},
    {"11.0.0.0", "11.0.0.0", ""},
    {"172.15.255.255", "172.15.255.255", ""},
    {"172.16.0.1", "172.16.0.1", "RFC 1918"},
    {"172.31.255.255", "172.31.255.255", "RFC 1918"},
    {"172.32.0.1", "172.32.0.1", ""},
    {"192.168.1.1", "192.168.1.1", "RFC 1918"},
    {"192.169.1.1", "192.169.1.1", ""},
    {"100.63.255.255", "100.63.255.255", ""},
    {"100.64.0.1", "100.64.0.1", "RFC 6598"},
    {"100.127.255.255", "100.127.255.255", "RFC 6598"},
    {"100.128.0.1", "100.128.0.1", ""},
    {"169.254.169.254", "169.254.169.254", "link-local"},
    {"192.0.0.9", "192.0.0.9", ""},
    {"192.0.0.8", "192.0.0.8", "protocol assignments"},
    {"192.0.2.1", "192.0.2.1", "documentation"},
    {"198.51.100.1", "198.51.100.1", "documentation"},
    {"203.0.113.1", "203.0.113.1", "documentation"},
    {"198.18.0.1", "198.18.0.1", "benchmarks"},
    {"198.20.0.1", "198.20.0.1", ""},
    {"0.0.0.0", "0.0.0.0", "unspecified"},
    {"0", "0.0.0.0", "unspecified"},
    {"0.1.2.3", "0.1.2.3", "this network"},
    {"224.0.0.1", "224.0.0.1", "multicast"},
    {"239.255.255.255", "239.255.255.255", "multicast"},
    {"240.0.0.1", "240.0.0.1", "reserved"},
    {"255.255.255.255", "255.255.255.255", "broadcast"},
    {"[::1]", "::1", "loopback"},
    {"[0:0:0:0:0:0:0:1]", "::1", "loopback"},
    {"[::]", "::", "unspecified"},
    {"[::ffff:127.0.0.1]", "::ffff:127.0.0.1", "loopback"},
    {"[::ffff:7f00:1]", "::ffff:127.0.0.1", "loopback"},
    {"[::ffff:8.8.8.8]", "::ffff:8.8.8.8", ""},
    {"[64:ff9b::10.0.0.1]", "64:ff9b::a00:1", "RFC 1918"},
    {"[64:ff9b::808:808]", "64:ff9b::808:808", ""},
    {"[64:ff9b:1::1]", "64:ff9b:1::1", "RFC 8215"},
    {"[2002:a00:1::]", "2002:a00:1::", "RFC 1918"},
    {"[fe80::1]", "fe80::1", "link-local"},
    {"[fe80::1%25eth0]", "fe80::1", "link-local"},
    {"[fd00::1]", "fd00::1", "unique local"},
    {"[fec0::1]", "fec0::1", "site-local"},
    {"[ff02::1]", "ff02::1", "multicast"},
    {"[2001:db8::1]", "2001:db8::1", "documentation"},
    {"[3fff::1]", "3fff::1", "documentation"},
    {"[2001::1]", "2001::1", "Teredo"},
    {"[2001:2::1]", "2001:2::1", "benchmarks"},
    {"[2001:3::1]", "2001:3::1", ""},
    {"[2001:20::1]", "2001:20::1", ""},
    {"[2001:100::1]", "2001:100::1", "protocol assignments"},
    {"[2001:4860:4860::8888]", "2001:4860:4860::8888", ""},
    {"[2606:4700::1]", "2606:4700::1", ""},
    {"[100::1]", "100::1", "discards"},
    {"[5f00::1]", "5f00::1", "segment routing"},
    {"[4000::1]", "4000::1", "reserved"},
    {"[::2]", "::2", "reserved"},
};

static void
test_hosts(struct arena *a)
{
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		struct url u =
		    read_url(arena_printf(a, "https://%s/x", hosts[i][0]), a);
		const char *why = host_unreachable(&u.host);
		const char *address =
		    u.host.form == HOST_NAME ? "" : host_address(&u.host, a);

		if (!CHECK(u.problem == URL_FINE) || !CHECK_STR(address, hosts[i][1]) ||
		    !CHECK((why == NULL) == (*hosts[i][2] == '\0')) ||
		    !CHECK(why == NULL || strstr(why, hosts[i][2]) != NULL))
			printf("  %s: %s\n", hosts[i][0],
			       why != NULL ? why : "reachable");
	}
	CHECK(read_url("https://127.1/", a).host.odd);
	CHECK(read_url("https://0177.0.0.1/", a).host.odd);
	CHECK(!read_url("https://127.0.0.1/", a).host.odd);
}

static void
check_normal(const char *text, const char *want, struct arena *a)
{
	struct str got = url_normal(str_from(text), a);

	CHECK_STR(arena_strndup(a, got.s, got.len), want);
}

static void
test_normal(struct arena *a)
{
	check_normal("HTTPS://Hooks.Acme.com:443", "https://hooks.acme.com/", a);
	check_normal("https://h.com:8443/A?b#c", "https://h.com:8443/A?b", a);
	check_normal("https://h.com:/a/../b", "https://h.com/b", a);
	check_normal("http://h.com:80/", "http://h.com/", a);
	check_normal("https://h.com:80/", "https://h.com:80/", a);
	check_normal("https://h.com?x", "https://h.com/?x", a);
}

static bool
same_place(struct str a, struct str b)
{
	return a.s == b.s && a.len == b.len;
}

/* A URL that was read in one go is what its parts say that are read one by one. */
static void
same_as_apart(const struct url *u, struct arena *a)
{
	struct uri p;
	struct host h;

	if (!u->quick)
		return;
	uri_split(u->text, &p);
	host_read(&h, p.host, a);
	CHECK_ALL(same_place(p.scheme, u->uri.scheme));
	CHECK_ALL(same_place(p.authority, u->uri.authority));
	CHECK_ALL(same_place(p.userinfo, u->uri.userinfo));
	CHECK_ALL(same_place(p.host, u->uri.host));
	CHECK_ALL(same_place(p.port, u->uri.port));
	CHECK_ALL(same_place(p.path, u->uri.path));
	CHECK_ALL(same_place(p.query, u->uri.query));
	CHECK_ALL(same_place(p.fragment, u->uri.fragment));
	CHECK_ALL(p.has_scheme && p.has_authority && p.plain && u->plain);
	CHECK_ALL(!p.has_userinfo && !p.has_port && !p.has_query && !p.has_fragment);
	CHECK_ALL(u->problem == URL_FINE && u->port == 0);
	CHECK_ALL(h.form == HOST_NAME && h.form == u->host.form);
	CHECK_ALL(same_place(h.name, u->host.name) && same_place(h.text, u->host.text));
	CHECK_ALL(!h.odd && !h.non_ascii && !h.coded && !host_is_single(h.name));
}

/* Hosts and paths of few characters, in all kinds of orders; two of them side by side. */
static void
test_quick(struct arena *a)
{
	static const char letters[] = "aaabbf0179-.-./:%A_";
	char text[2][80];
	uint32_t state = 5;
	size_t quick = 0;

	for (int i = 0; i < 40000; i++) {
		struct url u[2];

		for (size_t k = 0; k < 2; k++) {
			size_t n = (size_t)i % 24, len = 0;

			for (; len < n; len++) {
				state = state * 1664525u + 1013904223u;
				text[k][len] =
				    letters[(state >> 8) % (sizeof(letters) - 1)];
			}
			if (k == 1 && i % 2 == 0)
				memcpy(text[1], text[0], n / 2);
			memcpy(text[k] + len, ".net/x", 7);
			if (i % 3 == 0)
				memmove(text[k] + len, text[k] + len + 4, 3);
			u[k] = read_url(arena_printf(a, "https://%s", text[k]), a);
			same_as_apart(&u[k], a);
			quick += u[k].quick;
		}
		CHECK_ALL(url_read(&u[0], u[1].node, "healthCheckUrl", &u[0], a));
		same_as_apart(&u[0], a);
		CHECK_ALL(u[0].quick == u[1].quick);
		arena_reset(a);
	}
	CHECK(quick > 1000);
}

int
main(void)
{
	struct arena *a = arena_new();
	char label[70], name[300] = "";

	test_mistakes(a);
	test_hosts(a);
	test_normal(a);
	test_quick(a);
	memset(label, 'a', 64);
	label[64] = '\0';
	CHECK(read_url(arena_printf(a, "https://%s.com/", label), a).problem ==
	      URL_HOST);
	label[63] = '\0';
	CHECK(read_url(arena_printf(a, "https://%s.com/", label), a).problem ==
	      URL_FINE);
	for (int i = 0; i < 4; i++) {
		strcat(name, label);
		strcat(name, ".");
	}
	CHECK(read_url(arena_printf(a, "https://%scom/", name), a).problem == URL_HOST);
	arena_free(a);
	return check_done();
}
