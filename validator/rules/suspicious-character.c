/*
 * suspicious-character: a character that is not what it seems, in a name that is
 * compared letter by letter.
 *
 * Names of members are looked at everywhere, values where they name something:
 * free text may hold what it likes.  The schema may have complained about the
 * same text; this finding tells the cause, so it takes the other one's place,
 * and its severity if that is higher.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "load/text.h"
#include "service/lookalike.h"
#include "service/url.h"

static const char *const what[] = {
    [LOOKALIKE_SPACE] = "a blank that is none",
    [LOOKALIKE_INVISIBLE] = "an invisible character",
    [LOOKALIKE_BIDI] = "a character that turns the direction of text",
    [LOOKALIKE_PRIVATE] = "a private-use character",
    [LOOKALIKE_LIGATURE] = "a ligature",
    [LOOKALIKE_SIGN] = "a typographic sign",
    [LOOKALIKE_LETTER] = "a letter of another alphabet",
};

/* Members whose values are names, also as elements of an array. */
static bool
is_name(struct str key)
{
	static const char *const names[] = {
	    "productId",  "eventTypes",     "eventType",
	    "eventName",  "organizationId", "webhookId",
	    "webhookUrl", "healthCheckUrl", "oAuthURL",
	    "status",     "algorithm",      "notificationScope",
	    "scope",      "scopeData",      "securityType",
	    "proxyType",  "oAuthTokenType", "deactivateFlag",
	    "keyId",      "client_id",      "clientId",
	    "aud",        "keyType",        "clientRequestAction",
	    "provider",   "tenant",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (str_is(key, names[i]))
			return true;
	}
	return false;
}

static bool
is_url(struct str key)
{
	return str_is(key, "webhookUrl") || str_is(key, "healthCheckUrl") ||
	       str_is(key, "oAuthURL");
}

/* Whether the finding may be about a text because a character in it is odd. */
static bool
is_explained(const struct diag *d)
{
	static const struct rule_info *const rules[] = {
	    RULE_FIELD_ALIAS,
	    RULE_INVALID_FORMAT,
	    RULE_MALFORMED_EVENT_TYPE,
	    RULE_MISSING_FIELD,
	    RULE_MISPLACED_FIELD,
	    RULE_PATTERN_MISMATCH,
	    RULE_UNKNOWN_EVENT_TYPE,
	    RULE_UNKNOWN_FIELD,
	    RULE_UNKNOWN_PRODUCT,
	    RULE_VALUE_NOT_ALLOWED,
	    RULE_WRONG_PRODUCT_EVENT,
	    RULE_READ_ONLY_FIELD,
	    RULE_MISSING_RECOMMENDED_FIELD,
	};

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		if (d->rule == rules[i])
			return true;
	}
	return false;
}

/*
 * Such findings, by where they begin: there may be thousands, and as many odd
 * characters.  Those about a long text stand apart, so that a short way back
 * from a character meets all others that hold it.
 */
struct explained {
	struct diag **all, **wide;
	size_t n, nwide;
	bool taken;
};

enum { WIDE = 1024 };

static int
by_start(const void *left, const void *right)
{
	const struct diag *a = *(struct diag *const *)left;
	const struct diag *b = *(struct diag *const *)right;

	if (a->span.start != b->span.start)
		return a->span.start < b->span.start ? -1 : 1;
	return a->seen < b->seen ? -1 : a->seen > b->seen;
}

static void
explained_find(struct explained *e, const struct lint *l)
{
	size_t n = l->diags->n;

	*e = (struct explained){0};
	e->all = arena_calloc(l->arena, n + 1, sizeof(struct diag *));
	e->wide = arena_calloc(l->arena, n + 1, sizeof(struct diag *));
	for (struct diag *d = l->diags->head; d != NULL; d = d->next) {
		if (!is_explained(d))
			continue;
		if (d->span.end - d->span.start > WIDE)
			e->wide[e->nwide++] = d;
		else
			e->all[e->n++] = d;
	}
	qsort(e->all, e->n, sizeof(*e->all), by_start);
}

/* Takes it, if it holds the place; *first: the most severe one, of equals the first. */
static void
take_place(struct explained *e, struct diag *d, struct span at, struct diag **first)
{
	if (d->rule == NULL || d->span.start > at.start || d->span.end < at.end)
		return;
	if (*first == NULL || d->severity > (*first)->severity ||
	    (d->severity == (*first)->severity && d->seen < (*first)->seen))
		*first = d;
	d->rule = NULL; /* taken */
	e->taken = true;
}

/* Takes such findings at that place; the first of them, or NULL. */
static struct diag *
take_explained(struct explained *e, struct span at)
{
	size_t low = 0, high = e->n, mid;
	struct diag *first = NULL;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (e->all[mid]->span.start <= at.start)
			low = mid + 1;
		else
			high = mid;
	}
	while (low-- != 0 && e->all[low]->span.start + WIDE >= at.end)
		take_place(e, e->all[low], at, &first);
	for (size_t i = 0; i < e->nwide; i++)
		take_place(e, e->wide[i], at, &first);
	return first;
}

/* Those that were taken are findings no more. */
static void
drop_taken(struct diags *ds)
{
	struct diag **link = &ds->head, *d;

	while ((d = *link) != NULL) {
		if (d->rule != NULL) {
			link = &d->next;
			continue;
		}
		*link = d->next;
		ds->n--;
	}
	ds->tail = link;
}

