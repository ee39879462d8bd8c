/*
 * syntax SYNTAX FILE...: each file in JSON5, JSONC or YAML as a line: the path, a tab, and
 * its documents as JSON, with a tab between two, or "refused" and why.
 */
#include "part/syntax.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "finding/diag.h"
#include "load/reader.h"
#include "part/part.h"

static bool
print_document(const struct part *p, struct arena *a)
{
	struct doc d = {.name = "test", .text = p->text, .first_line = 1};
	json_t *value;
	char *s;

	if (!reader_read(&d, NULL, a)) {
		printf("\trefused: no JSON");
		return false;
	}
	value =
	    json_loadb(p->text.s, p->text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	s = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	printf("\t%s", s != NULL ? s : "refused: by jansson");
	free(s);
	json_decref(value);
	return true;
}

static void
print_file(enum syntax s, const char *path, struct arena *a)
{
	struct buf text = BUF_INIT;
	struct part_trouble *why;
	FILE *fp = fopen(path, "r");
	int c;

	while (fp != NULL && (c = getc(fp)) != EOF)
		buf_putc(&text, (char)c);
	printf("%s", path);
	for (struct part *p = syntax_parts(s, buf_str(&text), NULL, a, &why);
	     p != NULL && print_document(p, a); p = p->next)
		;
	for (; why != NULL; why = why->next) {
		if (why->rule == RULE_INVALID_JSON)
			printf("\trefused: %s", why->message);
	}
	putchar('\n');
	if (fp != NULL)
		fclose(fp);
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	enum syntax s = argc > 1 ? syntax_find(str_from(argv[1])) : SYNTAX_COUNT;
	struct arena *a = arena_new();

	if (s == SYNTAX_JSON || s == SYNTAX_COUNT)
		return 2;
	for (int i = 2; i < argc; i++) {
		print_file(s, argv[i], a);
		arena_reset(a);
	}
	arena_free(a);
	return 0;
}
