/*
 * recall: see the header.
 *
 * Finding and learning follow the text in the same way; learning adds what is
 * missing, with the cells of the document telling where a fixed value ends.
 */
#include "rules/recall.h"

#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "load/node.h"
#include "load/scan.h"
#include "rules/catalogue.h"
#include "rules/lint.h"
#include "rules/recall-memory.h"
#include "rules/url.h"

enum value_class {
	TEXT = 1 << 0,         /* ASCII that no template or placeholder is made of */
	ORGANIZATION = 1 << 1, /* letters, digits, '_', '-' */
	HOST = 1 << 2,         /* of a name and port, in small letters */
	PATH = 1 << 3,         /* what needs no %xx and is never changed */
	HEX = 1 << 4           /* a hexadecimal digit, in small letters */
};

/* clang-format off */
static const uint8_t classes[256] = {
#define T TEXT
#define TOHP TEXT | ORGANIZATION | HOST | PATH
#define THP TEXT | HOST | PATH
#define TP TEXT | PATH
#define TOHPX TEXT | ORGANIZATION | HOST | PATH | HEX
#define TH TEXT | HOST
#define TOP TEXT | ORGANIZATION | PATH
	[' '] = T, ['!'] = T, ['#'] = T, ['\''] = T, ['('] = T, [')'] = T, ['*'] = T,
	['+'] = T, [','] = T, [';'] = T, ['='] = T, ['?'] = T, ['@'] = T, ['['] = T,
	[']'] = T,
	['-'] = TOHP, ['g'] = TOHP, ['h'] = TOHP, ['i'] = TOHP, ['j'] = TOHP, ['k'] = TOHP,
	['l'] = TOHP, ['m'] = TOHP, ['n'] = TOHP, ['o'] = TOHP, ['p'] = TOHP, ['q'] = TOHP,
	['r'] = TOHP, ['s'] = TOHP, ['t'] = TOHP, ['u'] = TOHP, ['v'] = TOHP, ['w'] = TOHP,
	['x'] = TOHP, ['y'] = TOHP, ['z'] = TOHP,
	['.'] = THP,
	['/'] = TP, ['~'] = TP,
	['0'] = TOHPX, ['1'] = TOHPX, ['2'] = TOHPX, ['3'] = TOHPX, ['4'] = TOHPX,
	['5'] = TOHPX, ['6'] = TOHPX, ['7'] = TOHPX, ['8'] = TOHPX, ['9'] = TOHPX,
	['a'] = TOHPX, ['b'] = TOHPX, ['c'] = TOHPX, ['d'] = TOHPX, ['e'] = TOHPX,
	['f'] = TOHPX,
	[':'] = TH,
	['A'] = TOP, ['B'] = TOP, ['C'] = TOP, ['D'] = TOP, ['E'] = TOP, ['F'] = TOP,
	['G'] = TOP, ['H'] = TOP, ['I'] = TOP, ['J'] = TOP, ['K'] = TOP, ['L'] = TOP,
	['M'] = TOP, ['N'] = TOP, ['O'] = TOP, ['P'] = TOP, ['Q'] = TOP, ['R'] = TOP,
	['S'] = TOP, ['T'] = TOP, ['U'] = TOP, ['V'] = TOP, ['W'] = TOP, ['X'] = TOP,
	['Y'] = TOP, ['Z'] = TOP, ['_'] = TOP,
#undef T
#undef TOHP
#undef THP
#undef TP
#undef TOHPX
#undef TH
#undef TOP
};
/* clang-format on */

/* One subscription while its text is followed. */
struct walk {
	struct recall *r;
	const enum severity *levels;
	const char *end; /* of the text */
	struct shape shape;
	uint64_t seen; /* the keys so far */
	struct str organization, id;
	struct str webhook, health; /* URLs */
	const struct known_host *webhook_host, *health_host;
	struct fact *product, *products;
	struct str events[RECALL_EVENTS];
	size_t nevents;
	struct node learn; /* the member at hand, or absent: only finding */
};

static bool
is(char c, unsigned class)
{
	return (classes[(unsigned char)c] & class) != 0;
}

static const char *
skip(const char *p, const char *end, unsigned class)
{
	while (p < end && is(*p, class))
		p++;
	return p;
}

/* Behind the string of that class at p, which is not empty; NULL: it is none. */
static const char *
string_of(const struct walk *w, const char *p, unsigned class, struct str *text)
{
	const char *q;

	if (p == w->end || *p != '"')
		return NULL;
	q = skip(p + 1, w->end, class);
	if (q == p + 1 || q == w->end || *q != '"')
		return NULL;
	*text = (struct str){p + 1, (size_t)(q - p) - 1};
	return q + 1;
}

