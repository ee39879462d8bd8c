/* Checks a document against a schema: example SCHEMA DOCUMENT */
#include <hookvet.h>
#include <stdio.h>

static char schema_text[65536], text[65536];

static size_t
load(const char *path, char *to, size_t size)
{
	FILE *fp = fopen(path, "rb");
	size_t n = fp != NULL ? fread(to, 1, size, fp) : 0;

	if (fp != NULL)
		fclose(fp);
	return n;
}

int
main(int argc, char **argv)
{
	struct hookvet *h = hookvet_new();
	struct hookvet_checker *c = h != NULL ? hookvet_checker_new(h) : NULL;
	const struct hookvet_schema *schema;
	const struct hookvet_finding *f;
	enum hookvet_result result;

	if (c == NULL || argc != 3)
		return 2;
	hookvet_add(h, "", schema_text,
		    load(argv[1], schema_text, sizeof(schema_text)));
	result = hookvet_compile(h, "", &schema);
	for (size_t i = 0; (f = hookvet_schema_finding(h, i)) != NULL; i++)
		printf("%s:%zu:%zu: %s\n", argv[1], f->line, f->column, f->message);
	if (result == HOOKVET_OK)
		result =
		    hookvet_check(c, schema, text, load(argv[2], text, sizeof(text)));
	for (size_t i = 0; (f = hookvet_finding(c, i)) != NULL; i++)
		printf("%s:%zu:%zu: %s: %s [%s]\n", argv[2], f->line, f->column,
		       f->pointer, f->message, f->keyword);
	puts(hookvet_result_text(result));
	hookvet_schema_free(schema);
	hookvet_checker_free(c);
	hookvet_free(h);
	return result != HOOKVET_OK;
}
