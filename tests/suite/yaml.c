/*
 * yaml DIR: the test suite of the YAML project, its folder src.  A line for each case: its name,
 * and "same", "refused" and why, "differs", "accepted" though it is no YAML, or "no-json":
 * accepted, and the suite does not say what it is in JSON.
 *
 * The files of the suite are YAML themselves, and are read as such.
 */
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "finding/diag.h"
#include "load/reader.h"
#include "part/part.h"
#include "part/yaml.h"

/* What the suite writes for characters that are not seen. */
static const char *const signs[][2] = {
    {"\u2423", " "},  {"\u2014", ""},       {"\u00bb", "\t"}, {"\u21b5", ""},
    {"\u2190", "\r"}, {"\u21d4", "\ufeff"}, {"\u220e\n", ""},
};

static const char *
replace_sign(struct buf *to, const char *p)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i][0]);

		if (strncmp(p, signs[i][0], len) == 0) {
			buf_puts(to, signs[i][1]);
			return p + len;
		}
	}
	buf_putc(to, *p);
	return p + 1;
}

static json_t *
load(const struct part *p)
{
	return json_loadb(p->text.s, p->text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL,
			  NULL);
}

/* The documents of "json", which follow each other, against those that were read. */
static bool
same(const char *json, const struct part *p)
{
	size_t left = strlen(json);
	json_error_t error;
	bool equal = true;

	for (; p != NULL && equal; p = p->next) {
		json_t *ours = load(p), *theirs;

		while (left != 0 && strchr(" \n", *json) != NULL)
			json++, left--;
		theirs = json_loadb(
		    json, left,
		    JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
		equal =
		    theirs != NULL ? json_equal(ours, theirs) != 0 : p->text.len == 0;
		if (theirs != NULL) {
			json += error.position;
			left -= (size_t)error.position;
		}
		json_decref(ours);
		json_decref(theirs);
	}
	return equal && p == NULL && strspn(json, " \n") == left;
}

static void
judge(json_t *test, struct arena *a)
{
	const char *yaml = json_string_value(json_object_get(test, "yaml"));
	const char *json = json_string_value(json_object_get(test, "json"));
	struct buf text = BUF_INIT;
	struct part *p, *last;

	while (*yaml != '\0')
		yaml = replace_sign(&text, yaml);
	p = last = yaml_documents(buf_str(&text), NULL, a);
	while (last->next != NULL)
		last = last->next;
	if (last->broken)
		printf("%s %s\n",
		       json_is_true(json_object_get(test, "fail")) ? "same" : "refused",
		       last->troubles->message);
	else if (json_is_true(json_object_get(test, "fail")))
		puts("accepted");
	else if (json == NULL)
		puts("no-json");
	else
		puts(same(json, p) ? "same" : "differs");
	if (getenv("SHOW") != NULL) {
		for (; p != NULL; p = p->next)
			printf("\t%s\n", p->text.s);
	}
	buf_release(&text);
}

static void
judge_file(const char *dir, const char *name, struct arena *a)
{
	const char *path = arena_printf(a, "%s/%s", dir, name);
	struct buf text = BUF_INIT;
	struct part *p;
	FILE *fp = fopen(path, "r");
	json_t *tests, *test, *before = NULL;
	size_t i;
	int c;

	while (fp != NULL && (c = getc(fp)) != EOF)
		buf_putc(&text, (char)c);
	p = yaml_documents(buf_str(&text), NULL, a);
	tests = p->broken ? NULL : load(p);
	json_array_foreach(tests, i, test)
	{
		/* a further case has of the one before what it does not say, but for this */
		if (before != NULL) {
			json_object_del(before, "fail");
			json_object_update_missing(test, before);
		}
		before = test;
		printf("%.4s:%zu ", name, i);
		judge(test, a);
	}
	json_decref(tests);
	if (fp != NULL)
		fclose(fp);
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	DIR *dir = argc > 1 ? opendir(argv[1]) : NULL;
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (*entry->d_name != '.')
			judge_file(argv[1], entry->d_name, a);
		arena_reset(a);
	}
	if (dir != NULL)
		closedir(dir);
	arena_free(a);
	return 0;
}
