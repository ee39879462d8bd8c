/*
 * Fuzzing a whole check: bytes, as a document or as JSON Lines, through reader,
 * kind, schema, rules and fixes into a report.
 *
 * No input may crash anything or make a report that cannot be read back; findings
 * lie within the text and in order; fixes neither overlap nor leave it as it was,
 * and a document without syntax errors has none afterwards; and a second look at
 * the same bytes finds the same.
 */
#include "finding/fix.h"
#include "load/reader.h"
#include "readback.h"
#include "world.h"

static struct world world;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	world_init(&world);
	return 0;
}

static void
report(const struct examined *head, uint32_t lot)
{
	const struct reporter *reporter = readback_reporter(lot >> 16);
	struct report_context ctx = {
	    .version = "0.1.0",
	    .rules = readback_rules(reporter, &rule_table, lot >> 12),
	    .levels = world.profile->levels,
	    .fail_on = SEV_WARNING,
	    .verbose = true};
	struct summary summary = {0};
	struct told told = {0};
	char *text = NULL;
	size_t len;
	FILE *fp = open_memstream(&text, &len);
	void *state = NULL;

	MUST(fp != NULL);
	if (reporter->begin != NULL)
		state = reporter->begin(fp, &ctx);
	for (; head != NULL; head = head->next) {
		told_add(&told, &head->result);
		if (reporter->file != NULL && !head->result.skipped)
			reporter->file(state, fp, &ctx, &head->result);
	}
	summary.errors = told.findings;
	if (reporter->end != NULL)
		reporter->end(state, fp, &ctx, &summary);
	MUST(fclose(fp) == 0);
	readback(reporter->name, (struct str){text, len}, &told);
	free(text);
}

static void
ordered(const struct examined *e)
{
	size_t before = 0;

	fuzz_places(e->diags);
	for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
		MUST(d->span.start >= before);
		MUST(d->start.line >= 1 && d->start.column >= 1);
		before = d->span.start;
	}
	/* what is wrong with a text is said, and a text with nothing wrong is whole */
	MUST(!e->doc->damaged || e->diags->head != NULL || e->result.skipped);
}

static void
same(const struct examined *a, const struct examined *b)
{
	for (; a != NULL; a = a->next, b = b->next) {
		const struct diag *x = a->diags->head;

		MUST(b != NULL && a->diags->n == b->diags->n);
		for (const struct diag *y = b->diags->head; y != NULL; y = y->next) {
			MUST(strcmp(x->message, y->message) == 0);
			MUST(strcmp(x->pointer, y->pointer) == 0);
			MUST(x->span.start == y->span.start);
			MUST(x->severity == y->severity);
			x = x->next;
		}
	}
	MUST(b == NULL);
}

/* Lines stand in it as they are, but for what a terminal would obey. */
static void
harmless_lines(struct str text)
{
	size_t at = 0, step;
	uint32_t c;

	for (; at < text.len; at += step != 0 ? step : 1) {
		step = utf8_decode(text.s + at, text.len - at, &c);
		MUST(step == 0 || (c >= 0x20 && (c < 0x7f || c >= 0xa0)) ||
		     strchr("\t\r\n", (int)c) != NULL);
	}
}

/* A text that could be read still can, whatever fixes were made. */
static void
readable(struct str text, struct arena *a)
{
	struct doc after = {.name = "fixed", .text = text, .first_line = 1};

	MUST(reader_read(&after, NULL, a));
}

static void
fix(const struct examined *head, struct str text, bool lines, struct arena *a)
{
	struct fixes fixes = {0};
	struct buf fixed = BUF_INIT, diff = BUF_INIT;
	bool damaged = false;

	for (const struct examined *e = head; e != NULL; e = e->next) {
		fixes_choose(&fixes, e->diags, FIX_SUGGESTED, a);
		damaged = damaged || e->doc->damaged;
	}
	for (size_t i = 0; i < fixes.n; i++) {
		MUST(fixes.edits[i].span.end <= text.len);
		MUST(i == 0 ||
		     fixes.edits[i - 1].span.end <= fixes.edits[i].span.start);
	}
	fixes_apply(&fixes, text, &fixed);
	(void)fix_diff(&diff, "a.json", text, buf_str(&fixed));
	MUST((diff.len != 0) == !str_equal(text, buf_str(&fixed)));
	harmless_lines(buf_str(&diff));
	if (!damaged && !lines)
		readable(buf_str(&fixed), a);
	buf_release(&fixed);
	buf_release(&diff);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);
	uint32_t lot = fuzz_lot(text);
	struct input in = world_input(&world, lot >> 4);
	struct examine_wants wants = {.standard_output = (int)(lot >> 8) % 4 - 1,
				      .timeline = true},
			     brief = {.standard_output = -1};
	struct arena *a = arena_new(), *again = arena_new();
	struct examined *first;
	bool lines = lot % 4 == 0;

	/* half of them by their shape */
	world.profile->kind = (lot >> 10 & 1) != 0
				  ? KIND_NONE
				  : (enum kind)((lot >> 11) % (KIND_PAIR + 1));
	first = world_examine(&world, &wants, &in, text, lines, a);
	for (const struct examined *e = first; e != NULL; e = e->next)
		ordered(e);
	same(first, world_examine(&world, &brief, &in, text, lines, again));
	fix(first, text, lines, a);
	report(first, lot);
	arena_free(again);
	arena_free(a);
	return 0;
}
