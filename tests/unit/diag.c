/* Findings: order, duplicates, likeness, severities, places, safe sentences. */
#include "finding/diag.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "check.h"
#include "finding/finding-groups.h"
#include "finding/lines.h"
#include "finding/safe.h"
#include "report/excerpt.h"
#include "report/report.h"

enum { FIRST, OFF, SECOND, NRULES };
static const struct rule_info rules[NRULES] = {
    [FIRST] = {.name = "first", .severity = SEV_WARNING},
    [OFF] = {.name = "off", .severity = SEV_OFF},
    [SECOND] = {.name = "second", .severity = SEV_ERROR},
};
static const struct rule_table table = {rules, NRULES};

static struct arena *arena;
static struct arena *texts; /* what start() must not take away */
static struct diags ds;

static void
start(const enum severity *levels, const bool *set, struct str text)
{
	arena_reset(arena);
	diags_init(&ds, arena, levels, text);
	ds.level_set = set;
}

/* The messages in order, with a blank between. */
static const char *
messages(void)
{
	const char *all = "";

	diags_finish(&ds);
	for (struct diag *d = ds.head; d != NULL; d = d->next)
		all = arena_printf(arena, "%s%s%s", all, all[0] != '\0' ? " " : "",
				   d->message);
	return all;
}

static struct span
at(size_t from, size_t to)
{
	return (struct span){from, to};
}

static void
order(void)
{
	start(NULL, NULL, STR("0123456789"));
	diag_add(&ds, &rules[SECOND], at(5, 6), "f");
	diag_add(&ds, &rules[SECOND], at(1, 2), "c");
	diag_add(&ds, &rules[FIRST], at(1, 9), "a");
	diag_add(&ds, &rules[FIRST], at(1, 2), "b");
	diag_add(&ds, diags_rule(&ds, STR("stranger")), at(1, 2), "d");
	diag_add(&ds, &rules[SECOND], at(5, 6), "g");
	diag_add(&ds, &rules[FIRST], at(5, 6), "e");
	CHECK_STR(messages(), "a b c d e f g");
	CHECK(ds.n == 7);
	diags_finish(&ds); /* again: nothing happens */
	CHECK(ds.n == 7);
	start(NULL, NULL, STR("x"));
	CHECK_STR(messages(), "");
	CHECK(ds.lines == NULL);
}

static void
duplicates(void)
{
	start(NULL, NULL, STR("0123456789"));
	diag_add(&ds, &rules[FIRST], at(1, 2), "a");
	diag_add(&ds, &rules[FIRST], at(1, 2), "a");
	diag_add(&ds, &rules[FIRST], at(1, 2),
		 "b"); /* another sentence: another matter */
	diag_add(&ds, &rules[FIRST], at(1, 3), "a");
	diag_add(&ds, &rules[SECOND], at(1, 2), "a");
	CHECK_STR(messages(), "a b a a");
	CHECK(ds.n == 4);
}

/* Alike ones are all kept: it is for a reporter to say them once. */
static void
likeness(void)
{
	struct groups g;
	struct diag *d;

	start(NULL, NULL, STR("0123456789"));
	for (size_t i = 8; i-- > 0;) {
		d = diag_add(&ds, &rules[FIRST], at(i, i + 1), "m%zu", i);
		d->fold_key = "k";
		d = diag_add(&ds, &rules[SECOND], at(i, i + 1), i < 6 ? "s" : "t");
		d->fold_key = i < 3 ? "k" : NULL;
	}
	CHECK_STR(messages(), "m0 s m1 s m2 s m3 s m4 s m5 s m6 t m7 t");
	CHECK(ds.n == 16);
	groups_of_alike(&g, arena);
	for (d = ds.head; d != NULL; d = d->next)
		groups_find(&g, d)->n++;
	CHECK(groups_find(&g, ds.head)->n == 8);
	CHECK(groups_find(&g, ds.head->next)->n == 3);
	CHECK(groups_find(&g, ds.head->next->next->next)->first == ds.head->next);
	for (d = ds.head; strcmp(d->message, "m3") != 0;)
		d = d->next;
	CHECK(groups_find(&g, d->next)->n == 3);
	d = diag_add_as(&ds, &rules[FIRST], SEV_INFO, at(0, 1), "m0");
	d->fold_key = "k";
	CHECK(groups_find(&g, d)->n == 0);
}

