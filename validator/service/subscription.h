/*
 * subscription: the members of a subscription, looked up once.
 *
 * Requests and responses have the same members, further in as well; this is the one
 * place that says which.  What is absent, broken or of the wrong type is absent here.
 */
#ifndef SERVICE_SUBSCRIPTION_H
#define SERVICE_SUBSCRIPTION_H

#include <stdbool.h>

#include "base/str.h"
#include "load/node.h"

struct arena;

/* The members of a subscription (request or response), looked up once. */
struct subscription {
	struct node object;
	struct node name, description, organization, status, webhook_id;
	struct node product_id, event_types; /* v1 shape */
	struct node products;                /* v2 shape: array */
	struct node webhook_url, health_check_url, scope;
	struct node retry; /* object, or absent; its members: */
	struct node algorithm, first_retry, interval, number_of_retries,
	    deactivate_flag;
	struct node repeat_count, repeat_wait;
	struct node security; /* object; its members: */
	struct node security_type, security_config, oauth_url;
};

/* Fills s from an object; members with the same name: the last. */
void subscription_read(struct subscription *s, struct node object);

/* The same, if all of s is absent. */
void subscription_fill(struct subscription *s, struct node object);

/* A product that a subscription asks for, with its events. */
struct asked {
	struct node id, events; /* as they are written, or absent */
};

/*
 * What s asks for, whatever its shape: the product at the top, then those of the array
 * that are objects with members.  In the arena; returns how many.
 */
size_t
subscription_asked(const struct subscription *s, struct asked **list, struct arena *a);

/*
 * Has the object no member of that name, nor one that looks like a slip of it?
 * (Then the schema has said so.)  False for a damaged object: it may have had it.
 */
bool subscription_lacks(struct node object, const char *name);

/* Is its name that of a member of subscriptions, or of an object in one? */
bool subscription_is_member(struct node n);

/* Is that so of all names in the document?  False: not known. */
bool subscription_members_only(const struct doc *d);

#endif
