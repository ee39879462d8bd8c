/* type-word: a table, and how the words of a type with parameters begin. */
#include "schema/explain/type-word.h"

static const struct row {
	const char *word;
	struct type_word meant;
} rows[] = {
    {"array", {"array", NULL}},
    {"list", {"array", NULL}},
    {"set", {"array", NULL}},
    {"tuple", {"array", NULL}},
    {"vector", {"array", NULL}},
    {"bool", {"boolean", NULL}},
    {"boolean", {"boolean", NULL}},
    {"date", {"string", "date"}},
    {"date-time", {"string", "date-time"}},
    {"datetime", {"string", "date-time"}},
    {"decimal", {"number", NULL}},
    {"dict", {"object", NULL}},
    {"double", {"number", NULL}},
    {"email", {"string", "email"}},
    {"float", {"number", NULL}},
    {"hash", {"object", NULL}},
    {"int", {"integer", NULL}},
    {"integer", {"integer", NULL}},
    {"long", {"integer", NULL}},
    {"map", {"object", NULL}},
    {"nil", {"null", NULL}},
    {"none", {"null", NULL}},
    {"null", {"null", NULL}},
    {"number", {"number", NULL}},
    {"object", {"object", NULL}},
    {"record", {"object", NULL}},
    {"short", {"integer", NULL}},
    {"str", {"string", NULL}},
    {"string", {"string", NULL}},
    {"struct", {"object", NULL}},
    {"text", {"string", NULL}},
    {"time", {"string", "time"}},
    {"timestamp", {"string", "date-time"}},
    {"uint", {"integer", NULL}},
    {"uri", {"string", "uri"}},
    {"url", {"string", "uri"}},
    {"uuid", {"string", "uuid"}},
    {"varchar", {"string", NULL}},
};

/* Types are written in capitals, too: "String". */
static bool
is_word(struct str text, const char *word)
{
	for (size_t i = 0; i < text.len; i++) {
		if (str_lower(text.s[i]) != word[i])
			return false;
	}
	return word[text.len] == '\0';
}

struct type_word
type_word_find(struct str text)
{
	struct str word = {text.s, 0};

	while (word.len < text.len &&
	       (str_is_letter(text.s[word.len]) || text.s[word.len] == '-'))
		word.len++;
	if (word.len != 0 && str_is(str_slice(text, word.len, text.len), "[]"))
		return (struct type_word){"array", NULL};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (is_word(word, rows[i].word))
			return rows[i].meant;
	}
	return (struct type_word){NULL, NULL};
}