static void
severities(void)
{
	enum severity levels[RULE_COUNT] = {SEV_OFF};
	bool set[RULE_COUNT] = {false};
	const struct rule_info *alias = RULE_FIELD_ALIAS, *json = RULE_INVALID_JSON;
	struct diag *d;

	start(NULL, NULL, STR("x"));
	CHECK(diag_add(&ds, &rules[FIRST], at(0, 1), "a")->severity == SEV_WARNING);
	CHECK(diag_add_as(&ds, &rules[FIRST], SEV_INFO, at(0, 1), "b")->severity ==
	      SEV_INFO);
	d = diag_add(&ds, &rules[OFF], at(0, 1), "unseen");
	diag_note(&ds, d, "still usable");
	CHECK(diags_rule(&ds, STR("field-alias")) == alias);
	d = diag_add_as(&ds, diags_rule(&ds, STR("a\1policy")), SEV_INFO, at(0, 1),
			"c");
	CHECK_STR(d->rule->name, "a<U+0001>policy");
	CHECK(d->rule != NULL && d->severity == SEV_INFO);
	CHECK(ds.n == 3);
	levels[rule_number(&rule_table, alias)] = SEV_INFO;
	levels[rule_number(&rule_table, json)] = SEV_ERROR;
	set[rule_number(&rule_table, alias)] = set[rule_number(&rule_table, json)] =
	    true;
	start(levels, set, STR("x"));
	CHECK(diag_add(&ds, alias, at(0, 1), "a")->severity == SEV_INFO);
	CHECK(diag_add_as(&ds, alias, SEV_ERROR, at(0, 1), "b")->severity == SEV_INFO);
	CHECK(diag_add(&ds, &rules[FIRST], at(0, 1), "a")->severity == SEV_WARNING);
	/* the user said "error", which is the default: it wins all the same */
	CHECK(diag_add_as(&ds, json, SEV_INFO, at(0, 1), "c")->severity == SEV_ERROR);
	start(levels, NULL, STR("x"));
	CHECK(diag_add_as(&ds, json, SEV_INFO, at(0, 1), "c")->severity == SEV_INFO);
	CHECK(rule_number(&rule_table, &rules[FIRST]) == RULE_COUNT);
}

static void
places(void)
{
	struct diag *d;

	start(NULL, NULL, STR("{\r\n\t\"\xc3\xa9\": 1 }"));
	ds.first_line = 10;
	d = diag_add(&ds, &rules[FIRST], at(4, 8), "a");
	diag_related(&ds, d, at(10, 11), "b");
	diag_related_file(&ds, d, "o", (struct place){3, 4}, (struct place){3, 5},
			  STR("l"), "c");
	diag_add(&ds, &rules[FIRST], at(90, 80), "beyond");
	diags_finish(&ds);
	CHECK(d->start.line == 11 && d->start.column == 2);
	CHECK(d->end.line == 11 && d->end.column == 5);
	CHECK(d->related->start.column == 7);
	CHECK(d->related->next->start.line == 3);
	CHECK(d->next->span.start == 13 && d->next->span.end == 13);
	CHECK(d->value_hash != d->next->value_hash);
}

static void
sentences(void)
{
	struct diag *d;
	struct fix *f;
	struct str text = STR("{ \"key\": \"hunter22\", \"u\": \"https://u:p@h\" }");

	start(NULL, NULL, text);
	d = diag_add(&ds, &rules[FIRST], at(0, 1), "raw %s", "\x1b https://u:p@h");
	f = diag_fix(&ds, d, FIX_SAFE, "do it");
	CHECK_STR(d->help, "do it");
	diag_note(&ds, d, "after");
	fix_edit(&ds, f, at(0, 1), STR("a"));
	fix_edit(&ds, f, at(1, 1), STR("b"));
	CHECK(f->edits->next != NULL && f->edits->next->next == NULL);
	CHECK(d->notes->after_help);
	CHECK_STR(diag_quote(&ds, STR("a\nb")), "a\\nb");
	CHECK_STR(diag_quote(&ds, STR("")), "");
	CHECK_STR(diag_quote(&ds, STR("https://u:p@h")), "https://[REDACTED]@h");
	CHECK_STR(diag_quote(&ds, str_slice(text, 10, 18)), "[REDACTED]");
	CHECK_STR(diag_quote(&ds, str_slice(text, 2, 7)), "\"key\"");
	CHECK(strlen(diag_quote(&ds,
				STR("0123456789012345678901234567890123456789012345678"
				    "901234567890123456789"))) == 60);
	CHECK(strlen(diag_whole(&ds,
				STR("0123456789012345678901234567890123456789012345678"
				    "901234567890123456789"))) == 70);
	CHECK_STR(diag_whole(&ds, STR("https://u:p@h")), "https://[REDACTED]@h");
	diags_finish(&ds);
	CHECK_STR(d->message, "raw <U+001B> https://[REDACTED]@h");
}

