/* pointer: json-pointer (RFC 6901, 3 and 5), relative-json-pointer. */
#include "base/pointer.h"
#include "schema/formats/formats.h"

/* A number without leading zeros at *i, which moves behind it. */
static bool
natural(struct str text, size_t *i)
{
	size_t start = *i;

	while (*i < text.len && str_is_digit(text.s[*i]))
		(*i)++;
	return *i == start + 1 || (*i > start && text.s[start] != '0');
}

static bool
rest(struct str text, size_t i)
{
	struct str left = str_slice(text, i, text.len);

	return str_is(left, "#") || pointer_valid(left);
}

/* draft-handrews-relative-json-pointer-01 and -02, 3 */
static bool
relative(struct str text)
{
	size_t i = 0;

	return natural(text, &i) && rest(text, i);
}

/*
 * draft-bhutton-relative-json-pointer-00, 3: an index may be moved up or down by a
 * positive integer.  Its examples (5.1) have "0-1#", which its grammar forgot; the next
 * draft (draft-hha-relative-json-pointer-00, 3) has both.
 */
static bool
relative_index(struct str text)
{
	size_t i = 0;

	if (!natural(text, &i))
		return false;
	if (i < text.len && (text.s[i] == '+' || text.s[i] == '-')) {
		i++;
		if (i < text.len && text.s[i] == '0')
			return false;
		if (!natural(text, &i))
			return false;
	}
	return rest(text, i);
}

#define MANIPULATING DIALECT_FROM(DIALECT_2020_12)

const struct format formats_pointer[] = {
    {"json-pointer", DIALECT_FROM(DIALECT_DRAFT6), pointer_valid,
     "a JSON Pointer (RFC 6901)"},
    {"relative-json-pointer", MANIPULATING, relative_index, "a relative JSON Pointer"},
    {"relative-json-pointer", DIALECT_FROM(DIALECT_DRAFT7) & ~MANIPULATING, relative,
     "a relative JSON Pointer"},
    {.name = NULL},
};