static const char *
free_text(const struct walk *w, const char *p, enum catalogue_member m, unsigned class,
	  struct str *text)
{
	p = string_of(w, p, class, text);
	return p != NULL && !catalogue_placeholder(w->r->env->catalogue, m, *text)
		   ? p
		   : NULL;
}

/* Is the string like the form, in which '0' stands for a digit, 'x' for a HEX? */
static bool
has_form(struct str text, struct str form)
{
	if (text.len < form.len)
		return false;
	for (size_t i = 0; i < form.len; i++) {
		if (form.s[i] == '0'   ? !scan_is_digit(text.s[i])
		    : form.s[i] == 'x' ? !is(text.s[i], HEX)
				       : text.s[i] != form.s[i])
			return false;
	}
	return true;
}

static const char *
free_id(struct walk *w, const char *p)
{
	static const struct str form = {"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", 36};

	p = string_of(w, p, HEX | ORGANIZATION, &w->id);
	return p != NULL && w->id.len == form.len && has_form(w->id, form) ? p : NULL;
}

static const char *
free_moment(const struct walk *w, const char *p)
{
	static const struct str form = {"0000-00-00 00:00:00", 19};
	struct str text;

	p = string_of(w, p, TEXT, &text);
	if (p == NULL || !has_form(text, form))
		return NULL;
	text = str_slice(text, form.len, text.len);
	if (text.len == 0)
		return p;
	if (text.len == 1 || text.s[0] != '.')
		return NULL;
	for (size_t i = 1; i < text.len; i++) {
		if (!scan_is_digit(text.s[i]))
			return NULL;
	}
	return p;
}

/* No segment begins with a dot: then none is to be taken out (RFC 3986, 5.2.4). */
static bool
has_no_dots(struct str path)
{
	for (size_t i = 1; i < path.len; i++) {
		if (path.s[i] == '.' && path.s[i - 1] == '/')
			return false;
	}
	return true;
}

/* The scheme and authority of an URL; empty: not one of these. */
static struct str
host_of(const char *p, const char *end)
{
	static const struct str scheme = {"https://", 8};
	const char *q;

	if ((size_t)(end - p) < scheme.len || memcmp(p, scheme.s, scheme.len) != 0)
		return STR("");
	q = skip(p + scheme.len, end, HOST);
	return (struct str){p, q > p + scheme.len ? (size_t)(q - p) : 0};
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
	struct str host, path;
	const char *q;

	if (p == w->end || *p != '"')
		return NULL;
	p++;
	host = host_of(p, w->end);
	q = p + host.len;
	if (host.len == 0 || q == w->end || (*q != '/' && *q != '"'))
		return NULL;
	path.s = q;
	q = skip(q, w->end, PATH);
	path.len = (size_t)(q - path.s);
	if (q == w->end || *q != '"' || !has_no_dots(path))
		return NULL;
	*known = recall_host(w->r, host);
	if (*known == NULL)
		*known = new_host(w, host);
	*url = (struct str){p, (size_t)(q - p)};
	return *known != NULL ? q + 1 : NULL;
}

/* An array of plain strings, not empty. */
static const char *
free_events(struct walk *w, const char *p)
{
	if (p == w->end || *p != '[')
		return NULL;
	for (w->nevents = 0; w->nevents < RECALL_EVENTS;) {
		p = scan_space(p + 1, w->end);
		p = string_of(w, p, TEXT, &w->events[w->nevents]);
		if (p == NULL)
			break;
		w->nevents++;
		p = scan_space(p, w->end);
		if (p == w->end || (*p != ',' && *p != ']'))
			break;
		if (*p == ']')
			return p + 1;
	}
	w->nevents = 0;
	return NULL;
}

/* Behind the value at p if it is one that the key may have freely, or NULL. */
static const char *
free_value(struct walk *w, enum freedom freedom, const char *p)
{
	struct str text;

	switch (freedom) {
	case FREE_TEXT:
		return free_text(w, p, CATALOGUE_NAME, TEXT, &text);
	case FREE_ORGANIZATION:
		return free_text(w, p, CATALOGUE_ORGANIZATION_ID, ORGANIZATION,
				 &w->organization);
	case FREE_ID:
		return free_id(w, p);
	case FREE_MOMENT:
		return free_moment(w, p);
	case FREE_WEBHOOK_URL:
		return free_url(w, p, &w->webhook, &w->webhook_host);
	case FREE_HEALTH_URL:
		return free_url(w, p, &w->health, &w->health_host);
	case FREE_EVENTS:
		return free_events(w, p);
	case FREE_NOT:
	case FREE_PRODUCT:
	case FREE_PRODUCTS:
		break;
	}
	return NULL;
}

