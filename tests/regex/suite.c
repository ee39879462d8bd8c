/*
 * suite: the regular expressions of the official JSON Schema test suite.
 *
 * usage: suite FILE...
 *
 * Takes the cases that a pattern alone decides, without a validator around it:
 * "pattern", "format": "regex", and "patternProperties" that say true to what
 * "additionalProperties": false forbids.
 */
#include <jansson.h>
#include <stdio.h>

#include "regex/regex.h"

static int passed, failed;
static struct regex_scratch *scratch;

static struct str
text_of(const json_t *v)
{
	return (struct str){json_string_value(v), json_string_length(v)};
}

static bool
only_has(json_t *schema, const char *const *names)
{
	const char *key;
	json_t *value;

	json_object_foreach(schema, key, value)
	{
		size_t i = 0;

		while (names[i] != NULL && strcmp(names[i], key) != 0)
			i++;
		if (names[i] == NULL)
			return false;
	}
	return true;
}

static void
expect(bool right, const char *file, json_t *test, const char *pattern)
{
	if (right) {
		passed++;
		return;
	}
	failed++;
	printf("%s: '%s', pattern '%s'\n", file,
	       json_string_value(json_object_get(test, "description")), pattern);
}

static struct regex *
compile(struct str pattern, const char *file)
{
	struct regex_error err;
	struct regex *re = regex_compile(pattern, &err);

	if (re == NULL) {
		failed++;
		printf("%s: '%s': %s\n", file, pattern.s, err.message);
	}
	return re;
}

static void
pattern_group(const char *file, struct str pattern, json_t *tests)
{
	struct regex *re = compile(pattern, file);
	json_t *test;
	size_t i;

	json_array_foreach(tests, i, test)
	{
		json_t *data = json_object_get(test, "data");
		bool valid = json_is_true(json_object_get(test, "valid"));

		if (re != NULL && json_is_string(data))
			expect(regex_match(re, text_of(data), scratch) ==
				   (valid ? REGEX_YES : REGEX_NO),
			       file, test, pattern.s);
	}
	regex_free(re);
}

static void
format_group(const char *file, json_t *tests)
{
	struct regex_error err;
	json_t *test;
	size_t i;

	json_array_foreach(tests, i, test)
	{
		json_t *data = json_object_get(test, "data");
		bool valid = json_is_true(json_object_get(test, "valid"));

		if (json_is_string(data))
			expect(regex_valid(text_of(data), &err) == valid, file, test,
			       json_string_value(data));
	}
}

static void
names_group(const char *file, struct str pattern, json_t *tests)
{
	struct regex *re = compile(pattern, file);
	json_t *test, *value;
	const char *key;
	size_t i;

	json_array_foreach(tests, i, test)
	{
		bool valid = json_is_true(json_object_get(test, "valid")), all = true;

		json_object_foreach(json_object_get(test, "data"), key, value) all =
		    all && re != NULL &&
		    regex_match(re, str_from(key), scratch) == REGEX_YES;
		expect(all == valid, file, test, pattern.s);
	}
	regex_free(re);
}

/* Every pattern must at least be one. */
static void
compile_names(const char *file, json_t *patterns)
{
	const char *key;
	json_t *value;

	json_object_foreach(patterns, key, value)
	{
		struct regex *re = compile(str_from(key), file);

		passed += re != NULL;
		regex_free(re);
	}
}

static void
group(const char *file, json_t *schema, json_t *tests)
{
	static const char *const pattern[] = {"$schema", "type", "pattern", NULL};
	static const char *const format[] = {"$schema", "type", "format", NULL};
	static const char *const names[] = {"$schema", "type", "patternProperties",
					    "additionalProperties", NULL};
	json_t *value = json_object_get(schema, "pattern");
	json_t *patterns = json_object_get(schema, "patternProperties");
	const char *f = json_string_value(json_object_get(schema, "format"));

	if (json_is_string(value) && only_has(schema, pattern))
		pattern_group(file, text_of(value), tests);
	if (f != NULL && strcmp(f, "regex") == 0 && only_has(schema, format) &&
	    strstr(file, "/format/") != NULL)
		format_group(file, tests);
	if (patterns == NULL)
		return;
	compile_names(file, patterns);
	if (json_object_size(patterns) == 1 && only_has(schema, names) &&
	    json_is_false(json_object_get(schema, "additionalProperties")))
		names_group(file,
			    str_from(json_object_iter_key(json_object_iter(patterns))),
			    tests);
}

int
main(int argc, char **argv)
{
	scratch = regex_scratch_new();
	for (int i = 1; i < argc; i++) {
		json_t *root = json_load_file(argv[i], JSON_ALLOW_NUL, NULL), *g;
		size_t k;

		if (root == NULL) {
			failed++;
			printf("%s: cannot be read\n", argv[i]);
		}
		json_array_foreach(root, k, g) group(
		    argv[i], json_object_get(g, "schema"), json_object_get(g, "tests"));
		json_decref(root);
	}
	regex_scratch_free(scratch);
	printf("%d passed, %d failed, 0 skipped\n", passed, failed);
	return failed != 0;
}
