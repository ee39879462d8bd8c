/*
 * kind: finds which kind of document of the service a file is.
 *
 * The names of its members say it.  A misspelt name counts as the name of ours that it
 * is similar to: otherwise a wrong definition would not be checked at all.
 */
#ifndef SERVICE_KIND_H
#define SERVICE_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "load/node.h"

/* id, name (also of its schema: cybersource/NAME.schema.json), what it is */
#define KINDS(X)                                                                       \
	X(CREATE_REQUEST, "create-request", "request: create a subscription")          \
	X(UPDATE_REQUEST, "update-request", "request: change a subscription")          \
	X(STATUS_REQUEST, "status-request", "request: set its status")                 \
	X(SUBSCRIPTION, "subscription", "response: a subscription")                    \
	X(SUBSCRIPTION_LIST, "subscription-list", "response: subscriptions")           \
	X(PRODUCT_LIST, "product-list", "response: products and event types")          \
	X(TEST_RESPONSE, "test-response", "response: of a test delivery")              \
	X(NOTIFICATION, "notification", "what the service delivers")                   \
	X(KEY_REQUEST, "key-request", "request: create or store a key")                \
	X(KEY_RESPONSE, "key-response", "response: of a key request")                  \
	X(REPLAY_REQUEST, "replay-request", "request: deliver again")                  \
	X(ERROR_RESPONSE, "error-response", "response: an error")

enum kind {
	KIND_NONE, /* not found, or none of ours */
#define X(id, name, what) KIND_##id,
	KINDS(X)
#undef X
	    KIND_PAIR, /* {"request": ..., "response": ...}: two documents in one */
	KIND_COUNT
};

#define KIND_BIT(k)        (1u << (k))
#define KINDS_REQUEST      (KIND_BIT(KIND_CREATE_REQUEST) | KIND_BIT(KIND_UPDATE_REQUEST))
#define KINDS_SUBSCRIPTION (KINDS_REQUEST | KIND_BIT(KIND_SUBSCRIPTION))

const char *kind_name(enum kind k); /* NULL for KIND_NONE; "pair" for KIND_PAIR */
const char *kind_meaning(enum kind k);

/* A name as -k takes it; false if there is none. */
bool kind_parse(struct str name, enum kind *k);

/*
 * The kind of a document: the one that it names (kind_named()), or by its members.  An update is known by its path (a word "patch" or "update" in
 * the last component), or for it lacks what a new subscription must say.  An array is
 * known by its first element that is of a kind.
 */
enum kind kind_find(struct node root, const char *path);

/* The same, if it is known whether kind_path_is_update(). */
enum kind kind_find_as(struct node root, bool update);

/*
 * The kind whose schema, one of ours by its $id, the object names by "$schema", as it
 * does for editors; or KIND_NONE.
 */
enum kind kind_named(struct node object);

/*
 * Whether a document of no kind may be the beginning of a create request: nothing yet, or
 * an object of members that one may have, but for one that may not be written to the end.
 */
bool kind_may_become_request(struct node root);

/* The member for which kind_find() took the object for that kind, if it was one alone. */
struct node kind_reason(struct node object, enum kind k);

/* Is that the name of a member that subscriptions or notifications have at the top? */
bool kind_stands_outermost(struct str name);

/*
 * Whether an object that lies in a document of no kind is one of ours: its own names must
 * say so, and a schema for such documents is none.
 */
bool kind_is_inside(struct node object);

/* Whether a member of root bears a name that hardly any other document has. */
bool kind_speaks(struct node root);

/* What the name of a member says. */
struct kind_name {
	unsigned row;    /* which of our names it is: below 64 */
	unsigned family; /* of documents, below KIND_FAMILIES */
	unsigned weight; /* for the family; KIND_ENOUGH is enough in all */
};

enum {
	KIND_FAMILIES = 7,
	KIND_ENOUGH = 4,
	KIND_SPEAKS = 3 /* the weight of a name that is hardly anybody else's */
};

/* False if it says nothing; one that is only similar to one of ours counts as that. */
bool kind_name_find(struct kind_name *n, struct str name);

/* Does the name of the file (may be NULL) say that it is an update? */
bool kind_path_is_update(const char *path);

#endif
