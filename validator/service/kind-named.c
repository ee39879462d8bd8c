/* kind-named: the kind that a document names by its "$schema" (service/kind.h). */
#include <string.h>

#include "base/embed.h"
#include "service/kind.h"
#include "service/member.h"

/* The kind that has the schema of that name, or KIND_NONE. */
static enum kind
kind_of_schema(struct str name)
{
	const struct str folder = STR("cybersource/"), ending = STR(".schema.json");
	enum kind k;

	if (!str_starts(name, folder) || !str_ends(name, ending))
		return KIND_NONE;
	name = str_slice(name, folder.len, name.len - ending.len);
	return kind_parse(name, &k) ? k : KIND_NONE;
}

enum kind
kind_named(struct node object)
{
	struct str uri;

	if (!member_occurs(object.doc, MEMBER_BIT(SCHEMA)))
		return KIND_NONE;
	uri = node_string(member_in(object, MEMBER_SCHEMA));
	if (str_ends(uri, STR("#")))
		uri.len--;
	for (size_t i = 0; i < embedded_count && uri.len != 0; i++) {
		if (str_equal(embedded_files[i].id, uri))
			return kind_of_schema(str_from(embedded_files[i].name));
	}
	return KIND_NONE;
}
