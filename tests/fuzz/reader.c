/*
 * Fuzzing the reader by itself: any bytes, as a document or as a line of many.
 *
 * Whatever the text, its cells form a tree, findings and edits lie in it, and
 * every way to ask for a node finds that node.  A document that was cut short, or
 * that has something behind it, is none any more.
 */
#include "../reader/judge.h"
#include "fuzz.h"
#include "load/index.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/kind.h"

/* Each node is where its pointer leads, by an index too; pieces of it have places. */
static void
ask(struct doc *d, struct arena *a)
{
	struct doc indexed = *d;

	indexed.index = index_new(a);
	for (size_t i = 0; i < d->ncells && i < 300; i++) {
		struct node n = {d, i}, quick = {&indexed, i};
		struct str s = node_string(n);
		struct span span = text_span(n, str_slice(s, s.len / 2, s.len));

		MUST(strcmp(node_pointer(n, a), node_pointer(quick, a)) == 0);
		if (node_is(n, NODE_STRING))
			MUST(span.start <= span.end && span.end <= d->text.len);
		if (!node_is(n, NODE_OBJECT))
			continue;
		NODE_EACH(m, n)
		{
			struct node found = node_member_str(n, node_key(m));

			MUST(node_exists(found) && found.at >= m.at);
			MUST(str_equal(node_key(found), node_key(m)));
			MUST(node_member_str(quick, node_key(m)).at == found.at);
		}
	}
	(void)kind_find(doc_root(d), "a.json");
}

static bool
accepted(struct str text, struct arena *a)
{
	struct doc d = {.name = "x", .text = text, .first_line = 1};

	return reader_read(&d, NULL, a);
}

/* Of a text that is accepted: without its end, and with more behind it. */
static void
around(const struct doc *d, uint32_t lot, struct arena *a)
{
	enum node_type type = node_type(doc_root(d));
	size_t start = node_cell(doc_root(d))->start, end = node_cell(doc_root(d))->end;
	char *copy = arena_alloc(a, d->text.len + 1);

	memcpy(copy, d->text.s, d->text.len);
	copy[d->text.len] = "x,]}\"1[{"[lot % 8];
	MUST(type == NODE_NUMBER || !accepted((struct str){copy, d->text.len + 1}, a));
	copy[d->text.len] = " \t\r\n"[lot % 4];
	MUST(accepted((struct str){copy, d->text.len + 1}, a));
	if (type == NODE_NUMBER)
		return;
	/* in memory of its own: what is read behind the end is noticed */
	end = start + (end - start) * (lot >> 8 & 0xff) / 256;
	copy = malloc(end + 1);
	MUST(copy != NULL);
	memcpy(copy, d->text.s, end);
	copy[end] = '\0';
	copy = realloc(copy, end != 0 ? end : 1);
	MUST(copy != NULL && !accepted((struct str){copy, end}, a));
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *a;
	struct doc d = {.name = "x", .text = fuzz_text(data, size), .first_line = 1};
	uint32_t lot = fuzz_lot(d.text);
	struct diags ds;
	const char *wrong;
	bool ok;

	a = a != NULL ? a : arena_new();
	d.lint_numbers = lot % 2 != 0;
	d.record = lot / 2 % 2;
	diags_init(&ds, a, NULL, d.text);
	ok = reader_read(&d, &ds, a);
	MUST(ok != d.damaged && (ok || ds.head != NULL));
	wrong = judge_findings(&ds, d.text);
	if (wrong == NULL)
		wrong = judge_cells(&d);
	if (wrong != NULL)
		fuzz_failed(__FILE__, __LINE__, wrong);
	if (d.ncells != 0)
		ask(&d, a);
	if (ok)
		around(&d, lot >> 8, a);
	diags_finish(&ds);
	fuzz_places(&ds);
	arena_reset(a);
	return 0;
}
