/* catalogue: look-ups; see the header. */
#include "service/catalogue.h"

#include "base/hash.h"
#include "base/suggest.h"
#include "load/text.h"
#include "service/catalogue-data.h"
#include "service/host.h"

static const char *const status_names[] = {
    [CATALOGUE_CURRENT] = "current", [CATALOGUE_OLD] = "old", [CATALOGUE_LIVE] = "live",
    [CATALOGUE_REMOVED] = "removed", [CATALOGUE_OWN] = "own",
};

const char *
catalogue_status_name(enum catalogue_status s)
{
	return status_names[s];
}

int
catalogue_rank(enum catalogue_status s)
{
	switch (s) {
	case CATALOGUE_CURRENT:
	case CATALOGUE_OWN:
		return 0;
	case CATALOGUE_LIVE:
		return 1;
	case CATALOGUE_OLD:
		return 2;
	case CATALOGUE_REMOVED:
		break;
	}
	return 3;
}

int
catalogue_compare(struct str a, struct str b)
{
	int d = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

size_t
catalogue_place(const struct catalogue *c, struct str id, bool *found)
{
	size_t low = 0, high = c->n;

	*found = false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int d = catalogue_compare(id, c->products[mid].p.id);

		if (d == 0) {
			*found = true;
			return mid;
		}
		if (d < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

bool
catalogue_has_own(const struct catalogue *c)
{
	return c->own;
}

struct str
catalogue_date(const struct catalogue *c)
{
	return c->date;
}

const struct catalogue_product *
catalogue_at(const struct catalogue *c, size_t i)
{
	return i < c->n ? &c->products[i].p : NULL;
}

/* Among so few names it is faster to look at each than to search. */
enum { FEW = 32 };

static inline bool
is_named(struct str name, struct str wanted)
{
	return name.len == wanted.len && hash_same(name.s, wanted.s, name.len);
}

const struct catalogue_product *
catalogue_product(const struct catalogue *c, struct str id)
{
	bool found;
	size_t at;

	for (size_t i = 0; c->n <= FEW && i < c->n; i++) {
		if (is_named(c->products[i].p.id, id))
			return &c->products[i].p;
	}
	if (c->n <= FEW)
		return NULL;
	at = catalogue_place(c, id, &found);
	return found ? &c->products[at].p : NULL;
}

size_t
catalogue_products(const struct catalogue *c)
{
	return c->n;
}

size_t
catalogue_count(const struct catalogue *c, const struct catalogue_product *p)
{
	return p != NULL ? p->nevents : c->n + c->events.n;
}

const struct catalogue_event *
catalogue_event_anywhere(const struct catalogue *c, struct str name)
{
	const struct named_events *named =
	    map_find(&c->events, hash_bytes(name.s, name.len), &name);

	return named != NULL ? named->first : NULL;
}

const struct catalogue_event *
catalogue_event(const struct catalogue *c, const struct catalogue_product *p,
		struct str name)
{
	const struct catalogue_event *e = NULL;

	if (p == NULL)
		return NULL;
	for (size_t i = 0; p->nevents <= FEW && i < p->nevents; i++) {
		if (is_named(p->events[i].name, name))
			return &p->events[i];
	}
	if (p->nevents > FEW)
		e = catalogue_event_anywhere(c, name);
	while (e != NULL && e->product != p)
		e = e->same;
	return e;
}

const struct catalogue_product *
catalogue_near_product(const struct catalogue *c, struct str id)
{
	struct suggest s;

	for (size_t i = 0; i < builtin_misnamed_n; i++)
		if (text_equal_fold(builtin_str(builtin_misnamed[i].first), id))
			return catalogue_product(
			    c, builtin_str(builtin_misnamed[i].second));
	suggest_init(&s, id);
	for (int wanted = 0; wanted <= CATALOGUE_RANK_LAST; wanted++)
		for (size_t i = 0; i < c->n; i++)
			if (catalogue_rank(c->products[i].p.status) == wanted)
				suggest_offer(&s, c->products[i].p.id);
	return s.best.s != NULL ? catalogue_product(c, s.best) : NULL;
}

static const struct builtin_invented *
invented_find(struct str name)
{
	for (size_t i = 0; i < builtin_invented_n; i++)
		if (text_equal_fold(builtin_str(builtin_invented[i].name), name))
			return &builtin_invented[i];
	return NULL;
}

struct str
catalogue_invented_note(struct str name)
{
	const struct builtin_invented *invented = invented_find(name);

	return invented != NULL ? builtin_str(invented->note) : STR("");
}

static void
offer_events(struct suggest *s, const struct catalogue_product *p, int wanted)
{
	for (size_t i = 0; i < p->nevents; i++)
		if (catalogue_rank(p->events[i].status) == wanted)
			suggest_offer(s, p->events[i].name);
}

/* The name without its first word. */
static struct str
tail(struct str name)
{
	const char *dot = name.len != 0 ? memchr(name.s, '.', name.len) : NULL;

	return dot != NULL ? str_slice(name, (size_t)(dot - name.s), name.len)
			   : STR("");
}

/* What several names say about one that is not known: the one, or none. */
struct choice {
	const struct catalogue_event *event;
	bool several;
};

static void
choose_event(struct choice *choice, const struct catalogue_event *e)
{
	if (choice->event == NULL)
		choice->event = e;
	else if (!str_equal(choice->event->name, e->name))
		choice->several = true;
}

/* Events that are the name but for the first word, as dm. for risk. */
static const struct catalogue_event *
same_tail(const struct catalogue *c, const struct catalogue_product *p, struct str name)
{
	struct choice choice = {NULL, false};
	struct str wanted = tail(name);

	for (size_t i = 0; i < c->n && wanted.len != 0; i++) {
		const struct catalogue_product *q = &c->products[i].p;

		for (size_t k = 0; k < q->nevents && (p == NULL || p == q); k++)
			if (str_equal(tail(q->events[k].name), wanted))
				choose_event(&choice, &q->events[k]);
	}
	return choice.several ? NULL : choice.event;
}

/* Whether best is as near as others: then nothing is known of what was meant. */
static bool
is_ambiguous(const struct catalogue *c, const struct catalogue_product *p,
	     const struct suggest *s)
{
	struct choice choice = {NULL, false};

	for (size_t i = 0; i < c->n && s->distance >= SUGGEST_MISSING; i++) {
		const struct catalogue_product *q = &c->products[i].p;

		for (size_t k = 0; k < q->nevents && (p == NULL || p == q); k++)
			if (suggest_distance(s->wanted, q->events[k].name) ==
			    s->distance)
				choose_event(&choice, &q->events[k]);
	}
	return choice.several;
}

const struct catalogue_event *
catalogue_near_event(const struct catalogue *c, const struct catalogue_product *p,
		     struct str name)
{
	const struct builtin_invented *invented = invented_find(name);
	struct suggest s;

	for (size_t i = 0; invented != NULL && i < invented->ninstead; i++) {
		struct str meant = builtin_str(builtin_instead[invented->instead + i]);
		const struct catalogue_event *e =
		    p != NULL ? catalogue_event(c, p, meant)
			      : catalogue_event_anywhere(c, meant);

		if (e != NULL)
			return e;
	}
	if (invented != NULL)
		return NULL; /* what looks similar means something else */
	suggest_init(&s, name);
	for (int wanted = 0; wanted <= CATALOGUE_RANK_LAST; wanted++) {
		if (p != NULL)
			offer_events(&s, p, wanted);
		for (size_t i = 0; p == NULL && i < c->n; i++)
			offer_events(&s, &c->products[i].p, wanted);
	}
	if (s.best.s == NULL)
		return same_tail(c, p, name);
	if (is_ambiguous(c, p, &s))
		return NULL;
	return p != NULL ? catalogue_event(c, p, s.best)
			 : catalogue_event_anywhere(c, s.best);
}

/* Is host the domain itself, or below it?  A root dot at the end is no part. */
static bool
host_within(struct str host, struct str domain)
{
	if (host.len != 0 && host.s[host.len - 1] == '.')
		host.len--;
	return text_is_below(host, domain);
}

bool
catalogue_may_list_host(const struct catalogue *c, struct str host)
{
	return host_set_may_hold(&c->listed, host) || host_is_single(host);
}

struct str
catalogue_tunnel(const struct catalogue *c, struct str host)
{
	bool may = host_set_may_hold(&c->listed, host);

	for (size_t i = 0; may && i < c->ntunnels; i++)
		if (host_within(host, c->tunnels[i].host))
			return c->tunnels[i].name;
	return STR("");
}

bool
catalogue_placeholder_host(const struct catalogue *c, struct str host)
{
	bool may = host_set_may_hold(&c->listed, host);

	for (size_t i = 0; may && i < c->hosts.n; i++)
		if (host_within(host, c->hosts.s[i]))
			return true;
	return false;
}

static bool
is_in_list(const struct strs *list, struct str text)
{
	for (size_t i = 0; i < list->n; i++)
		if (text_equal_fold(list->s[i], text))
			return true;
	return false;
}

uint64_t
catalogue_placeholder_lengths(const struct catalogue *c, enum catalogue_member m)
{
	return c->placeholders[m].lengths | c->placeholders[CATALOGUE_ANY].lengths;
}

bool
catalogue_placeholder(const struct catalogue *c, enum catalogue_member m,
		      struct str text)
{
	const struct strs *mine = &c->placeholders[m],
			  *any = &c->placeholders[CATALOGUE_ANY];

	if (!catalogue_may_be_placeholder(catalogue_placeholder_lengths(c, m), text))
		return false;
	/* <INSERT ORGANIZATION ID HERE>, also as copied from HTML */
	if (text.len > 2 && text.s[0] == '<' && text.s[1] != '%' &&
	    text.s[text.len - 1] == '>')
		return true;
	if (text.len > 8 && str_starts(text, STR("&lt;")) &&
	    str_ends(text, STR("&gt;")))
		return true;
	return is_in_list(mine, text) || is_in_list(any, text);
}

bool
catalogue_port_expected(uint32_t port)
{
	for (size_t i = 0; i < builtin_ports_n; i++)
		if (builtin_ports[i] == port)
			return true;
	return false;
}
