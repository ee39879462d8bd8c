/*
 * Fuzzing config files: input is the text of one, which then governs the check of a
 * document.
 *
 * A config is used, or what is wrong with it is said with a place in it; nothing
 * that it says gets past the reporters unescaped.
 */
#include "base/arena.h"
#include "cli/known.h"
#include "place.h"
#include "readback.h"
#include "world.h"

static struct eval *eval;
static char path[sizeof(place) + 16];

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	(void)pool_stack_enough();
	json_set_alloc_funcs(xmalloc, free);
	json_object_seed(1);
	(void)unsetenv("HOOKVET_CONFIG");
	(void)setenv("SOURCE_DATE_EPOCH", "1782864000", 1);
	eval = eval_new();
	place_init();
	(void)place_path("c.json", path, sizeof(path));
	return 0;
}

/* A schema that it names may be any file: not one that waits, or never ends. */
static bool
harmful(struct str text)
{
	return memmem(text.s, text.len, "/dev", 4) != NULL ||
	       memmem(text.s, text.len, "/proc", 5) != NULL ||
	       memmem(text.s, text.len, "/sys", 4) != NULL;
}

static void
report(struct told *told, const struct result *r, FILE *fp,
       const struct reporter *reporter, void *state, const struct report_context *ctx)
{
	told_add(told, r);
	if (reporter->file != NULL)
		reporter->file(state, fp, ctx, r);
}

static const char document[] =
    "{ \"name\": \"a\", \"webhookUrl\": \"https://h.example/a\", \"products\": [],\n"
    "  \"retryPolicy\": { \"firstRetry\": 99999 }, \"x\": 1 }";

/* The document as this config wants it judged. */
static struct examined *
examine(struct profile *p, const struct input *in, struct arena *a)
{
	static const struct examine_wants wants = {.standard_output = -1};
	struct tried tried = {0};
	struct examiner x;

	examiner_init(&x, &wants, eval, NULL, a);
	examine_document(&x, in, STR(document));
	for (struct examined *e = x.head; e != NULL; e = e->next) {
		if (e->deliveries != NULL)
			diags_finish(e->diags);
		tried.kinds |= KIND_BIT(e->kind);
		known_suppress(e);
		fuzz_places(e->diags);
	}
	known_tried(in, &tried);
	(void)known_unused(p);
	return x.head;
}

/* Everything there is to say, of the config and of the document, in one report. */
static void
tell(struct session *s, struct profile *p, uint32_t lot, struct arena *a)
{
	const struct reporter *reporter = readback_reporter(lot >> 8);
	struct report_context ctx = {
	    .version = "0.1.0",
	    .rules = readback_rules(reporter, &rule_table, lot >> 5),
	    .fail_on = SEV_ERROR};
	struct input in = {.path = "a.json", .absolute = STR("/a.json"), .named = true};
	struct summary summary = {0};
	struct told told = {0};
	struct str text = {NULL, 0};
	char *out = NULL;
	FILE *fp = open_memstream(&out, &text.len);
	void *state = reporter->begin != NULL ? reporter->begin(fp, &ctx) : NULL;

	for (const struct problem *q = s->problems; q != NULL; q = q->next) {
		struct result r = {
		    .path = q->path, .diags = q->diags, .standard_output = ""};

		fuzz_places(q->diags);
		report(&told, &r, fp, reporter, state, &ctx);
	}
	if (p != NULL) {
		in.profile = p;
		for (struct examined *e = examine(p, &in, a); e != NULL; e = e->next)
			report(&told, &e->result, fp, reporter, state, &ctx);
	}
	summary.errors = told.findings;
	if (reporter->end != NULL)
		reporter->end(state, fp, &ctx, &summary);
	MUST(fclose(fp) == 0);
	text.s = out;
	readback(reporter->name, text, &told);
	free(out);
}

/* The schemas of all kinds take their time: not for each config. */
static void
prepare(struct profile *p, uint32_t lot)
{
	if (lot % 32 == 0) {
		(void)profile_prepare(p);
	} else {
		p->env.settings = &p->lint;
		p->env.catalogue = p->catalogue;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size), said;
	uint32_t lot = fuzz_lot(text);
	struct options options;
	struct session session;
	struct caught err;
	struct arena *a;
	bool usable;

	if (harmful(text))
		return -1;
	a = arena_new();
	place_write("c.json", text);
	options_init(&options);
	options.config = path;
	catch_begin(&err, &stderr);
	MUST(session_init(&session, &options, false));
	usable = profile_current(&session) != NULL;
	MUST(usable || session.trouble);
	if (usable)
		prepare(session.fixed, lot);
	tell(&session, usable ? session.fixed : NULL, lot, a);
	said = catch_end(&err, false);
	catch_said(said);
	/* it is refused: then it was said, or is among the problems */
	MUST(!session.trouble || session.problems != NULL || said.len != 0);
	free((char *)(uintptr_t)said.s);
	session_release(&session);
	options_release(&options);
	arena_free(a);
	return 0;
}
