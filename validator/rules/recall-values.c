/* recall-values: which values may be others than those that were clean. */
#include "rules/recall-walk.h"

#include "base/arena.h"
#include "load/scan.h"
#include "load/sweep.h"
#include "rules/catalogue.h"
#include "rules/lint.h"
#include "rules/url.h"

/* Behind the plain string at p, which is not empty; NULL: it is none. */
static const char *
string_of(const struct walk *w, const char *p, struct str *text)
{
	const char *q;

	if (p == w->end || *p != '"')
		return NULL;
	q = scan_plain(p + 1, w->end);
	if (q == p + 1 || q == w->end || *q != '"')
		return NULL;
	*text = (struct str){p + 1, (size_t)(q - p) - 1};
	return q + 1;
}

static const char *
free_text(const struct walk *w, const char *p, enum catalogue_member m,
	  struct str *text)
{
	const char *q;

	if (p == w->end || *p != '"')
		return NULL;
	q = sweep_text(p + 1, w->end);
	if (q == p + 1 || q == w->end || *q != '"')
		return NULL;
	*text = (struct str){p + 1, (size_t)(q - p) - 1};
	return !catalogue_placeholder(w->r->env->catalogue, m, *text) ? q + 1 : NULL;
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

	p = string_of(w, p, &w->id);
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

	p = string_of(w, p, &text);
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

	p = string_of(w, p, &text);
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
	q = p + scheme.len;
	while (q < end && ((*q >= 'a' && *q <= 'z') || scan_is_digit(*q) || *q == '-' ||
			   *q == '.' || *q == ':'))
		q++;
	return (struct str){p, q > p + scheme.len ? (size_t)(q - p) : 0};
}

/* The same, which most often is the one of the URL before. */
static struct str
host_at(const struct walk *w, const char *p)
{
	const struct known_host *h = w->webhook_host;

	if (h != NULL && (size_t)(w->end - p) > h->text.len &&
	    sweep_equal(p, h->text.s, h->text.len) &&
	    (p[h->text.len] == '/' || p[h->text.len] == '"'))
		return (struct str){p, h->text.len};
	return host_of(p, w->end);
}

/*
 * A host that is new, if the rules have nothing to say about it.  What stands
 * behind it in the URL is free, so it is judged with a bare path; url_normal()
 * tells how it is compared.
 */
static const struct known_host *
new_host(struct walk *w, struct str host)
{
	struct recall *r = w->r;
	struct str url;

	if (r->bytes >= RECALL_BYTES)
		return NULL; /* the next one that is learnt makes room */
	arena_reset(r->scratch);
	url = str_from(arena_printf(r->scratch, "\"%.*s/\"", STR_ARG(host)));
	if (!lint_url_is_clean(r->env, w->levels, url, r->scratch))
		return NULL;
	url = url_normal(str_slice(url, 1, url.len - 1), r->scratch);
	recall_add_host(r, host, str_slice(url, 0, url.len - 1));
	return recall_host(r, host);
}

static const char *
free_url(struct walk *w, const char *p, struct str *url,
	 const struct known_host **known)
{
	struct str host;
	const char *q;

	if (p == w->end || *p != '"')
		return NULL;
	p++;
	host = host_at(w, p);
	q = p + host.len;
	if (host.len == 0 || q == w->end || (*q != '/' && *q != '"'))
		return NULL;
	q = sweep_path(q, w->end);
	if (q == w->end || *q != '"')
		return NULL;
	*known = recall_host(w->r, host);
	if (*known == NULL)
		*known = new_host(w, host);
	*url = (struct str){p, (size_t)(q - p)};
	return *known != NULL ? q + 1 : NULL;
}

const char *
walk_end(const char *p, const char *end)
{
	struct flat flat = {0};
	const char *q;
	size_t depth = 0;

	if (*p != '"') {
		q = sweep_flat(p + 1, end, &flat);
		if (q < end && !flat.other && !flat.open)
			return q + 1;
	}
	for (; p < end; p++) {
		if (*p == '"') {
			p = scan_plain(p + 1, end);
			if (p == end || *p != '"')
				return NULL;
		} else if (*p == '{' || *p == '[') {
			depth++;
		} else if (*p == '}' || *p == ']') {
			depth--;
		}
		if (depth == 0)
			return p + 1;
	}
	return NULL;
}

/* Behind the value at p; NULL: it is none that is kept. */
static const char *
value_end(const char *p, const char *end)
{
	const char *q = p;

	if (p == end)
		return NULL;
	if (*p == '"' || *p == '{' || *p == '[')
		return walk_end(p, end);
	while (q < end && scan_is(*q, SCAN_WORD | SCAN_NUMBER))
		q++;
	return q > p && q < end ? q : NULL;
}

/* The value at p as a fact of the key, which is learnt if need be. */
static const char *
fact_at(struct walk *w, struct key *k, const char *p, struct fact **fact)
{
	const char *q = value_end(p, w->end);
	struct str text;

	if (q == NULL)
		return NULL;
	text = (struct str){p, (size_t)(q - p)};
	*fact =
	    w->learning ? recall_add_fact(w->r, k, text) : recall_fact(w->r, k, text);
	return *fact != NULL ? q : NULL;
}

