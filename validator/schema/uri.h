/*
 * uri: URIs and IRIs by RFC 3986 and RFC 3987.
 *
 * Splitting never fails and judges nothing (3986, appendix B); validity is
 * another question (uri_valid()).  The parts are borrowed from the text, so
 * their place in it is known.
 */
#ifndef SCHEMA_URI_H
#define SCHEMA_URI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct arena;

struct uri {
	struct str scheme;               /* without ':' */
	struct str authority;            /* without "//" */
	struct str userinfo, host, port; /* parts of authority; host keeps its [] */
	struct str path, query, fragment;
	bool has_scheme, has_authority, has_userinfo, has_port, has_query, has_fragment;
	/*
	 * Neither query nor fragment, and behind the scheme nothing but letters (in
	 * the authority lower case), digits and - . / : _: so it is with most.
	 */
	bool plain;
};

enum uri_form { URI_ABSOLUTE, URI_REFERENCE, IRI_ABSOLUTE, IRI_REFERENCE };

/* Splits at the delimiters; absent parts are empty (s points at their place). */
void uri_split(struct str text, struct uri *u);

/* Whether text is a URI (with scheme), URI-reference, IRI or IRI-reference. */
bool uri_valid(struct str text, enum uri_form form);

/*
 * The target of reference against base (3986, 5.2.2 strict), dot segments
 * removed, the fragment kept as it is.  Works for URNs and for relative bases
 * (as far as that makes sense).  Lives in the arena.
 */
struct str uri_resolve(struct str base, struct str reference, struct arena *a);

/* Scheme and host in lower case, %xx upper case and decoded if unreserved,
 * dot segments removed (3986, 6.2.2), no empty fragment. */
struct str uri_normalize(struct str text, struct arena *a);

/*
 * The URI that an IRI, or what was written for one, stands for: the UTF-8 of what a URI
 * has no place for as %xx (3987, 3.1); text itself if there is nothing of the kind.
 */
struct str uri_mapped(struct str text, struct arena *a);

/* A file's path, or a part of one, as the path of a URI; '?', '#' and '%' are %xx, too. */
struct str uri_path(struct str path, struct arena *a);

/* text without its fragment and '#'. */
struct str uri_without_fragment(struct str text);

/* The characters beyond ASCII that IRIs may hold (3987, 2.2). */
bool uri_is_ucschar(uint32_t c);
bool uri_is_iprivate(uint32_t c); /* in queries only */

/* The fragment with %xx decoded, empty if there is none; borrowed from text if it can be. */
struct str uri_fragment_decoded(struct str text, struct arena *a);

#endif
