/* recall-values: which values may be others than those that were clean. */
#include "rules/recall-walk.h"

#include "base/arena.h"
#include "base/sweep.h"
#include "load/scan.h"
#include "rules/catalogue.h"
#include "rules/lint.h"
#include "rules/url.h"

/* Where the plain text at p, which is not empty, has its quote; NULL: it is none. */
static const char *
plain(const struct walk *w, const char *p, struct str *text)
{
	const char *q = scan_plain(p, w->end);

	*text = (struct str){p, (size_t)(q - p)};
	return q > p && q < w->end && *q == '"' ? q : NULL;
}

static const char *
free_text(const struct walk *w, const char *p, enum catalogue_member m,
	  struct str *text)
{
	const char *q = sweep_text(p, w->end);

	*text = (struct str){p, (size_t)(q - p)};
	return q > p && q < w->end && *q == '"' &&
		       !catalogue_placeholder(w->r->env->catalogue, m, *text)
		   ? q
		   : NULL;
}

static bool
is_hex(char c)
{
	return scan_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* Is the string like the form, in which '0' stands for a digit, 'x' for a HEX? */
static bool
has_form(struct str text, struct str form)
{
	if (text.len < form.len)
		return false;
	for (size_t i = 0; i < form.len; i++) {
		if (form.s[i] == '0'   ? !scan_is_digit(text.s[i])
		    : form.s[i] == 'x' ? !is_hex(text.s[i])
				       : text.s[i] != form.s[i])
			return false;
	}
	return true;
}

static const char *
free_id(struct walk *w, const char *p)
{
	static const struct str form = {"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", 36};

	p = plain(w, p, &w->id);
	return p != NULL && w->id.len == form.len && has_form(w->id, form) ? p : NULL;
}

/* Two digits at p, from least to most. */
static bool
is_number(const char *p, int least, int most)
{
	int n = (p[0] - '0') * 10 + (p[1] - '0');

	return n >= least && n <= most;
}

/* Any date and time that is one in each year, in UTC (RFC 3339, 5.6). */
static bool
is_date_time(struct str text)
{
	const char *p = text.s;

	return text.len != 0 && p[text.len - 1] == 'Z' && is_number(p + 5, 1, 12) &&
	       is_number(p + 8, 1, 28) && is_number(p + 11, 0, 23) &&
	       is_number(p + 14, 0, 59) && is_number(p + 17, 0, 59);
}

/* A fraction of a second, or nothing. */
static bool
is_fraction(struct str text)
{
	if (text.len == 0)
		return true;
	if (text.len == 1 || text.s[0] != '.')
		return false;
	for (size_t i = 1; i < text.len; i++) {
		if (!scan_is_digit(text.s[i]))
			return false;
	}
	return true;
}

static const char *
free_moment(const struct walk *w, const char *p)
{
	static const struct str blank = {"0000-00-00 00:00:00", 19};
	static const struct str full = {"0000-00-00T00:00:00", 19};
	struct str text;

	p = plain(w, p, &text);
	if (p == NULL)
		return NULL;
	if (has_form(text, blank))
		return is_fraction(str_slice(text, blank.len, text.len)) ? p : NULL;
	return has_form(text, full) && is_date_time(text) &&
		       is_fraction(str_slice(text, full.len, text.len - 1))
		   ? p
		   : NULL;
}

static const char *
free_digits(const struct walk *w, const char *p)
{
	struct str text;

	p = plain(w, p, &text);
	return p != NULL && text.len == 1 && scan_is_digit(text.s[0]) ? p : NULL;
}

/* The scheme and authority of an URL, in small letters; empty: no such one. */
static struct str
host_of(const char *p, const char *end)
{
	static const struct str scheme = {"https://", 8};
	const char *q;

	if ((size_t)(end - p) < scheme.len || !sweep_equal(p, scheme.s, scheme.len))
		return STR("");
	q = sweep_host(p + scheme.len, end);
	return (struct str){p, q > p + scheme.len ? (size_t)(q - p) : 0};
}

/*
 * A host that is new, if the rules have nothing to say about it.  What stands
 * behind it in the URL is free, so it is judged with a bare path; url_normal()
 * tells how it is compared.
 */
static const struct fact *
new_host(struct walk *w, struct str host)
{
	struct recall *r = w->r;
	struct fact *f;
	struct str url;

	if (r->bytes >= RECALL_BYTES)
		return NULL; /* the next one that is learnt makes room */
	arena_reset(r->scratch);
	url = str_from(arena_printf(r->scratch, "\"%.*s/\"", STR_ARG(host)));
	if (!lint_url_is_clean(r->env, w->levels, url, r->scratch) ||
	    (f = recall_add_fact(r, FACT_HOST, host)) == NULL)
		return NULL;
	url = url_normal(str_slice(url, 1, url.len - 1), r->scratch);
	f->normal = recall_keep_str(r, str_slice(url, 0, url.len - 1));
	return f;
}

static const char *
free_url(struct walk *w, const char *p, struct str *url, const struct fact **known)
{
	struct str host = host_of(p, w->end);
	const char *q = p + host.len;

	if (host.len == 0 || q == w->end || (*q != '/' && *q != '"'))
		return NULL;
	q = sweep_path(q, w->end);
	if (q == w->end || *q != '"')
		return NULL;
	*known = recall_fact(w->r, FACT_HOST, host);
	if (*known == NULL)
		*known = new_host(w, host);
	*url = (struct str){p, (size_t)(q - p)};
	return *known != NULL ? q : NULL;
}

/* From p to the first bracket that closes it, if it is one: the whole of a fact. */
static const char *
to_bracket(const struct walk *w, const char *p, const char *brackets, struct str *text)
{
	const char *q;

	if (p == w->end || *p != brackets[0])
		return NULL;
	q = sweep_to(p, w->end, brackets[1]);
	if (q == w->end)
		return NULL;
	*text = (struct str){p, (size_t)(q - p) + 1};
	return q + 1;
}

/* The parts of a product come in any order, and once. */
static const char *
product_part(struct walk *w, const char *p, enum freedom freedom)
{
	struct listed *l = &w->products[w->nproducts];

	if (w->nproducts == WALK_PRODUCTS ||
	    (freedom == FREE_PRODUCT ? l->id.s : l->list.s) != NULL)
		return NULL;
	p = freedom == FREE_PRODUCT ? plain(w, p, &l->id)
				    : to_bracket(w, p, "[]", &l->list);
	if (l->id.s != NULL && l->list.s != NULL)
		w->products[++w->nproducts] = (struct listed){0};
	return p;
}

const char *
walk_value(struct walk *w, enum freedom freedom, const char *p)
{
	struct str text;

	switch (freedom) {
	case FREE_TEXT:
		return free_text(w, p, CATALOGUE_NAME, &text);
	case FREE_ORGANIZATION:
		return free_text(w, p, CATALOGUE_ORGANIZATION_ID, &w->organization);
	case FREE_ID:
		return free_id(w, p);
	case FREE_MOMENT:
		return free_moment(w, p);
	case FREE_DIGITS:
		return free_digits(w, p);
	case FREE_WEBHOOK_URL:
		return free_url(w, p, &w->webhook, &w->webhook_host);
	case FREE_HEALTH_URL:
		return free_url(w, p, &w->health, &w->health_host);
	case FREE_PRODUCT:
	case FREE_EVENTS:
		return product_part(w, p, freedom);
	case FREE_RETRY:
		return to_bracket(w, p, "{}", &w->retry);
	case FREE_END:
		break;
	}
	return NULL;
}

size_t
walk_names(struct str list, struct str names[WALK_EVENTS])
{
	const char *p = list.s, *q, *end = list.s + list.len;
	size_t n = 0;

	do {
		p = scan_space(p + 1, end);
		if (n == WALK_EVENTS || p == end || *p != '"')
			return 0;
		q = scan_plain(++p, end);
		if (q == p || q == end || *q != '"')
			return 0;
		names[n++] = (struct str){p, (size_t)(q - p)};
		p = scan_space(q + 1, end);
	} while (p < end && *p == ',');
	return p + 1 == end && *p == ']' ? n : 0;
}
