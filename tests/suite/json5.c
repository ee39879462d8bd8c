/*
 * json5 FILE...: each file as a line: the path, a tab, and its value as JSON, or "refused".
 */
#include "part/json5.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "finding/diag.h"
#include "load/reader.h"
#include "part/part.h"

static void
print_file(const char *path, struct arena *a)
{
	struct buf text = BUF_INIT;
	FILE *fp = fopen(path, "r");
	struct doc d = {.name = "test", .first_line = 1};
	char *s = NULL;
	json_t *value;
	struct part *p;
	int c;

	while (fp != NULL && (c = getc(fp)) != EOF)
		buf_putc(&text, (char)c);
	p = json5_document(buf_str(&text), NULL, false, a);
	d.text = p->text;
	if (!p->broken && reader_read(&d, NULL, a)) {
		value = json_loadb(p->text.s, p->text.len,
				   JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		s = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
		json_decref(value);
	}
	printf("%s\t%s\n", path, s != NULL ? s : "refused");
	free(s);
	if (fp != NULL)
		fclose(fp);
	buf_release(&text);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();

	for (int i = 1; i < argc; i++) {
		print_file(argv[i], a);
		arena_reset(a);
	}
	arena_free(a);
	return 0;
}
