/* yaml-error: see the header. */
#include "part/yaml-error.h"

#include <stddef.h>
#include <string.h>

static const char utf8[] = "this is not UTF-8";
static const char tab[] = "a tab stands where YAML allows only blanks";
static const char blanks[] = "indent with blanks";
static const char colon[] =
    "indent the line as its neighbours, or put a text that has ': ' in it in quotes";
static const char digits[] = "this escape is no character";
static const char reserved[] = "no value begins with this character";

static const struct yaml_error errors[] = {
    /* clang-format off */
	{"control characters are not allowed", "YAML has no such character", NULL, false, true},
	{"invalid leading UTF-8 octet", utf8, NULL, false, true},
	{"invalid trailing UTF-8 octet", utf8, NULL, false, true},
	{"incomplete UTF-8 octet sequence", utf8, NULL, false, true},
	{"invalid length of a UTF-8 sequence", utf8, NULL, false, true},
	{"invalid Unicode character", utf8, NULL, false, true},
	{"could not find expected ':'", "a ':' is missing behind this name", NULL, true, false},
	{"found a tab character where an indentation space is expected", tab, blanks, false, false},
	{"found a tab character that violates indentation", tab, blanks, false, false},
	{"found character that cannot start any token", reserved, "put the value in quotes", false, false},
	{"mapping values are not allowed in this context", "a ':' stands where no name can be", colon, false, false},
	{"mapping keys are not allowed in this context", "no name can stand here", colon, false, false},
	{"block sequence entries are not allowed in this context", "no list can begin here", "begin it in a line of its own", false, false},
	{"did not find expected key", "this belongs to no line above", "indent it as its neighbours", false, false},
	{"did not find expected '-' indicator", "this is no entry of the list above", "begin it with '- ', indented as the others", false, false},
	{"did not find expected ',' or ']'", "a ',' or ']' is missing before this", NULL, false, false},
	{"did not find expected ',' or '}'", "a ',' or '}' is missing before this", NULL, false, false},
	{"did not find expected node content", "a value is missing before this", NULL, false, false},
	{"did not find expected <document start>", "this belongs to nothing above", "a further document begins behind a line '---'", false, false},
	{"found unexpected end of stream", "these quotes have no end", NULL, true, false},
	{"found unexpected document indicator", "these quotes have no end in their document", NULL, true, false},
	{"found unknown escape character", "this is no escape of YAML", "write \\\\ for a backslash, or single quotes around the text", false, false},
	{"did not find expected hexdecimal number", digits, NULL, false, false},
	{"found invalid Unicode character escape code", digits, NULL, false, false},
	{"did not find expected alphabetic or numeric character", "the name of an anchor or alias has letters and digits", "put a text that begins so in quotes", true, false},
	{"found undefined tag handle", "the handle of this tag was not declared", NULL, false, false},
	{"found incompatible YAML document", "only YAML 1.1 and 1.2 can be read", NULL, false, false},
	{"did not find expected comment or line break", "nothing but a comment may stand here", NULL, false, false},
	{NULL, NULL, NULL, false, false}
    /* clang-format on */
};

const struct yaml_error *
yaml_error_find(const char *problem)
{
	const struct yaml_error *e = errors;

	while (e->problem != NULL && strcmp(e->problem, problem) != 0)
		e++;
	return e;
}