static struct str
rest_at(const struct walk *w, const char *p)
{
	return (struct str){p, (size_t)(w->end - p)};
}

static const char *
fixed_value(struct walk *w, struct key *k, const char *p, uint32_t *number)
{
	struct fact *f;

	/* its host is compared with that of webhookUrl, whatever that is */
	if (k->freedom == FREE_HEALTH_URL && p < w->end && *p == '"')
		return NULL;
	f = recall_fact(k, rest_at(w, p));
	if (f == NULL && node_exists(w->learn))
		f = recall_add_fact(w->r, k, node_text(w->learn));
	if (f == NULL)
		return NULL;
	if (k->freedom == FREE_PRODUCT)
		w->product = f;
	if (k->freedom == FREE_PRODUCTS)
		w->products = f;
	*number = f->number;
	return p + f->text.len;
}

static struct key *
key_at(struct walk *w, const char *p)
{
	struct key *k = recall_key(w->r, p, w->end, w->shape.n);
	struct span at = node_key_span(w->learn);

	if (k == NULL && node_exists(w->learn))
		k = recall_add_key(w->r, (struct str){p, at.end - at.start});
	return k;
}

/* Name and value at p; behind them, or NULL. */
static const char *
member(struct walk *w, const char *p)
{
	struct key *k = key_at(w, p);
	const char *q;
	uint32_t number;
	uint64_t bit;

	if (k == NULL || w->shape.n == RECALL_MEMBERS)
		return NULL;
	number = (uint32_t)(k - w->r->keys);
	bit = UINT64_C(1) << number;
	if ((w->seen & bit) != 0)
		return NULL; /* it is repeated */
	w->seen |= bit;
	p = scan_space(p + k->text.len, w->end);
	if (p == w->end || *p != ':')
		return NULL;
	p = scan_space(p + 1, w->end);
	q = free_value(w, k->freedom, p);
	if (q == NULL)
		q = fixed_value(w, k, p, &number);
	w->shape.numbers[w->shape.n++] = number;
	w->shape.hash = w->shape.hash * 0x9e3779b1u + number;
	return q;
}

/* The object at p; behind it, or NULL. */
static const char *
object(struct walk *w, const char *p)
{
	if (p == w->end || *p != '{')
		return NULL;
	do {
		p = scan_space(p + 1, w->end);
		if (p == w->end || (p = member(w, p)) == NULL)
			return NULL;
		if (node_exists(w->learn))
			w->learn = node_next(w->learn);
		p = scan_space(p, w->end);
	} while (p < w->end && *p == ',');
	return p < w->end && *p == '}' ? p + 1 : NULL;
}

/* What must hold of several members. */
static bool
fits(struct walk *w, bool learning)
{
	uint64_t bits = 0;

	if (w->health.s != NULL && w->health_host != w->webhook_host)
		return false;
	if (w->nevents != 0 && (w->product == NULL || w->products != NULL))
		return false;
	for (size_t i = 0; i < w->nevents; i++) {
		const struct known_event *e;

		if (learning && !recall_add_event(w->r, w->product, w->events[i]))
			return false;
		e = recall_event(w->product, w->events[i]);
		if (e == NULL || (bits & e->bit) != 0)
			return false;
		bits |= e->bit;
	}
	return true;
}

static void
walk_init(struct walk *w, struct recall *r, const struct recall_case *c,
	  struct str text)
{
	/* events is large: not to be cleared */
	w->r = r;
	w->levels = c->levels;
	w->end = text.s + text.len;
	w->shape.n = 0;
	w->shape.hash = 0;
	w->shape.given = c->given;
	w->shape.update = c->update;
	w->seen = 0;
	w->organization = w->id = w->webhook = w->health = (struct str){0};
	w->webhook_host = w->health_host = NULL;
	w->product = w->products = NULL;
	w->nevents = 0;
	w->learn = NODE_ABSENT;
}

/* scheme and host as they are normal, and the path, which is not empty. */
static struct str
normal_url(const struct walk *w, struct arena *a)
{
	const struct known_host *h = w->webhook_host;
	struct str path = str_slice(w->webhook, h->text.len, w->webhook.len);
	char *url;

	if (path.len != 0 && str_equal(h->text, h->normal))
		return w->webhook;
	if (path.len == 0)
		path = STR("/");
	url = arena_alloc(a, h->normal.len + path.len);
	memcpy(url, h->normal.s, h->normal.len);
	memcpy(url + h->normal.len, path.s, path.len);
	return (struct str){url, h->normal.len + path.len};
}

