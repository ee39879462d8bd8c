/*
 * catalogue-data: what a catalogue is made of, for loading and look-ups only.
 *
 * Products are kept sorted by id; all events hang in one hash table by name,
 * those of the same name in a chain, the ones that are offered first.
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
	struct map names; /* struct event_name, in the order of the events */
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
	struct node invented, misnamed;
	struct tunnel *tunnels;
	size_t ntunnels;
	struct strs hosts, placeholders[CATALOGUE_MEMBERS];
	struct host_set listed; /* hosts, tunnels and special names */
	uint32_t *ports;        /* 0-terminated */
	struct str date;
	bool own;
};

/* Which of two of the same name comes first: 0 to CATALOGUE_RANK_LAST. */
int catalogue_rank(enum catalogue_status s);

enum { CATALOGUE_RANK_LAST = 3 };

/* The order of products: <0, 0, >0, as strcmp(). */
int catalogue_compare(struct str a, struct str b);

/* The place of a product in c->products, or where it would be. */
size_t catalogue_place(const struct catalogue *c, struct str id, bool *found);

#endif
