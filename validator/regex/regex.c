/*
 * regex: choosing how a pattern is run, and the budget of PCRE2.
 *
 * PCRE2's own limits are not enough: its match limit counts anew at every
 * start position, and steps within \w* or [^x]* not at all, so a megabyte of
 * subject can keep it busy for minutes.  The translated pattern therefore has
 * callouts wherever work can be repeated; each pays for itself, for the text
 * passed since the last one, and for what lies ahead of it.  A callout costs some
 * 15 ns.
 *
 * Which engine runs a pattern is found out when it is first matched: most
 * patterns of a large schema never are.  The threads share what one of them has
 * made; if two begin at once, one throws its work away.
 *
 * No JIT: what reaches PCRE2 at all has lookarounds (but those at the start), back
 * references, \b or \p{..}; the compiler's 60-90 microseconds are never won back, it ignores the
 * heap limit, and 10.42's is wrong about unset back references.
 */
#include "regex/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <assert.h>
#include <pcre2.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/stack.h"
#include "base/utf8.h"
#include "regex/regex-dfa.h"
#include "regex/regex-nfa.h"
#include "regex/regex-translate.h"
#include "regex/regex-tree.h"

enum {
	SHORT = 256,           /* subjects that take little memory */
	HEAP_KIB = 20 * 1024,  /* for backtracking */
	CALLOUT_COST = 8,      /* a unit is 1 to 4 ns */
	BUDGET_BASE = 6000000, /* units for any subject */
	BUDGET_PER_BYTE = 16
};

/* Of a document, in the same units: it may have very many subjects. */
static const struct {
	uint64_t least, per_byte;
} whole = {UINT64_C(32) << 20, 32}, of_line = {4096, 64};

/* A pattern made ready to be run. */
struct machine {
	struct dfa *dfa; /* NULL: code */
	pcre2_code *code;
};

struct regex {
	_Atomic(struct machine *) machine; /* NULL: not asked for yet */
	struct heap *heap;                 /* of this, or NULL */
	size_t len;
	char pattern[];
};

struct regex_scratch {
	pcre2_general_context *general;
	pcre2_match_data *data;
	pcre2_match_context *counted;
	uint64_t left;  /* of the budget */
	uint64_t all;   /* left of that of the document */
	uint64_t began; /* with so much of it */
	size_t last;    /* position of the last callout */
};

/* ---- compiling */

/* The parser has seen to it that the pattern is right: what fails is a limit. */
static bool
explain_limit(int code, size_t length, struct regex_error *err)
{
	if (code == PCRE2_ERROR_HEAP_FAILED)
		out_of_memory();
	/* "sc:" and "scx:" are syntax of 10.40 */
	if (code == PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY ||
	    code == PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY)
		return regex_unsupported(
		    err, 0, length,
		    "this version of PCRE2 does not know one of its properties");
	if (code == PCRE2_ERROR_PATTERN_TOO_LARGE)
		return regex_unsupported(err, 0, length,
					 "its repetitions make it too large to be run");
	if (code == PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED ||
	    code == PCRE2_ERROR_LOOKBEHIND_TOO_LONG)
		return regex_unsupported(err, 0, length,
					 "it looks back in too many ways to be run");
	return regex_unsupported(err, 0, length, "PCRE2 cannot run it");
}

/* PCRE2 gets its memory from here. */
static void *
allocate(size_t size, void *data)
{
	(void)data;
	return xmalloc(size);
}

static void
release(void *p, void *data)
{
	(void)data;
	mem_free(p);
}

/* PCRE2 calls it for each group within a group. */
static int
guard(uint32_t depth, void *data)
{
	(void)depth, (void)data;
	stack_guard();
	return 0;
}

static pcre2_code *
compile_translated(struct str text, int *error)
{
	pcre2_general_context *g =
	    pcre2_general_context_create(allocate, release, NULL);
	pcre2_compile_context *c = pcre2_compile_context_create(g);
	size_t where;
	pcre2_code *code;

	pcre2_set_compile_recursion_guard(c, guard, NULL);
	code = pcre2_compile((PCRE2_SPTR)text.s, text.len,
			     PCRE2_UTF | PCRE2_MATCH_UNSET_BACKREF |
				 PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C,
			     error, &where, c);

	pcre2_compile_context_free(c);
	pcre2_general_context_free(g);
	return code;
}

static bool
compile_pcre2(struct machine *m, struct tree *root, size_t length,
	      struct regex_error *err)
{
	struct buf text = BUF_INIT;
	int code = 0;
	bool ok = translate(root, &text, err);

