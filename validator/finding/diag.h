/*
 * diag: a finding, and the one door that all findings pass.
 *
 * Whoever finds something (reader, schema, rule) calls diag_add() with the
 * rule, a span and a sentence; notes, help, related places and fixes
 * are added to what it returns.  Only this module decides the severity of a
 * finding (overrides), their order, which are duplicates, line and column, and
 * what is hidden as secret.  Everything lives in the arena of the input.
 *
 * Sentences: lower case, no full stop, what is wrong, then what was expected;
 * the user's text in 'single quotes' through diag_quote(), which shortens it,
 * escapes control and bidi characters and hides secrets.  The remedy goes into
 * help.
 */
#ifndef FINDING_DIAG_H
#define FINDING_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "finding/rule.h"

struct arena;
struct lines;
struct secrets;
struct unit;
struct within;

struct span {
	size_t start, end; /* bytes in the text of the document, end exclusive */
};

struct place {
	size_t line, column; /* from 1; column in code points */
};

struct related {
	struct related *next;
	const char *file; /* NULL: the same file */
	const char *pointer;
	struct span span;        /* only if file is NULL */
	struct place start, end; /* given by the caller if file is not NULL */
	struct str line_text;    /* another file's line at start, or empty: for text */
	const char *message;
};

struct note {
	struct note *next;
	const char *text;
	bool after_help; /* was added after help: is shown behind it */
};

enum applicability {
	FIX_SAFE,     /* keeps the meaning, or restores the only one possible */
	FIX_SUGGESTED /* probably what was meant */
};

struct edit {
	struct edit *next;
	struct span span; /* what to replace; empty: insert */
	struct str text;  /* with what */
};

struct fix {
	struct fix *next;
	enum applicability applicability;
	bool by_hand;            /* no run rewrites the document: a config, a schema */
	const char *description; /* an imperative: "rename it to 'webhookUrl'" */
	struct edit *edits;      /* in order, not overlapping */
	struct edit *last;       /* of them */
};

enum suppressed_by { SUPPRESSED_NOT, SUPPRESSED_BY_CONFIG, SUPPRESSED_BY_BASELINE };

struct diag {
	struct diag *next;
	const struct rule_info *rule;
	enum severity severity;
	const char *message;
	const char *pointer; /* JSON Pointer (RFC 6901) of the instance, "" is all */
	struct span span;
	struct place start, end; /* known after diags_finish() */
	struct note *notes, *last_note;
	const char *help;      /* what to do, or NULL */
	const char **expected; /* all that the message had no room for: diag_expect() */
	size_t nexpected;
	struct related *related, *last_related;
	struct fix *fixes, *last_fix; /* best first */
	enum suppressed_by suppressed_by;
	const char *justification; /* of the suppression, or NULL */
	uint64_t value_hash;  /* of the text at span: for baselines and fingerprints */
	const char *fold_key; /* what makes it alike others of its rule, or NULL */
	struct diag *rest;    /* what is left to say if it is suppressed */
	size_t seen;          /* serial number: the last tie-breaker of the order */
	const struct unit *unit; /* of a schema: what failed, as long as it is kept */
};

/* What a finding too many is written to. */
struct surplus {
	struct diag diag;
	struct related related;
	struct fix fix;
};

struct diags {
	struct arena *arena;
	const enum severity *levels; /* a rule each, as in rule_infos; NULL: defaults */
	const bool *level_set; /* was it set by the user; NULL: what is no default */
	struct str text;       /* the document's text */
	size_t first_line;     /* of text within its file; 1 but in JSON Lines */
	size_t base;           /* offset of text within its file */
	const struct within *within; /* text is a part of the file: finding/within.h */
	struct span
	    unsure; /* what brackets hold whose end is not known: no fix is safe */
	struct diag *head, **tail;
	size_t n;
	size_t serial;
	bool provisional;        /* set it if some may be suppressed: diags_unfold() */
	struct diag *aside;      /* findings belong to its rest: diags_aside() */
	struct lines *lines;     /* after diags_finish() with findings; else NULL */
	struct secrets *secrets; /* made when first needed: diags_secrets() */
	struct surplus *surplus; /* NULL: there was none */
	size_t compared;         /* names with similar ones: diags_may_compare() */
	size_t expected;         /* bytes of what findings expect: diag_expect() */
	struct diag *newest;     /* and the bytes of the pointers of those before */
	size_t pointers;
};

void diags_init(struct diags *ds, struct arena *a, const enum severity *levels,
		struct str text);

/*
 * Makes part a second list of findings about the text of ds.  It takes as many as ds
 * still has room for; the caller moves them to ds.  diags_part_close() gives ds what
 * part has found out about the text: its secrets, and how many names were compared.
 */
void diags_part_open(struct diags *part, const struct diags *ds);
void diags_part_close(const struct diags *part, struct diags *ds);

/*
 * The rule of a name that comes from outside (a schema, a report): if there is none,
 * one is made for it.
 */
