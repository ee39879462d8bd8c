/*
 * Fuzzing --fix: the program's own repair, from standard input to standard output
 * (both in memory), as often as it finds something to mend.
 *
 * It comes to an end, and then changes nothing any more; what it leaves has no more
 * findings than before, and no syntax error that was not there, unless more of the
 * text is read.
 *
 * Every other text is put together of pieces: comments, commas or none, repeats,
 * aliases, members that only the service sets, and values with a number.  However these
 * lie, after safe fixes they are still there, in their order, as a scanner of our own
 * sees them.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "run/fix-run.h"
#include "run/work-queue.h"
#include "world.h"

enum {
	RUNS_MAX = 30, /* each makes 4 passes, and more as far as it may try */
	TRIALS = 60    /* of a few fixes, of which some do harm */
};

static struct world world;
static int standard_input;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	world_init(&world);
	standard_input = memfd_create("input", MFD_CLOEXEC);
	MUST(standard_input >= 0 && dup2(standard_input, STDIN_FILENO) == 0);
	return 0;
}

static bool
take(void *context, struct examined *e)
{
	(void)context;
	(void)e;
	return true;
}

/* The text as repair leaves it, for free(); *made: how many fixes. */
static struct str
repaired(const struct input *in, struct str text, bool lines, size_t *made)
{
	struct inputs inputs = {.items = &(struct input){0}, .n = 1};
	struct pieces pieces = {.inputs = &inputs,
				.wants = {.standard_output = -1},
				.json_lines = lines,
				.take = take};
	struct repair *r = fix_run_new(&world.options);
	FILE *terminal = stdout;
	char *out = NULL;
	size_t len;

	MUST(ftruncate(STDIN_FILENO, 0) == 0);
	MUST(pwrite(STDIN_FILENO, text.s, text.len, 0) == (ssize_t)text.len);
	MUST(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
	inputs.items[0] = *in;
	inputs.items[0].standard = true;
	stdout = open_memstream(&out, &len);
	MUST(stdout != NULL);
	fix_run_run(r, &pieces);
	MUST(fclose(stdout) == 0);
	stdout = terminal;
	MUST(fix_run_ok(r));
	*made = fix_run_count(r);
	fix_run_free(r);
	return (struct str){out, len};
}

struct score {
	size_t findings, syntax;
	size_t unread; /* behind more syntax errors than are looked for */
};

static struct score
score(const struct input *in, struct str text, bool lines)
{
	struct examine_wants wants = {.standard_output = -1};
	struct arena *a = arena_new();
	struct score s = {0};

	for (struct examined *e = world_examine(&world, &wants, in, text, lines, a);
	     e != NULL; e = e->next) {
		s.unread += e->doc->unread;
		for (const struct diag *d = e->diags->head; d != NULL; d = d->next) {
			s.findings +=
			    strcmp(d->rule->name, "duplicate-subscription") != 0;
			s.syntax += strcmp(d->rule->name, "invalid-json") == 0 ||
				    strcmp(d->rule->name, "invalid-encoding") == 0 ||
				    strcmp(d->rule->name, "duplicate-key") == 0;
		}
	}
	arena_free(a);
	return s;
}

/* '@' is the number of the value. */
static const char *const pieces[] = {
    "\"k@\": \"v@\"",
    "\"k@\" \"v@\"",
    "\"v@\"",
    "'v@'",
    "k@: 'v@'",
    "\"k@\": {",
    "\"k@\": [",
    "}",
    "]",
    ",",
    ",",
    ",",
    " ",
    "\n",
    "\r",
    "// \"v\",\n",
    "# ]\n",
    "# {\r",
    "//\r\n",
    "/* , */",
    "/*\n\"x\": [ // */",
    "\"eventTypes\": [",
    "\"invoicing.customer.invoice.paid\"",
    "\"productId\": \"customerInvoicing\"",
    "\"retryPolicy\": {",
    "\"maxNumberOfRetries\": \"3\"",
    "\"firstRety\": 1",
    "webhookURL: 'https://hooks.acme-webshop.com/a'",
    "\"webhookId\": \"1\"",
    "\"version\": [ 1, // \n 2 ]",
    "True",
    "+1",
    ".5",
};

/* The text that the bytes stand for. */
static void
put_together(struct buf *text, const uint8_t *data, size_t size)
{
	buf_putc(text, '{');
	for (size_t i = 0; i < size; i++) {
		const char *p = pieces[data[i] % (sizeof(pieces) / sizeof(*pieces))];

		for (; *p != '\0'; p++) {
			if (*p == '@')
				buf_printf(text, "%zu", i);
			else
				buf_putc(text, *p);
		}
	}
	buf_putc(text, '}');
}

/* Behind the comment or string at p, or p. */
static size_t
behind(struct str t, size_t p)
{
	size_t start = p;

	if (t.s[p] == '#' || (t.s[p] == '/' && p + 1 < t.len && t.s[p + 1] == '/')) {
		while (p < t.len && strchr("\r\n", t.s[p]) == NULL)
			p++;
	} else if (t.s[p] == '/' && p + 1 < t.len && t.s[p + 1] == '*') {
		for (p += 3; p < t.len && (t.s[p - 1] != '*' || t.s[p] != '/');)
			p++;
		p++;
	} else if (t.s[p] == '"' || t.s[p] == '\'') {
		for (p++; p < t.len && t.s[p] != t.s[start]; p++)
			p += t.s[p] == '\\';
		p++;
	}
	return p < t.len ? p : t.len;
}

/* The numbered values in the text, one behind the other. */
static void
numbered(struct buf *out, struct str t)
{
	for (size_t p = 0, to; p < t.len; p = to) {
		to = behind(t, p);
		if (to > p + 3 && strchr("\"'", t.s[p]) != NULL && t.s[p + 1] == 'v')
			buf_put(out, str_slice(t, p + 1, to - 1));
		to += to == p;
	}
}

static void
must_hold(struct str text, struct str values)
{
	struct buf now = BUF_INIT;

	numbered(&now, text);
	MUST(str_equal(buf_str(&now), values));
	buf_release(&now);
}

static void
try_text(struct str text, uint32_t lot, struct str values)
{
	struct str before = text, after;
	struct input in = world_input(&world, lot >> 4);
	struct score first, was, is;
	size_t made = 0, runs = 0;
	bool lines = lot % 4 == 0 && values.s == NULL;

	world.options.fix = (lot >> 8 & 1) != 0 ? "safe" : "suggested";
	world.profile->kind = (lot >> 9) % 4 != 0 ? KIND_NONE : KIND_CREATE_REQUEST;
	was = first = score(&in, text, lines);
	for (;; before = after) {
		after = repaired(&in, before, lines, &made);
		MUST((made == 0) == str_equal(before, after));
		if (before.s != text.s)
			free((char *)(uintptr_t)before.s);
		if (made == 0)
			break;
		if (values.s != NULL && strcmp(world.options.fix, "safe") == 0)
			must_hold(after, values);
		is = score(&in, after, lines);
		MUST(is.unread <= was.unread);
		MUST(is.unread < was.unread ||
		     (is.findings <= was.findings && is.syntax <= was.syntax));
		was = is;
		MUST(++runs < RUNS_MAX);
	}
	/*
	 * The first run does it all, unless what may be tried was not enough: the
	 * search for wrong brackets counts, and fuzzing has little for it.
	 */
	MUST(runs <= 1 || first.syntax != 0 || first.findings > 20 ||
	     text.len * TRIALS > TRIAL_BYTES);
	free((char *)(uintptr_t)after.s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = fuzz_text(data, size);
	struct buf together = BUF_INIT, values = BUF_INIT;
	uint32_t lot = fuzz_lot(text);

	if (lot >> 12 & 1) {
		try_text(text, lot, (struct str){NULL, 0});
		return 0;
	}
	put_together(&together, data, size < 400 ? size : 400);
	buf_puts(&values, "");
	numbered(&values, buf_str(&together));
	try_text(buf_str(&together), lot, buf_str(&values));
	buf_release(&together);
	buf_release(&values);
	return 0;
}
