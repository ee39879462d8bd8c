/* uuid: RFC 4122, section 3; any version and variant. */
#include "schema/formats/formats.h"

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
	       (c >= 'A' && c <= 'F');
}

static bool
uuid(struct str text)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i;

	if (text.len != sizeof(shape) - 1)
		return false;
	for (i = 0; i < text.len; i++)
		if (shape[i] == '-' ? text.s[i] != '-' : !is_hex(text.s[i]))
			return false;
	return true;
}

const struct format formats_uuid[] = {
    {"uuid", DIALECT_FROM(DIALECT_2019_09), uuid, "a UUID (RFC 4122)"},
    {.name = NULL},
};