	if (ok)
		m->code = compile_translated(buf_str(&text), &code);
	buf_release(&text);
	return ok && (m->code != NULL || explain_limit(code, length, err));
}

/* The first way of engines that can run the pattern. */
static bool
choose_engine(struct machine *m, struct tree *root, unsigned engines, size_t length,
	      struct arena *a, struct regex_error *err)
{
	if ((engines & REGEX_DFA) != 0 && (m->dfa = dfa_new(root, a)) != NULL)
		return true;
	if ((engines & REGEX_PCRE2) != 0)
		return compile_pcre2(m, root, length, err);
	return regex_unsupported(err, 0, length,
				 "no engine that was asked for can run it");
}

static void
machine_free(struct machine *m)
{
	if (m == NULL)
		return;
	dfa_free(m->dfa);
	pcre2_code_free(m->code);
	mem_free(m);
}

static struct machine *
machine_new(struct tree *root, unsigned engines, size_t length, struct arena *a,
	    struct regex_error *err)
{
	struct machine *m = xcalloc(1, sizeof(*m));

	if (choose_engine(m, root, engines, length, a, err))
		return m;
	machine_free(m);
	return NULL;
}

static struct regex *
regex_new(struct str pattern, struct machine *m)
{
	struct regex *re = xmalloc(sizeof(*re) + pattern.len);

	atomic_init(&re->machine, m);
	re->heap = mem_heap();
	re->len = pattern.len;
	if (pattern.len != 0)
		memcpy(re->pattern, pattern.s, pattern.len);
	return re;
}

struct regex *
regex_compile_for(struct str pattern, unsigned engines, struct regex_error *err)
{
	struct arena *a = arena_new();
	struct tree *root = tree_parse(pattern, a, err);
	struct machine *m = NULL;
	bool later = root != NULL && engines == REGEX_ANY && nfa_is_small(root);

	/* what may fail is done at once, while it can still be said */
	if (root != NULL && !later)
		m = machine_new(root, engines, pattern.len, a, err);
	arena_free(a);
	return later || m != NULL ? regex_new(pattern, m) : NULL;
}

struct regex *
regex_trusted(struct str pattern)
{
	return regex_new(pattern, NULL);
}

struct regex *
regex_compile(struct str pattern, struct regex_error *err)
{
	return regex_compile_for(pattern, REGEX_ANY, err);
}

/*
 * Makes the machine, which lives as long as the pattern; what another thread has made
 * meanwhile wins.
 */
static const struct machine *
make_ready(struct regex *re)
{
	struct str pattern = {re->pattern, re->len};
	struct heap *apart = heap_apart();
	struct arena *a = arena_new();
	struct regex_error err;
	struct machine *mine, *other = NULL;

	mine = machine_new(tree_parse(pattern, a, &err), REGEX_ANY, re->len, a, &err);
	arena_free(a);
	assert(mine != NULL); /* nfa_is_small() */
	if (atomic_compare_exchange_strong(&re->machine, &other, mine)) {
		heap_keep(apart, re->heap);
		return mine;
	}
	machine_free(mine);
	heap_drop(apart);
	return other;
}

static const struct machine *
machine_of(const struct regex *re)
{
	const struct machine *m =
	    atomic_load_explicit(&re->machine, memory_order_acquire);

	return m != NULL ? m : make_ready((struct regex *)(uintptr_t)re);
}

bool
regex_valid(struct str pattern, struct regex_error *err)
{
	struct arena *a = arena_new();

	tree_parse(pattern, a, err);
	arena_free(a);
	return err->problem != REGEX_INVALID;
}

void
regex_free(struct regex *re)
{
	if (re == NULL)
		return;
	machine_free(atomic_load_explicit(&re->machine, memory_order_relaxed));
	mem_free(re);
}

enum regex_engine
regex_engine(const struct regex *re)
{
	return machine_of(re)->dfa != NULL ? REGEX_DFA : REGEX_PCRE2;
}

size_t
regex_size(const struct regex *re)
{
	const struct machine *m =
	    atomic_load_explicit(&re->machine, memory_order_relaxed);
	size_t size = 0;

	if (m != NULL && m->code != NULL)
		(void)pcre2_pattern_info(m->code, PCRE2_INFO_SIZE, &size);
	return size;
}

/* ---- matching */

/* What a back reference may compare: all that groups hold now. */
static uint64_t
held(const pcre2_callout_block *b)
{
	uint64_t n = 0;

	for (size_t i = 1; i < b->capture_top; i++) {
		size_t from = b->offset_vector[2 * i], to = b->offset_vector[2 * i + 1];

		if (from != PCRE2_UNSET && to > from)
			n += to - from;
	}
	return n / 8; /* by memcmp */
}

