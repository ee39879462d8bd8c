/* uri: uri, uri-reference, iri, iri-reference; uri-template (RFC 6570, 2). */
#include "schema/uri.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "schema/formats/formats.h"

static bool
uri(struct str text)
{
	return uri_valid(text, URI_ABSOLUTE);
}

static bool
uri_reference(struct str text)
{
	return uri_valid(text, URI_REFERENCE);
}

static bool
iri(struct str text)
{
	return uri_valid(text, IRI_ABSOLUTE);
}

static bool
iri_reference(struct str text)
{
	return uri_valid(text, IRI_REFERENCE);
}

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* "%xx" at *i, which moves behind it. */
static bool
escape(struct str t, size_t *i)
{
	if (percent_at(t, *i) < 0)
		return false;
	*i += 3;
	return true;
}

/* 2.1; the apostrophe by erratum 6937 */
static bool
literal(struct str t, size_t *i)
{
	size_t n;
	uint32_t c;

	if (t.s[*i] == '%')
		return escape(t, i);
	n = utf8_decode(t.s + *i, t.len - *i, &c);
	if (n == 0 || c <= ' ' || c == 0x7f ||
	    (c < 0x7f && is_one_of((char)c, "\"<>\\^`{|}")))
		return false;
	*i += n;
	return n == 1 || uri_is_ucschar(c) || uri_is_iprivate(c);
}

/* 2.3: varchar *( ["."] varchar ) */
static bool
varname(struct str t, size_t *i)
{
	size_t start = *i;
	char c;

	for (; *i < t.len; (*i)++) {
		c = t.s[*i];
		if (c == '.' && *i > start && t.s[*i - 1] != '.')
			continue;
		if (c == '%') {
			if (!escape(t, i))
				return false;
			(*i)--;
		} else if (c != '_' && !str_is_digit(c) && !str_is_letter(c)) {
			break;
		}
	}
	return *i > start && t.s[*i - 1] != '.';
}

/* 2.4: ":" with a number from 1 to 9999, or "*", or nothing. */
static bool
modifier(struct str t, size_t *i)
{
	size_t start;

	if (*i == t.len)
		return true;
	if (t.s[*i] == '*') {
		(*i)++;
		return true;
	}
	if (t.s[*i] != ':')
		return true;
	start = ++*i;
	while (*i < t.len && str_is_digit(t.s[*i]))
		(*i)++;
	return *i > start && *i <= start + 4 && t.s[start] != '0';
}

/* 2.2: from '{' to '}', operators reserved for extensions included. */
static bool
expression(struct str t, size_t *i)
{
	(*i)++;
	if (*i < t.len && is_one_of(t.s[*i], "+#./;?&=,!@|"))
		(*i)++;
	for (;; (*i)++) {
		if (!varname(t, i) || !modifier(t, i) || *i == t.len)
			return false;
		if (t.s[*i] != ',')
			break;
	}
	return t.s[(*i)++] == '}';
}

static bool
uri_template(struct str text)
{
	size_t i = 0;

	while (i < text.len)
		if (text.s[i] == '{' ? !expression(text, &i) : !literal(text, &i))
			return false;
	return true;
}

const struct format formats_uri[] = {
    {"uri", DIALECT_ALL, uri, "a URI with its scheme (RFC 3986)"},
    {"uri-reference", DIALECT_FROM(DIALECT_DRAFT6), uri_reference,
     "a URI or relative reference (RFC 3986)"},
    {"iri", DIALECT_FROM(DIALECT_DRAFT7), iri, "an IRI with its scheme (RFC 3987)"},
    {"iri-reference", DIALECT_FROM(DIALECT_DRAFT7), iri_reference,
     "an IRI or relative reference (RFC 3987)"},
    {"uri-template", DIALECT_FROM(DIALECT_DRAFT6), uri_template,
     "a URI Template (RFC 6570)"},
    {.name = NULL},
};
