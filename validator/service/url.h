/*
 * url: the URLs of a subscription, taken apart once for all rules.
 *
 * A URL that cannot work is described by its first problem in a fixed order
 * (characters from left to right, scheme, host, port), so that one mistake is
 * one finding.  Templates and "<INSERT URL HERE>" are no URLs: they are left
 * out.
 *
 * Nearly all are plain, and are looked through once: to read those of a document took
 * 5,500 instructions and takes 600, to make one comparable 3,700, and takes 50.
 */
#ifndef SERVICE_URL_H
#define SERVICE_URL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "load/node.h"
#include "schema/uri.h"
#include "service/host.h"

struct arena;
struct subscription;

enum { LINT_URLS = 3 };

enum url_problem {
	URL_FINE,
	URL_EMPTY,
	URL_SPACE, /* white space or a control character */
	URL_BACKSLASH,
	URL_CHARACTER, /* another character that a URL has only as %xx */
	URL_ESCAPE,    /* '%' without two hexadecimal digits */
	URL_NO_SCHEME,
	URL_NO_COLON,   /* https//host */
	URL_NO_SLASHES, /* https:host, https:/host */
	URL_BAD_SCHEME,
	URL_NO_HOST,
	URL_HOST,         /* host.problem says why */
	URL_HOST_LETTERS, /* a host in other letters than ASCII */
	URL_PORT_COLON,   /* the port is followed by ':' */
	URL_PORT          /* no number of 1 to 65535 */
};

struct url {
	struct node node;
	const char *name; /* of the member */
	struct str text;
	bool plain; /* https, and uri.plain */
	bool quick; /* that, and a plain host without a port */
	struct uri uri;
	enum url_problem problem;
	struct str bad;   /* the part of text that the problem is about */
	struct host host; /* if uri.host is not empty */
	uint32_t port;    /* 0: none is given */
};

/*
 * Reads the URLs of s that are strings into urls[LINT_URLS]: webhookUrl,
 * healthCheckUrl, securityPolicy.config.oAuthURL.  Returns how many.
 */
size_t url_read_all(struct url *urls, const struct subscription *s, struct arena *a);

/*
 * One of them, as url_read_all() does; false if it is no URL to be judged.  What is known
 * of its host is taken from like, if that is not NULL and has the same, as the health
 * check of a subscription mostly has.
 */
bool url_read(struct url *u, struct node n, const char *name, const struct url *like,
	      struct arena *a);

/* The part of text that is to be filled in, in angle brackets of some kind, or empty. */
struct str url_gap(struct str text);

bool url_is_https(const struct url *u);

/*
 * For comparing: scheme and host in lower case, no default port, no fragment
 * (RFC 3986, 6.2).
 */
struct str url_normal(struct str text, struct arena *a);

/* The same of one that was read; mostly its own text. */
struct str url_comparable(const struct url *u, struct arena *a);

#endif