static const char *
code_point(struct lint *l, const struct lookalike *odd)
{
	const char *name = odd->name;

	if (strcmp(name, "FULLWIDTH") == 0)
		name = arena_printf(l->arena, "FULLWIDTH FORM OF %s", odd->ascii);
	return arena_printf(l->arena, "U+%04X%s%s", (unsigned)odd->c,
			    *name != '\0' ? " " : "", name);
}

static void
explain_character(struct lint *l, struct diag *d, const struct lookalike *odd)
{
	diag_note(l->diags, d, "it is %s%s%s%s", what[odd->kind],
		  odd->ascii != NULL && *odd->ascii != '\0' ? " and stands for '" : "",
		  odd->ascii != NULL ? odd->ascii : "",
		  odd->ascii != NULL && *odd->ascii != '\0' ? "'" : "");
	if (odd->kind == LOOKALIKE_PRIVATE || odd->kind == LOOKALIKE_LIGATURE)
		diag_note(l->diags, d, "text copied from PDF has such characters");
}

/* Plain text in place of the text, which is the key or the value of n. */
static void
offer(struct lint *l, struct diag *d, struct str text, struct node n, bool key)
{
	struct str plain = lookalike_plain(text, l->arena);
	struct fix *f;

	if (plain.s == NULL)
		return;
	plain = str_trim(plain, STR("\"' ")); /* no name begins or ends so */
	f = diag_fix(l->diags, d, FIX_SUGGESTED, "write '%s'", lint_quote(l, plain));
	if (key)
		text_set_key(l->diags, f, n, plain);
	else
		text_replace(l->diags, f, n, text, plain);
}

static struct diag *
report_character(struct lint *l, struct explained *e, struct node n, struct span at,
		 const struct lookalike *odd, const char *where, enum severity severity)
{
	struct diag *d, *other = e != NULL ? take_explained(e, at) : NULL;

	if (other != NULL && other->severity > severity)
		severity = other->severity;
	d = diag_add_as(l->diags, l->rule, severity, at, "%s in %s", code_point(l, odd),
			where);
	d->pointer = node_pointer(n, l->arena);
	explain_character(l, d, odd);
	if (other != NULL)
		diag_note(l->diags, d, "because of it: %s", other->message);
	return d;
}

static void
check_key_characters(struct lint *l, struct explained *e, struct node n)
{
	struct str key = node_key(n);
	struct lookalike odd;
	struct diag *d;

	if (!lookalike_first(key, &odd))
		return;
	d = report_character(l, e, n, text_key_span(n, odd.part), &odd,
			     "the name of a member", SEV_WARNING);
	offer(l, d, key, n, true);
}

/* A URL with it cannot work, unless it is a name in another language. */
static void
check_characters(struct lint *l, struct explained *e, struct node n, struct str key)
{
	struct str text = node_string(n);
	enum severity severity = SEV_WARNING;
	struct lookalike odd;
	struct diag *d;
	struct url url;

	if (text_is_template(text) || !lookalike_first(text, &odd))
		return;
	if (is_url(key)) {
		if (!url_read(&url, n, "", NULL, l->arena) || !lookalike_in_url(&url))
			return;
		severity = SEV_ERROR;
	}
	d = report_character(
	    l, e, n, text_span(n, odd.part), &odd,
	    arena_printf(l->arena, "the value of '%s'", lint_quote(l, key)), severity);
	offer(l, d, text, n, false);
}

/* context: the key of the member that the value belongs to, also as an element. */
static void
walk(struct lint *l, struct explained *e, struct node n, struct str context)
{
	if (diags_full(l->diags))
		return;
	if (node_is(n, NODE_STRING) && is_name(context))
		check_characters(l, e, n, context);
	NODE_EACH(child, n)
	{
		bool member = node_is(n, NODE_OBJECT);

		if (member)
			check_key_characters(l, e, child);
		walk(l, e, child, member ? node_key(child) : context);
	}
}

/* Names that are written as xn--...: what do they look like? */
static void
check_host(struct lint *l, const struct url *u)
{
	struct str host = u->host.name, label, letters;
	struct diag *d;

	for (size_t from = 0; from <= host.len; from += label.len + 1) {
		label = host_label(host, from);
		letters = lookalike_decode(label, l->arena);
		if (letters.s == NULL || !lookalike_label(letters))
			continue;
		d = lint_report_part(
		    l, u->node, u->uri.host,
		    "the host reads like '%s', but in letters of another "
		    "alphabet",
		    lint_quote(l, lookalike_plain(letters, l->arena)));
		diag_note(l->diags, d, "'%s' stands for '%s'", lint_quote(l, label),
			  lint_quote(l, letters));
		diag_help(l->diags, d, "make sure that this host is yours");
	}
}

static void
check_document(struct lint *l)
{
	struct explained e;

	if (diags_override(l->diags, l->rule)) {
		walk(l, NULL, l->root, STR(""));
		return;
	}
	explained_find(&e, l);
	walk(l, &e, l->root, STR(""));
	if (e.taken)
		drop_taken(l->diags);
}

/* Called for each subscription (with its URLs) and for the whole document. */
void
check_suspicious_character(struct lint *l)
{
	for (size_t i = 0; i < l->nurls; i++) {
		if (l->urls[i].problem == URL_FINE && l->urls[i].host.coded)
			check_host(l, &l->urls[i]);
	}
	if (l->urls == NULL && !l->root.doc->plain)
		check_document(l);
}