static int
pay_callout(pcre2_callout_block *b, void *data)
{
	struct regex_scratch *s = data;
	uint64_t cost = CALLOUT_COST;

	if (b->current_position > s->last)
		cost += b->current_position - s->last;
	s->last = b->current_position;
	if (b->callout_number == CALLOUT_REF)
		cost += held(b);
	else
		cost += UINT64_C(1) << b->callout_number;
	if (cost > s->left)
		return PCRE2_ERROR_CALLOUT;
	s->left -= cost;
	return 0;
}

struct regex_scratch *
regex_scratch_new(void)
{
	struct regex_scratch *s = xcalloc(1, sizeof(*s));
	pcre2_general_context *g =
	    pcre2_general_context_create(allocate, release, NULL);

	s->counted = pcre2_match_context_create(g);
	pcre2_set_heap_limit(s->counted, HEAP_KIB);
	pcre2_set_callout(s->counted, pay_callout, s);
	s->general = g;
	regex_begin(s, 0, false, 0);
	return s;
}

void
regex_begin(struct regex_scratch *s, size_t len, bool line, uint64_t spent)
{
	if (line)
		s->all = of_line.least + of_line.per_byte * len;
	else
		s->all = whole.per_byte * len;
	if (!line && s->all < whole.least)
		s->all = whole.least;
	s->all = s->all > spent ? s->all - spent : 0;
	s->began = s->all;
}

uint64_t
regex_spent(const struct regex_scratch *s)
{
	return s->began - s->all;
}

void
regex_scratch_free(struct regex_scratch *s)
{
	if (s == NULL)
		return;
	pcre2_match_data_free(s->data);
	pcre2_match_context_free(s->counted);
	pcre2_general_context_free(s->general);
	mem_free(s);
}

/* Backtracking may have taken megabytes, which the match data would keep. */
static void
drop_heap(struct regex_scratch *s)
{
	pcre2_match_data_free(s->data);
	s->data = NULL;
}

/* With callouts, and within what is left for the document. */
static int
match_counted(const struct machine *m, PCRE2_SPTR text, size_t len,
	      struct regex_scratch *s)
{
	uint64_t budget = BUDGET_BASE + BUDGET_PER_BYTE * (uint64_t)len;
	int rc;

	budget = budget < s->all ? budget : s->all;
	s->left = budget;
	s->last = 0;
	rc =
	    pcre2_match(m->code, text, len, 0, PCRE2_NO_UTF_CHECK, s->data, s->counted);
	s->all -= budget - s->left;
	if (len > SHORT || rc < PCRE2_ERROR_NOMATCH)
		drop_heap(s);
	return rc;
}

static enum regex_result
match_pcre2(const struct machine *m, struct str subject, struct regex_scratch *s)
{
	PCRE2_SPTR text = (PCRE2_SPTR)(subject.len > 0 ? subject.s : "");
	int rc;

	/* Which groups matched where is asked by nobody: room for one pair. */
	if (s->data == NULL)
		s->data = pcre2_match_data_create(1, s->general);
	rc = match_counted(m, text, subject.len, s);
	if (rc >= 0)
		return REGEX_YES;
	return rc == PCRE2_ERROR_NOMATCH ? REGEX_NO : REGEX_GAVE_UP;
}

/* PCRE2 knows no half of a surrogate pair: U+FFFD is of three bytes, too. */
static enum regex_result
match_without_halves(const struct machine *m, struct str subject,
		     struct regex_scratch *s)
{
	static const char replacement[] = {'\xef', '\xbf', '\xbd'};
	char *copy = xmalloc(subject.len);
	enum regex_result result;
	size_t at = 0;

	memcpy(copy, subject.s, subject.len);
	while ((at += utf8_find_half(copy + at, subject.len - at)) != subject.len)
		memcpy(copy + at, replacement, sizeof(replacement));
	result = match_pcre2(m, (struct str){copy, subject.len}, s);
	mem_free(copy);
	return result;
}

enum regex_result
regex_match_table(const struct regex *re, struct str subject)
{
	const struct machine *m = machine_of(re);

	if (m->dfa == NULL)
		return REGEX_GAVE_UP;
	return dfa_match(m->dfa, subject) ? REGEX_YES : REGEX_NO;
}

enum regex_result
regex_match(const struct regex *re, struct str subject, struct regex_scratch *s)
{
	enum regex_result r = regex_match_table(re, subject);
	const struct machine *m = machine_of(re);

	if (r != REGEX_GAVE_UP)
		return r;
	if (utf8_find_half(subject.s, subject.len) != subject.len)
		return match_without_halves(m, subject, s);
	return match_pcre2(m, subject, s);
}