static const char *
product_id(struct walk *w, const char *p, struct listed *l)
{
	struct key *k = &w->r->keys[KEY_PRODUCT_ID];
	const char *q;

	if (p == w->end || *p != '"' || l->fact != NULL ||
	    (q = fact_at(w, k, p, &l->fact)) == NULL)
		return NULL;
	l->id = (struct str){p + 1, (size_t)(q - p) - 2};
	return q;
}

/* An array of plain strings, not empty. */
static const char *
event_types(struct walk *w, const char *p, struct listed *l)
{
	if (p == w->end || *p != '[' || l->n != 0)
		return NULL;
	l->first = w->nevents;
	do {
		p = scan_space(p + 1, w->end);
		if (w->nevents == WALK_EVENTS ||
		    (p = string_of(w, p, &w->events[w->nevents])) == NULL)
			return NULL;
		w->nevents++;
		p = scan_space(p, w->end);
	} while (p < w->end && *p == ',');
	l->n = w->nevents - l->first;
	return p < w->end && *p == ']' ? p + 1 : NULL;
}

const char *
walk_behind(const char *p, const char *end, struct str key)
{
	if ((size_t)(end - p) < key.len || !sweep_equal(p, key.s, key.len))
		return NULL;
	p = scan_space(p + key.len, end);
	return p < end && *p == ':' ? scan_space(p + 1, end) : NULL;
}

/* { "productId": ..., "eventTypes": [...] }, in any order. */
static const char *
product(struct walk *w, const char *p)
{
	struct listed *l = &w->products[w->nproducts];
	const char *q;

	if (p == w->end || *p != '{' || w->nproducts == WALK_PRODUCTS)
		return NULL;
	*l = (struct listed){0};
	w->nproducts++;
	do {
		p = scan_space(p + 1, w->end);
		if ((q = walk_behind(p, w->end, w->r->keys[KEY_PRODUCT_ID].text)) !=
		    NULL)
			p = product_id(w, q, l);
		else if ((q = walk_behind(p, w->end,
					  w->r->keys[KEY_EVENT_TYPES].text)) != NULL)
			p = event_types(w, q, l);
		else
			p = NULL;
		if (p == NULL)
			return NULL;
		p = scan_space(p, w->end);
	} while (p < w->end && *p == ',');
	return p < w->end && *p == '}' ? p + 1 : NULL;
}

static const char *
products(struct walk *w, const char *p)
{
	if (p == w->end || *p != '[' || w->v1)
		return NULL;
	w->v2 = true;
	do {
		p = product(w, scan_space(p + 1, w->end));
		if (p == NULL)
			return NULL;
		p = scan_space(p, w->end);
	} while (p < w->end && *p == ',');
	return p < w->end && *p == ']' ? p + 1 : NULL;
}

/* The product of version 1, whose parts are members of the subscription. */
static struct listed *
own_product(struct walk *w)
{
	if (!w->v1 && !w->v2) {
		w->v1 = true;
		w->nproducts = 1;
		w->products[0] = (struct listed){0};
	}
	return w->v1 ? &w->products[0] : NULL;
}

static const char *
retry_policy(struct walk *w, struct key *k, const char *p)
{
	return p < w->end && *p == '{' ? fact_at(w, k, p, &w->retry) : NULL;
}

/* Behind the value at p if it is one that the key may have freely, or NULL. */
static const char *
free_value(struct walk *w, struct key *k, const char *p)
{
	struct listed *l;
	struct str text;

	switch (k->freedom) {
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
	case FREE_EVENTS:
		return (l = own_product(w)) != NULL ? event_types(w, p, l) : NULL;
	case FREE_PRODUCT:
		return (l = own_product(w)) != NULL ? product_id(w, p, l) : NULL;
	case FREE_PRODUCTS:
		return products(w, p);
	case FREE_RETRY:
		return retry_policy(w, k, p);
	case FREE_NOT:
		break;
	}
	return NULL;
}

/*
 * Must the value be free?  The host of a health check is compared with that of
 * webhookUrl, and what is half read leaves its parts in w.
 */
static bool
must_be_free(const struct key *k, const char *p)
{
	switch (k->freedom) {
	case FREE_HEALTH_URL:
		return *p == '"';
	case FREE_EVENTS:
	case FREE_PRODUCT:
	case FREE_PRODUCTS:
		return true;
	default:
		return false;
	}
}

const char *
walk_value(struct walk *w, struct key *k, const char *p, uint32_t *number)
{
	const char *q = free_value(w, k, p);
	struct fact *f;

	*number = (uint32_t)(k - w->r->keys);
	if (q != NULL || must_be_free(k, p))
		return q;
	q = fact_at(w, k, p, &f);
	if (q != NULL)
		*number = f->number;
	return q;
}