static struct str
copy_of(struct str text, struct arena *a)
{
	return (struct str){arena_strndup(a, text.s, text.len), text.len};
}

/* The memory may be emptied before these are looked at: they are copies. */
static void
fill_events(const struct walk *w, struct delivery *d, struct arena *a)
{
	size_t n = w->products != NULL ? w->products->nwanted : w->nevents;
	struct wanted *list = arena_alloc(a, (n + 1) * sizeof(*list));
	struct str product = {0};

	if (w->product != NULL)
		product = copy_of(
		    str_slice(w->product->text, 1, w->product->text.len - 1), a);
	for (size_t i = 0; i < n; i++) {
		const struct wanted *from =
		    w->products != NULL ? &w->products->wanted[i] : NULL;

		list[i].product = from != NULL ? copy_of(from->product, a) : product;
		list[i].name = from != NULL ? copy_of(from->name, a) : w->events[i];
		list[i].node = NODE_ABSENT;
	}
	d->events = list;
	d->nevents = n;
}

static void
fill_delivery(const struct walk *w, struct recalled *found, struct str text,
	      struct arena *a)
{
	struct delivery *d = &found->delivery;

	*d = (struct delivery){.organization = w->organization,
			       .url = normal_url(w, a),
			       .response = found->kind == KIND_SUBSCRIPTION};
	if (d->response && w->id.s != NULL)
		d->webhook_id = w->id;
	d->at.start = (size_t)(w->webhook.s - text.s) - 1;
	d->at.end = d->at.start + w->webhook.len + 2;
	fill_events(w, d, a);
}

bool
recall_find(struct recall *r, const struct recall_case *c, struct str text, size_t *p,
	    struct arena *a, struct recalled *found)
{
	const struct shape *s;
	const char *q;
	struct walk w;

	if (r->env != c->env)
		return false;
	walk_init(&w, r, c, text);
	q = object(&w, text.s + *p);
	if (q == NULL || (s = recall_shape(r, &w.shape)) == NULL || !fits(&w, false))
		return false;
	*p = (size_t)(q - text.s);
	found->kind = s->kind;
	found->alone = s->alone;
	found->delivers = s->kind != KIND_UPDATE_REQUEST;
	if (found->delivers)
		fill_delivery(&w, found, text, a);
	return true;
}

/* Is what would be recalled the delivery that the rules collected? */
static bool
delivers_so(const struct walk *w, const struct delivery *d)
{
	struct recalled found = {.kind = d->response ? KIND_SUBSCRIPTION : KIND_NONE};
	struct str text = {w->webhook.s - d->at.start - 1, 0};
	const struct delivery *f = &found.delivery;

	if (w->organization.s == NULL || w->webhook.s == NULL ||
	    (w->nevents == 0) == (w->products == NULL))
		return false;
	fill_delivery(w, &found, text, w->r->arena);
	if (!str_equal(f->organization, d->organization) ||
	    !str_equal(f->url, d->url) || !str_equal(f->webhook_id, d->webhook_id) ||
	    f->nevents != d->nevents || f->at.end != d->at.end)
		return false;
	for (size_t i = 0; i < d->nevents; i++) {
		if (!str_equal(f->events[i].product, d->events[i].product) ||
		    !str_equal(f->events[i].name, d->events[i].name))
			return false;
	}
	return true;
}

void
recall_learn(struct recall *r, const struct recall_case *c, struct node root,
	     enum kind kind, const struct delivery *list)
{
	struct str text = node_text(root);
	struct walk w;

	recall_begin(r, c->env);
	if (!node_is(root, NODE_OBJECT) || node_count(root) > RECALL_MEMBERS ||
	    (list == NULL) != (kind == KIND_UPDATE_REQUEST) ||
	    (list != NULL && list->next != NULL))
		return;
	walk_init(&w, r, c, text);
	w.learn = node_first(root);
	if (object(&w, text.s) == NULL || !fits(&w, true))
		return;
	if (w.products != NULL && w.products->wanted == NULL && list != NULL)
		recall_add_wanted(r, w.products, list);
	if (list != NULL && !delivers_so(&w, list))
		return;
	w.shape.kind = kind;
	w.shape.alone = kind_find(root, NULL);
	recall_add_shape(r, &w.shape);
}
