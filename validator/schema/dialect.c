/* dialect: names and URIs of the versions of JSON Schema. */
#include "schema/dialect.h"

#include <assert.h>

static const struct {
	const char *name, *uri;
} dialects[] = {
#define X(id, name, uri) [DIALECT_##id] = {name, uri},
    DIALECTS(X)
#undef X
};

const char *
dialect_name(enum dialect d)
{
	assert((unsigned)d < DIALECT_COUNT);
	return dialects[d].name;
}

const char *
dialect_uri(enum dialect d)
{
	assert((unsigned)d < DIALECT_COUNT);
	return dialects[d].uri;
}

/* "draft" in front may be left out or added: draft2020-12, 2020-12, draft7, 7. */
static struct str
without_draft(struct str name)
{
	const struct str prefix = STR("draft");

	return str_starts(name, prefix) ? str_slice(name, prefix.len, name.len) : name;
}

bool
dialect_parse(struct str text, enum dialect *d)
{
	struct str name = without_draft(text);
	unsigned i;

	if (str_ends(text, STR("#")))
		text.len--;
	for (i = 0; i < DIALECT_COUNT; i++)
		if (str_is(text, dialects[i].uri) ||
		    str_equal(name, without_draft(str_from(dialects[i].name)))) {
			*d = (enum dialect)i;
			return true;
		}
	return false;
}
