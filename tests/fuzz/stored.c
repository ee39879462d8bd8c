/*
 * Fuzzing what the program wrote before and reads again, or was given beside the
 * documents: input is a report in jsonl, a baseline or an organisation's list of
 * products; each is tried as all three.
 *
 * What is of no use is refused in words.  A report that is merged, and merged again,
 * is the same; what was written to a baseline is found no more; a list becomes JSON,
 * and whatever the format, nothing of it steers a terminal.
 */
#include "readback.h"

#include "program.h"

static const char document[] =
    "{ \"name\": \"a\", \"webhookUrl\": \"http://localhost/a\", \"products\":\n"
    "  [ { \"productId\": \"a\", \"eventTypes\": [ \"x\", ] } ], \"key\": 1 }\n";

enum { WORDS = 9 };

/* The words end at a NULL; false: trouble. */
static bool
run(const char *const words[WORDS], struct str *written)
{
	char copies[WORDS][64], *argv[WORDS + 2] = {(char[]){"hookvet"}};
	int argc = 1, status;

	for (; words[argc - 1] != NULL; argc++) {
		argv[argc] = copies[argc - 1];
		MUST(strlen(words[argc - 1]) < sizeof(copies[0]));
		memcpy(argv[argc], words[argc - 1], strlen(words[argc - 1]) + 1);
	}
	status = program_run(argc, argv, written);
	fuzz_harmless(*written);
	return status != EXIT_TROUBLE;
}

/* The same, when nobody reads what it wrote. */
static bool
runs(const char *const words[WORDS])
{
	struct str written;
	bool ok = run(words, &written);

	free((char *)(uintptr_t)written.s);
	return ok;
}

static void
merge(uint32_t lot)
{
	static const char *const to_jsonl[WORDS] = {"report", "merge", "-f",
						    "jsonl",  "x",     NULL};
	static const char *const once_more[WORDS] = {"report", "merge", "-f",
						     "jsonl",  "y",     NULL};
	const char *const to_any[WORDS] = {
	    "report", "merge", "-v", "-f", readback_reporter(lot)->name, "x", NULL};
	struct str once, again;

	if (run(to_jsonl, &once)) {
		MUST(readback_lines(once) != 0);
		place_write("y", once);
		MUST(run(once_more, &again));
		MUST(str_equal(once, again));
		free((char *)(uintptr_t)again.s);
		(void)runs(to_any);
	}
	free((char *)(uintptr_t)once.s);
}

static void
baseline(void)
{
	static const char *const old[WORDS] = {"check", "--no-config", "--baseline",
					       "x",     "a.json",      NULL};
	static const char *const add[WORDS] = {
	    "check", "--no-config", "--write-baseline", "x", "a.json", NULL};
	static const char *const strict[WORDS] = {
	    "check", "--no-config", "--baseline", "x", "--fail-on",
	    "info",  "-fcompact",   "a.json",     NULL};
	struct str written;

	if (!runs(old))
		return;
	MUST(runs(add));
	MUST(run(strict, &written) && written.len == 0);
	free((char *)(uintptr_t)written.s);
}

static void
catalogue(void)
{
	static const char *const text[WORDS] = {
	    "catalogue", "--no-config", "--catalogue", "x", "a", NULL};
	static const char *const json[WORDS] = {
	    "catalogue", "--no-config", "--catalogue", "x", "-f", "json", NULL};
	static const char *const check[WORDS] = {
	    "check", "--no-config", "--catalogue", "x", "-v", "a.json", NULL};
	struct str list;

	if (run(json, &list)) {
		json_decref(readback_json(list));
		(void)runs(text);
		MUST(runs(check));
	}
	free((char *)(uintptr_t)list.s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);

	place_reset();
	place_write("a.json", STR(document));
	place_write("x", text);
	merge(fuzz_lot(text));
	catalogue();
	baseline(); /* changes x */
	return 0;
}
