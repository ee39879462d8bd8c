/* uuid: RFC 4122, section 3; any version and variant. */
#include "schema/formats/formats.h"

static bool
uuid(struct str text)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	size_t i;

	if (text.len != sizeof(shape) - 1)
		return false;
	for (i = 0; i < text.len; i++)
		if (shape[i] == '-' ? text.s[i] != '-' : str_hex(text.s[i]) < 0)
			return false;
	return true;
}

const struct format formats_uuid[] = {
    {"uuid", DIALECT_FROM(DIALECT_2019_09), uuid, "a UUID (RFC 4122)"},
    {.name = NULL},
};
