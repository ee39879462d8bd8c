/*
 * companions: compares subscriptions with the organization's list of products and with
 * notifications of the same run, as the guide's troubleshooting does.
 *
 * A product or event that is asked for and not listed is not enabled (unknown-product,
 * unknown-event-type); a notification comes of a subscription that has been switched off
 * since (subscription-not-active), is of another organization though the scope is SELF
 * (notification-scope), or is readable though the list says that its event is
 * encrypted (encryption-required).  A list does not say whose it is: it is compared only
 * while all subscriptions are of one organization.  Several lists are taken as one.
 *
 * Findings are at the later document (lint/duplicates.h), with the place in the other one.
 * What is remembered of products and events is one entry for each of the catalogue, and
 * of notifications one for each webhookId; the tables are those of lint/remember.h.
 */
#ifndef LINT_COMPANIONS_H
#define LINT_COMPANIONS_H

#include <stdint.h>

#include "load/node.h"

struct deliveries;
struct delivery;
struct diags;
struct lint;

void companions_init(struct deliveries *all);
void companions_release(struct deliveries *all);

/* Adds to l->deliveries what is compared of a list of products, or a notification. */
void companions_collect_list(struct lint *l, struct node object);
void companions_collect_notification(struct lint *l, struct node object);

/* Compares d with what came before, adds the findings to ds and remembers it. */
void
companions_list(struct deliveries *all, const struct delivery *d, struct diags *ds);
void companions_notification(struct deliveries *all, const struct delivery *d,
			     struct diags *ds);

/* The same of a subscription: numbers of its organization and of itself, 0: all is full. */
void companions_subscription(struct deliveries *all, const struct delivery *d,
			     uint32_t organization, uint32_t owner, struct diags *ds);

#endif
