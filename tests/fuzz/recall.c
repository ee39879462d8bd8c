/*
 * Fuzzing what is known to be clean: input is JSON Lines, examined three times:
 * plainly, with a memory that learns, and with what it has learnt.
 *
 * All three must say the same of every line: the kind, the findings, the
 * deliveries it asks for.  What is recalled is clean.
 */
#include "rules/recall.h"
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

static struct examined *
examine(const struct input *in, struct str text, struct recall *recall, bool lines,
	struct arena *a)
{
	static const struct examine_wants wants = {.standard_output = -1};
	struct examiner x;

	examiner_init(&x, &wants, world.eval, recall, a);
	if (lines)
		examine_lines(&x, in, text, (struct lines_place){0, 1, 1});
	else
		examine_document(&x, in, text);
	return x.head;
}

static void
same_findings(const struct diags *a, const struct diags *b)
{
	const struct diag *y = b->head;

	MUST(a->n == b->n);
	for (const struct diag *x = a->head; x != NULL; x = x->next) {
		MUST(strcmp(x->message, y->message) == 0);
		MUST(x->span.start == y->span.start && x->span.end == y->span.end);
		y = y->next;
	}
}

static void
same_deliveries(const struct delivery *a, const struct delivery *b)
{
	for (; a != NULL; a = a->next, b = b->next) {
		MUST(b != NULL && a->nevents == b->nevents);
		MUST(str_equal(a->organization, b->organization));
		MUST(str_equal(a->url, b->url));
		MUST(str_equal(a->webhook_id, b->webhook_id));
		MUST(a->at.start == b->at.start && a->at.end == b->at.end);
		MUST(a->response == b->response);
		for (size_t i = 0; i < a->nevents; i++) {
			MUST(str_equal(a->events[i].product, b->events[i].product));
			MUST(str_equal(a->events[i].name, b->events[i].name));
		}
	}
	MUST(b == NULL);
}

static void
same(const struct examined *plain, const struct examined *other)
{
	for (; plain != NULL; plain = plain->next, other = other->next) {
		const char *a = plain->result.kind, *b;

		MUST(other != NULL);
		b = other->result.kind;
		MUST((a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0));
		MUST(plain->result.skipped == other->result.skipped);
		MUST(plain->result.record == other->result.record);
		same_deliveries(plain->deliveries, other->deliveries);
		if (plain->deliveries == NULL) /* else there may be more to come */
			same_findings(plain->diags, other->diags);
		else
			MUST(plain->diags->n == other->diags->n);
	}
	MUST(other == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);
	uint32_t lot = fuzz_lot(text);
	struct input in = world_input(&world, lot >> 4);
	struct arena *plain = arena_new(), *with = arena_new();
	struct recall *recall = recall_new();
	struct examined *expected;
	bool lines = lot % 8 != 0;

	world.profile->kind = (lot >> 12) % 4 != 0 ? KIND_NONE : KIND_CREATE_REQUEST;
	expected = examine(&in, text, NULL, lines, plain);
	same(expected, examine(&in, text, recall, lines, with));
	same(expected, examine(&in, text, recall, lines, with));
	recall_free(recall);
	arena_free(with);
	arena_free(plain);
	return 0;
}
