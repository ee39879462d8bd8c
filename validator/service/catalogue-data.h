/*
 * catalogue-data: what a catalogue is made of, for loading and look-ups only.
 *
 * Products are kept sorted by id; all events hang in one hash table by name,
 * those of the same name in a chain, the ones that are offered first.
 *
 * The built-in list comes as tables: see builtin_texts.
 */
#ifndef SERVICE_CATALOGUE_DATA_H
#define SERVICE_CATALOGUE_DATA_H

#include "base/map.h"
#include "load/node.h"
#include "service/catalogue.h"
#include "service/host-set.h"

struct arena;

struct event_name {
	struct str name;
};

struct named_events {
	struct catalogue_event *first;
};

struct product {
	struct catalogue_product p;
	struct catalogue_event *events; /* = p.events */
	size_t cap;
	struct map
	    names; /* struct event_name, in the order of the events; or none yet */
};

struct strs {
	struct str *s;
	size_t n;
	uint64_t lengths; /* a bit for each length modulo 64 */
};

struct tunnel {
	struct str host, name;
};

struct catalogue {
	struct arena *arena;
	struct product *products; /* sorted by id */
	size_t n, cap;
	struct map events; /* struct named_events */
	struct tunnel *tunnels;
	size_t ntunnels;
	struct strs hosts, placeholders[CATALOGUE_MEMBERS];
	struct host_set listed; /* hosts, tunnels and special names */
	struct str date;
	bool own;
};

/*
 * What catalogue.awk makes of catalogue.json.  Texts are named by their places in
 * builtin_texts, so there is no pointer to relocate; to read the JSON at each start and
 * make all of it took 285,000 instructions, a seventh of a run on one file.
 */
extern const char builtin_texts[];

static inline struct str
builtin_str(uint16_t text)
{
	return text != 0 ? str_from(builtin_texts + text) : STR(""); /* as most are */
}

struct builtin_product {
	uint16_t id, title, until, enabled_by, note, nevents;
	uint8_t status;
	bool mle;
};

struct builtin_event {
	uint16_t name, since, until, source, note;
	uint8_t status;
};

/* A name that people invent, and which are meant: ninstead of builtin_instead. */
struct builtin_invented {
	uint16_t name, note, instead, ninstead;
};

struct builtin_pair {
	uint16_t first, second;
};

extern const struct builtin_product builtin_products[]; /* sorted by id */
extern const struct builtin_event builtin_events[];     /* of each in turn */
extern const struct builtin_invented builtin_invented[];
extern const uint16_t builtin_instead[];
extern const struct builtin_pair builtin_misnamed[]; /* the wrong id, the right */
extern const struct builtin_pair builtin_tunnels[];  /* name, host */
extern const struct builtin_pair
    builtin_placeholders[]; /* enum catalogue_member, text */
extern const uint16_t builtin_hosts[], builtin_ports[], builtin_date;
extern const size_t builtin_products_n, builtin_events_n, builtin_invented_n,
    builtin_instead_n, builtin_misnamed_n, builtin_tunnels_n, builtin_placeholders_n,
    builtin_hosts_n, builtin_ports_n;

/* Which of two of the same name comes first: 0 to CATALOGUE_RANK_LAST. */
int catalogue_rank(enum catalogue_status s);

enum { CATALOGUE_RANK_LAST = 3 };

/* The order of products: <0, 0, >0, as strcmp(). */
int catalogue_compare(struct str a, struct str b);

/* The place of a product in c->products, or where it would be. */
size_t catalogue_place(const struct catalogue *c, struct str id, bool *found);

#endif