const struct rule_info *diags_rule(struct diags *ds, struct str name);

/*
 * A finding of the rule at span.  Never NULL: if the rule is
 * off the finding is made but not kept, so callers need not ask.  Nor is it kept
 * when there are diags_limit() already: then too-many-findings is added.
 */
struct diag *diag_add(struct diags *ds, const struct rule_info *rule, struct span span,
		      const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/*
 * The same with a severity other than the rule's default (a schema's
 * x-hookvet, a policy); a --rule or config override still wins.
 */
struct diag *diag_add_as(struct diags *ds, const struct rule_info *rule,
			 enum severity severity, struct span span, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* How many findings a document of that length may have. */
size_t diags_limit(size_t len);

/* Says that there are more, which nobody has looked at. */
void diags_fill(struct diags *ds);

/* Whether there were too many findings: then nobody need look for more. */
bool diags_full(const struct diags *ds);

/*
 * Whether n more names may be compared to find a similar one.  Each document has a
 * limit, for the work is findings times names.
 */
bool diags_may_compare(struct diags *ds, size_t n);

/* Whether the user said what becomes of findings of the rule. */
bool diags_override(const struct diags *ds, const struct rule_info *rule);

/*
 * The severity that a finding of the rule gets if its finder wants this one; SEV_OFF:
 * it is not kept.
 */
enum severity
diags_level(const struct diags *ds, const struct rule_info *rule, enum severity wanted);

/*
 * From now on new findings go to d's rest instead of the list: d stands for them, too,
 * and they are shown only if d is suppressed.  To end this, call it again with what it
 * returned.
 */
struct diag *diags_aside(struct diags *ds, struct diag *d);

void diag_note(struct diags *ds, struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void diag_help(struct diags *ds, struct diag *d, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Room in d->expected for n texts, which the caller puts there: everything that is
 * allowed, whole, where the sentences have no room for it.  bytes is how long they are
 * together; false if the document has too much of that.
 */
bool diag_expect(struct diags *ds, struct diag *d, size_t n, size_t bytes);

/* Whether n texts could have room at all: if not, their bytes need not be counted. */
bool diag_may_expect(const struct diags *ds, const struct diag *d, size_t n);

struct related *
diag_related(struct diags *ds, struct diag *d, struct span span, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/*
 * A related place in another file; line_text is its source line (may be empty)
 * and is copied, as is everything else.
 */
struct related *
diag_related_file(struct diags *ds, struct diag *d, const char *file,
		  struct place start, struct place end, struct str line_text,
		  const char *fmt, ...) __attribute__((format(printf, 7, 8)));

/* A fix without edits yet; sets help to the description if there is none. */
struct fix *diag_fix(struct diags *ds, struct diag *d, enum applicability a,
		     const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Takes back a fix of d; it says nothing of d's help. */
void diag_drop_fix(struct diag *d, const struct fix *f);

/* Appends an edit; text is copied.  Edits must come in order. */
void fix_edit(struct diags *ds, struct fix *f, struct span span, struct str text);

enum { DIAG_QUOTE_MAX = 60 /* characters of a value within a sentence */ };

/*
 * The user's text for use inside a sentence: at most so many characters, cut in the
 * middle; control, bidi and invisible characters escaped; secrets in URLs
 * hidden.  No quotes are added.  Lives in the arena.
 */
const char *diag_quote(struct diags *ds, struct str text);

/* The same of a text of any length that is not cut: up to 4,096 bytes of it. */
const char *diag_whole(struct diags *ds, struct str text);

/* The same for a text that was made of what stands at from. */
const char *diag_quote_made(struct diags *ds, struct str text, struct span from);

/* The secrets of the text (finding/secret.h); found at the first call. */
const struct secrets *diags_secrets(struct diags *ds);

/*
 * Once per document, when all findings are in: sorts (offset, rule, serial),
 * drops duplicates (same span, rule and sentence), looks up lines and columns,
 * computes value_hash, and makes every sentence safe to print.  Spans beyond the
 * text are cut.  Of a document that is a part of its file all places are of the file
 * from then on, and the text is the file's.
 */
void diags_finish(struct diags *ds);

/*
 * To be called after diags_finish() if findings are provisional: puts the rest of a
 * suppressed finding behind it in the list, so that the caller meets it next.
 */
void diags_unfold(struct diags *ds, struct diag *suppressed);

/*
 * Of findings that diags_finish() has seen: says before them that there are more, in
 * what has that length and holds the document.
 */
void diags_overflow(struct diags *ds, size_t len);

/*
 * Of the findings of a line, finished or none: says behind them (gave-up) that what
 * follows in the file is not checked, for the lines so far took more than these steps.
 */
void diags_exhaust(struct diags *ds, uint64_t steps);

/*
 * The same for findings of a report that was read again: their order and places
 * are known, the text is not at hand (ds->lines stays NULL).  Sentences are made
 * safe once more, for anybody may have written them.
 */
void diags_restore(struct diags *ds);

#endif
