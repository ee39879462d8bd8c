/*
 * dump: what the reader makes of its files, as text.
 *
 *   dump [-v] [-t] [-n] file ...
 *
 * -v: the verdict alone, "yes" or "no" a file, without findings; -t: the tree of
 * the values with their places; -n: also number-out-of-range.  Else the findings,
 * one a line, and their notes, related places, help and fixes below.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "finding/diag.h"
#include "load/reader.h"

static bool
read_file(const char *path, struct buf *b)
{
	FILE *fp = fopen(path, "rb");
	size_t n;

	if (fp == NULL)
		return false;
	buf_clear(b);
	while ((n = fread(buf_reserve(b, 65536), 1, 65536, fp)) > 0)
		b->len += n;
	fclose(fp);
	return true;
}

static void
print_fix(const struct fix *f)
{
	printf("    %s: %s:", f->applicability == FIX_SAFE ? "safe" : "suggested",
	       f->description);
	for (const struct edit *e = f->edits; e != NULL; e = e->next)
		printf(" %zu-%zu '%.*s'", e->span.start, e->span.end, STR_ARG(e->text));
	putchar('\n');
}

static void
print_finding(const char *path, const struct diag *d)
{
	printf("%s:%zu:%zu-%zu:%zu: %s [%s] at '%s'\n", path, d->start.line,
	       d->start.column, d->end.line, d->end.column, d->message, d->rule->name,
	       d->pointer);
	for (const struct note *n = d->notes; n != NULL; n = n->next)
		printf("    note: %s\n", n->text);
	for (const struct related *r = d->related; r != NULL; r = r->next)
		printf("    %zu:%zu: %s\n", r->start.line, r->start.column, r->message);
	if (d->fixes == NULL && d->help != NULL)
		printf("    help: %s\n", d->help);
	for (const struct fix *f = d->fixes; f != NULL; f = f->next)
		print_fix(f);
}

static void
print_tree(const struct doc *d)
{
	size_t i;

	for (i = 0; i < d->ncells; i++) {
		const struct cell *c = &d->cells[i];
		struct node n = {d, i};

		printf("  %zu %s %u-%u next %u count %u%s%s%s", i,
		       node_type_name(node_type(n)), c->start, c->end, c->next,
		       c->count, c->flags & CELL_LAST ? " last" : "",
		       c->flags & CELL_DAMAGED ? " damaged" : "",
		       c->flags & CELL_REPEATED ? " repeated" : "");
		if (c->key != 0)
			printf(" key '%.*s'", STR_ARG(node_key(n)));
		if (node_is(n, NODE_STRING))
			printf(" = '%.*s'", STR_ARG(node_string(n)));
		putchar('\n');
	}
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	bool verdict = false, tree = false, numbers = false, ok;
	int i, status = 0;

	hash_seed();
	for (i = 1; i < argc; i++) {
		struct doc d = {.name = argv[i], .first_line = 1};
		struct diags ds;

		if (argv[i][0] == '-') {
			verdict |= argv[i][1] == 'v';
			tree |= argv[i][1] == 't';
			numbers |= argv[i][1] == 'n';
			continue;
		}
		if (!read_file(argv[i], &b))
			return 2;
		d.text = buf_str(&b);
		d.lint_numbers = numbers;
		diags_init(&ds, a, NULL, d.text);
		ok = reader_read(&d, verdict ? NULL : &ds, a);
		status |= !ok;
		if (verdict)
			printf("%s %s\n", ok ? "yes" : "no", argv[i]);
		diags_finish(&ds);
		for (const struct diag *f = ds.head; f != NULL; f = f->next)
			print_finding(argv[i], f);
		if (tree)
			print_tree(&d);
		arena_reset(a);
	}
	buf_release(&b);
	arena_free(a);
	return status;
}
