/* regex: ECMA-262, by schema/regex. */
#include "regex/regex.h"
#include "schema/formats/formats.h"

static bool
regex(struct str text)
{
	struct regex_error err;

	return regex_valid(text, &err);
}

const struct format formats_regex[] = {
    {"regex", DIALECT_FROM(DIALECT_DRAFT7), regex, "a regular expression (ECMA-262)"},
    {"ecmascript-regex", DIALECT_FROM(DIALECT_DRAFT7), regex,
     "a regular expression (ECMA-262)"},
    {.name = NULL},
};
