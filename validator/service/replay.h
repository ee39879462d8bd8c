/*
 * replay: the members of a replay request, under their names and those of an old example.
 */
#ifndef SERVICE_REPLAY_H
#define SERVICE_REPLAY_H

#include "load/node.h"

/* The object that says which deliveries, by what became of them; or none. */
static inline struct node
replay_status(struct node request)
{
	struct node n = node_member(request, "byDeliveryStatus");

	return node_exists(n) ? n : node_member(request, "deliveryStatus");
}

/* The ids of deliveries, or none. */
static inline struct node
replay_ids(struct node request)
{
	struct node n = node_member(request, "byTransactionTraceIdentifiers");

	return node_exists(n) ? n : node_member(request, "transactionTraceIdentifiers");
}

#endif
