/* syntax: see the header. */
#include "part/syntax.h"

#include <strings.h>

#include "part/json5.h"
#include "part/yaml.h"

static const struct {
	const char *name;
	enum syntax syntax;
} names[] = {
    {"json", SYNTAX_JSON}, {"jsonc", SYNTAX_JSONC}, {"json5", SYNTAX_JSON5},
    {"yaml", SYNTAX_YAML}, {"yml", SYNTAX_YAML},
};

const char *
syntax_name(enum syntax s)
{
	return names[s].name;
}

enum syntax
syntax_find(struct str name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (name.len == strlen(names[i].name) &&
		    strncasecmp(name.s, names[i].name, name.len) == 0)
			return names[i].syntax;
	}
	return SYNTAX_COUNT;
}

enum syntax
syntax_of_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *point = strrchr(path, '.');
	enum syntax s;

	if (point == NULL || (slash != NULL && point < slash))
		return SYNTAX_JSON;
	s = syntax_find(str_from(point + 1));
	return s != SYNTAX_COUNT ? s : SYNTAX_JSON;
}

struct part *
syntax_parts(enum syntax s, struct str text, const struct part *outer, struct arena *a,
	     struct part_trouble **why)
{
	if (s == SYNTAX_YAML)
		return syntax_yaml(text, outer, a, why);
	return syntax_json5(text, outer, s == SYNTAX_JSONC, a, why);
}
