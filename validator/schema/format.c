/* format: looks through the areas' tables. */
#include "schema/format.h"

#include "schema/formats/formats.h"

static const struct format *const areas[] = {
    formats_time, formats_email, formats_host,    formats_ip,
    formats_uri,  formats_uuid,  formats_pointer, formats_regex,
};

const struct format *
format_at(size_t i)
{
	const struct format *f;
	size_t a;

	for (a = 0; a < sizeof(areas) / sizeof(areas[0]); a++)
		for (f = areas[a]; f->name != NULL; f++)
			if (i-- == 0)
				return f;
	return NULL;
}

const struct format *
format_find(struct str name, enum dialect d)
{
	const struct format *f;

	for (size_t i = 0; (f = format_at(i)) != NULL; i++) {
		if ((f->dialects & DIALECT_BIT(d)) != 0 && str_is(name, f->name))
			break;
	}
	return f;
}
