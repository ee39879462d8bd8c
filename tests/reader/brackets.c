/*
 * brackets: each bracket of the documents named on standard input is deleted, doubled
 * or made one of the other kind, in the text as it stands and on one line.
 *
 * Each of these is one finding, with a fix that makes JSON of it.  It stands where the
 * change was made, or says that it may as well be elsewhere, or that an end is missing;
 * and but for a few, where nothing in the text could tell, the fix restores what was
 * there.
 */
#include <stdio.h>

#include "base/buf.h"
#include "base/hash.h"
#include "finding/fix.h"
#include "judge.h"
#include "load/scan.h"
#include "service/kind.h"

enum change { DELETED, DOUBLED, OTHER_KIND, CHANGES };

enum { OF_MANY = 100 }; /* one that is not restored in so many may be */

struct tally {
	size_t passed, failed, restored;
};

struct trial {
	struct str text, changed;
	size_t at;
	enum change change;
	struct buf mended;
};

static const char *const names[] = {"deleted", "doubled", "of the other kind"};

static void
put_changed(struct buf *b, struct str text, size_t at, enum change change)
{
	static const char brackets[] = "{}[]", others[] = "[]{}";
	char c = text.s[at];

	buf_clear(b);
	buf_put(b, str_slice(text, 0, at));
	if (change == DOUBLED)
		buf_putc(b, c);
	if (change == OTHER_KIND)
		buf_putc(b, others[strchr(brackets, c) - brackets]);
	else if (change == DOUBLED)
		buf_putc(b, c);
	buf_put(b, str_slice(text, at + 1, text.len));
}

/* Copies the text without the blanks between its tokens. */
static void
put_compact(struct buf *b, struct str text)
{
	bool within = false;

	buf_clear(b);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.s[i];

		if (within && c == '\\')
			buf_putc(b, text.s[i++]);
		else if (c == '"')
			within = !within;
		else if (!within && scan_is(c, SCAN_SPACE))
			continue;
		buf_putc(b, text.s[i]);
	}
}

/* --- judging ------------------------------------------------------------------- */

/* Bytes between two places, but for blanks and commas. */
static size_t
between(struct str text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from < to ? from : to; i < (from < to ? to : from); i++)
		n += !scan_is(text.s[i], SCAN_SPACE) && text.s[i] != ',';
	return n;
}

/* Whether the finding stands at the change, a bracket beside it at most between. */
static bool
is_at_change(const struct trial *t, const struct diag *d)
{
	return between(t->changed, t->at, d->span.start) <= 1;
}

/* Whether it says that nothing shows the place. */
static bool
owns_up(const struct diag *d)
{
	for (const struct note *n = d->notes; n != NULL; n = n->next) {
		if (strstr(n->text, "nothing shows where") != NULL ||
		    strstr(n->text, "it may as well be another") != NULL)
			return true;
	}
	return strstr(d->message, "is never closed") != NULL ||
	       strstr(d->message, "closes nothing that is open") != NULL;
}

static const char *
judge_mended(struct trial *t, const struct diags *ds, struct arena *a)
{
	struct fixes fixes = {0};
	struct doc d = {.name = "mended", .first_line = 1};

	fixes_choose(&fixes, ds, FIX_SUGGESTED, a);
	if (fixes.count == 0)
		return "no fix";
	buf_clear(&t->mended);
	fixes_apply(&fixes, t->changed, &t->mended);
	d.text = buf_str(&t->mended);
	return reader_read(&d, NULL, a) ? NULL : "the fix makes no JSON of it";
}

static const char *
judge_trial(struct trial *t, struct arena *a)
{
	struct doc d = {.name = "changed",
			.text = t->changed,
			.first_line = 1,
			.outermost = kind_stands_outermost};
	const char *wrong;
	struct diags ds;

	diags_init(&ds, a, NULL, t->changed);
	if (reader_read(&d, &ds, a))
		return "taken for JSON";
	if (ds.head == NULL || ds.head->next != NULL)
		return "not one finding";
	if (!is_at_change(t, ds.head) && !owns_up(ds.head))
		return "elsewhere";
	wrong = judge_findings(&ds, t->changed);
	if (wrong == NULL)
		wrong = judge_cells(&d);
	return wrong != NULL ? wrong : judge_mended(t, &ds, a);
}

/* --- documents ----------------------------------------------------------------- */

static bool
is_restored(const struct trial *t)
{
	struct buf was = BUF_INIT, is = BUF_INIT;
	bool same;

	put_compact(&was, t->text);
	put_compact(&is, buf_str(&t->mended));
	same = str_equal(buf_str(&was), buf_str(&is));
	buf_release(&was);
	buf_release(&is);
	return same;
}

static void
try_change(struct trial *t, const char *path, struct arena *a, struct tally *tally)
{
	const char *wrong = judge_trial(t, a);

	if (wrong == NULL) {
		tally->passed++;
		tally->restored += is_restored(t);
	} else {
		tally->failed++;
		printf("not ok: %s: the '%c' at %zu %s: %s\n", path, t->text.s[t->at],
		       t->at, names[t->change], wrong);
	}
	arena_reset(a);
}

static void
try_text(struct str text, const char *path, struct arena *a, struct tally *tally)
{
	struct buf changed = BUF_INIT;
	struct trial t = {.text = text, .mended = BUF_INIT};
	bool within = false;

	for (t.at = 0; t.at < text.len; t.at++) {
		char c = text.s[t.at];

		if (within && c == '\\')
			t.at++;
		else if (c == '"')
			within = !within;
		if (within || strchr("{}[]", c) == NULL)
			continue;
		for (t.change = 0; t.change < CHANGES; t.change++) {
			put_changed(&changed, text, t.at, t.change);
			t.changed = buf_str(&changed);
			try_change(&t, path, a, tally);
		}
	}
	buf_release(&t.mended);
	buf_release(&changed);
}

static void
try_file(const char *path, struct arena *a, struct tally *tally)
{
	struct buf text = BUF_INIT, line = BUF_INIT;
	FILE *fp = fopen(path, "rb");

	if (fp == NULL) {
		printf("not ok: %s: cannot be read\n", path);
		tally->failed++;
		return;
	}
	text.len += fread(buf_reserve(&text, 65536), 1, 65536, fp);
	fclose(fp);
	try_text(buf_str(&text), path, a, tally);
	put_compact(&line, buf_str(&text));
	try_text(buf_str(&line), path, a, tally);
	buf_release(&text);
	buf_release(&line);
}

int
main(void)
{
	struct arena *a = arena_new();
	struct tally tally = {0};
	char path[4096];
	size_t lost;

	hash_seed();
	while (fgets(path, sizeof(path), stdin) != NULL) {
		path[strcspn(path, "\n")] = '\0';
		try_file(path, a, &tally);
	}
	arena_free(a);
	lost = tally.passed - tally.restored;
	printf("restored: %zu of %zu\n", tally.restored, tally.passed);
	if (tally.passed == 0 || lost * OF_MANY > tally.passed) {
		printf("not ok: %zu are not restored\n", lost);
		tally.failed++;
	}
	printf("%zu passed, %zu failed, 0 skipped\n", tally.passed, tally.failed);
	return tally.failed != 0;
}