static void
excerpt(struct str text, struct span span, const char *before, const char *marked,
	const char *after)
{
	struct excerpt e = {0};

	start(NULL, NULL, text);
	diag_add(&ds, &rules[FIRST], span, "x");
	diags_finish(&ds);
	excerpt_make(&e, &ds, span);
	CHECK_STR(buf_str(&e.before).s, before);
	CHECK_STR(buf_str(&e.marked).s, marked);
	CHECK_STR(buf_str(&e.after).s, after);
	CHECK(e.before_columns <= 120 && e.marked_columns <= 120);
	excerpt_release(&e);
}

/* n characters from the one of that number on, of a text where all neighbours differ. */
static const char *
piece(size_t from, size_t n, bool wide)
{
	struct buf b = BUF_INIT;
	const char *s;

	for (size_t i = from; i < from + n; i++) {
		if (wide)
			buf_puts(&b, "\xe4\xb8"); /* U+4E00 to U+4E19: two columns */
		buf_putc(&b, (char)((wide ? 0x80 : 'a') + i % 26));
	}
	s = arena_strndup(texts, buf_str(&b).s, b.len);
	buf_release(&b);
	return s;
}

/* The characters from..to of n, and how many are shown before, marked and behind. */
static void
cut(size_t n, bool wide, size_t from, size_t to, size_t before, size_t marked,
    size_t after)
{
	const size_t bytes = wide ? 3 : 1;
	const bool marked_cut = marked < to - from;

	excerpt(str_from(piece(0, n, wide)), at(from * bytes, to * bytes),
		arena_printf(texts, "%s%s", before < from ? "..." : "",
			     piece(from - before, before, wide)),
		arena_printf(texts, "%s%s", piece(from, marked, wide),
			     marked_cut ? "..." : ""),
		arena_printf(texts, "%s%s", piece(to, after, wide),
			     !marked_cut && after < n - to ? "..." : ""));
}

/* 120 columns in all, dots included: what is marked, and as much on each side. */
static void
excerpt_cuts(void)
{
	cut(120, false, 50, 60, 50, 10, 60);
	cut(121, false, 50, 60, 50, 10, 57);
	cut(121, false, 70, 80, 66, 10, 41);
	cut(1000, false, 500, 510, 52, 10, 52);
	cut(1000, false, 500, 511, 51, 11, 52);
	cut(1000, false, 10, 20, 10, 10, 97);
	cut(1000, false, 980, 990, 97, 10, 10);
	cut(1000, false, 0, 0, 0, 0, 117);
	cut(1000, false, 1000, 1000, 117, 0, 0);
	cut(1000, false, 500, 580, 17, 80, 17);
	cut(1000, false, 500, 581, 37, 77, 0); /* a third is for what is before */
	cut(1000, false, 20, 1000, 20, 77, 0);
	cut(60, true, 30, 31, 30, 1, 29);
	cut(61, true, 30, 31, 28, 1, 28);
	cut(500, true, 200, 205, 26, 5, 26);
	cut(500, true, 200, 206, 25, 6, 26);
	cut(500, true, 200, 300, 19, 38, 0);
}

/* All that is expected, until a document has too much of it. */
static void
expectations(void)
{
	struct diag *d, *last;

	start(NULL, NULL, STR("{}"));
	d = diag_add(&ds, &rules[FIRST], at(0, 1), "m");
	CHECK(diag_expect(&ds, d, 2, 10) && d->nexpected == 2);
	d->expected[0] = "a\x1b";
	d->expected[1] = "https://u:p@h";
	last = diag_add(&ds, &rules[FIRST], at(1, 2), "m");
	CHECK(!diag_expect(&ds, last, 1, 2 << 20) && last->nexpected == 0);
	CHECK(diag_expect(&ds, last, 1, 1 << 20));
	last->expected[0] = "b";
	last = diag_add(&ds, &rules[FIRST], at(1, 2), "n");
	CHECK(!diag_expect(&ds, last, 1, 1 << 20));
	for (int i = 0; i < 3; i++) /* to count in vain takes room, too */
		CHECK(diag_may_expect(&ds, last, 100000) &&
		      !diag_expect(&ds, last, 100000, 1 << 20));
	CHECK(!diag_may_expect(&ds, last, 100000) && diag_may_expect(&ds, last, 9));
	diags_finish(&ds);
	CHECK_STR(d->expected[0], "a<U+001B>");
	CHECK_STR(d->expected[1], "https://[REDACTED]@h");
}

static void
excerpts(void)
{
	char *text;
	struct excerpt e = {0};

	excerpt(STR("a\n\tb \x01 c\nd"), at(5, 6), " b ", "<U+0001>", " c");
	excerpt(STR("ab\ncd"), at(1, 4), "a", "b", ""); /* the first line of a span */
	excerpt(STR("ab"), at(2, 2), "ab", "", "");
	excerpt(STR("\xef\xbb\xbf{}"), at(0, 3), "", "", "{}");
	excerpt(STR("{\"key\":\"abcdef\",\"x\":1}"), at(10, 12), "{\"key\":\"",
		"[REDACTED]", "\",\"x\":1}");
	excerpt(STR("{\"key\":\"abcdef\",\"x\":1}"), at(16, 19),
		"{\"key\":\"[REDACTED]\",", "\"x\"", ":1}");
	arena_reset(arena);
	text = xcalloc(1, 1001);
	memset(text, 'x', 1000);
	start(NULL, NULL, (struct str){text, 1000});
	diag_add(&ds, &rules[FIRST], at(500, 510), "x");
	diags_finish(&ds);
	for (size_t i = 0; i <= 1000; i++) {
		size_t end = i % 7 == 0 ? 1000 : i + i % 5;

		excerpt_make(&e, &ds, at(i, end > 1000 ? 1000 : end));
		CHECK_ALL(e.before.len + e.marked.len + e.after.len <= 120);
		CHECK_ALL(e.before.len == e.before_columns);
		CHECK_ALL(e.marked.len == e.marked_columns);
	}
	for (e.columns = 1; e.columns <= 130; e.columns++) {
		size_t most = e.columns < EXCERPT_LEAST ? EXCERPT_LEAST : e.columns;

		for (size_t i = 0; i <= 1000; i += 37) {
			excerpt_make(&e, &ds, at(i, i + i % 90));
			CHECK_ALL(e.before_columns + e.marked_columns +
				      safe_columns(buf_str(&e.after)) <=
				  most);
			CHECK_ALL(e.before_columns + (e.marked_columns != 0) <= most);
			CHECK_ALL(e.before.len == e.before_columns);
		}
		excerpt_make(&e, &ds, at(1000, 1000));
		CHECK(e.before_columns < most || e.columns < EXCERPT_LEAST ||
		      e.columns > EXCERPT_COLUMNS);
	}
	e.columns = 0;
	excerpt_make(&e, &ds, at(500, 510));
	CHECK(e.before.len + e.marked.len + e.after.len == 120);
	CHECK(memcmp(e.before.s, "...x", 4) == 0);
	excerpt_release(&e);
	free(text);
}

static void
names(void)
{
	enum severity s;

	CHECK(severity_parse(STR("warning"), &s) && s == SEV_WARNING);
	CHECK(!severity_parse(STR("Warning"), &s));
	CHECK(!severity_parse(STR(""), &s));
	CHECK_STR(severity_name(SEV_OFF), "off");
	CHECK(rule_find(&table, STR("first")) == &rules[FIRST]);
	CHECK(rule_find(&table, STR("firs")) == NULL);
	CHECK(rule_find(&table, STR("")) == NULL);
	CHECK(reporter_find(STR("sarif")) != NULL);
	CHECK(reporter_find(STR("xml")) == NULL);
}

int
main(void)
{
	hash_seed();
	arena = arena_new();
	texts = arena_new();
	order();
	duplicates();
	likeness();
	severities();
	places();
	sentences();
	expectations();
	excerpts();
	excerpt_cuts();
	names();
	arena_free(arena);
	arena_free(texts);
	return check_done();
}
