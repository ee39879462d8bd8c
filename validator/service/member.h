/*
 * member: the names of members that are known, each with a number.
 *
 * The reader asks for the number of a name once (struct doc), and leaves it in the cell.
 * What a kind is known by, which member of a subscription it is, whether it may be a
 * secret, whether it occurs twice in its object: that is a look into a table, then, or
 * at a bit.  It took 6,700 instructions for the names of a document, now 1,800.
 */
#ifndef SERVICE_MEMBER_H
#define SERVICE_MEMBER_H

#include <stdint.h>

#include "base/str.h"
#include "load/node.h"

/*
 * X(id, name, family, weight, has): the last three are what the name says of a kind, in
 * the words of kind.c; NO_FAMILY: nothing.
 */
/* clang-format off */
#define MEMBERS(X) \
	X(SCHEMA, "$schema", NO_FAMILY, 0, 0) \
	X(NAME, "name", NEUTRAL, 0, HAS_OTHER) \
	X(DESCRIPTION, "description", NEUTRAL, 0, HAS_OTHER) \
	X(STATUS, "status", NEUTRAL, 0, HAS_OTHER | HAS_OUTCOME | HAS_ANSWER) \
	X(VERSION, "version", NEUTRAL, 0, HAS_OTHER | HAS_VERSION | HAS_ANSWER) \
	X(WEBHOOK_URL, "webhookUrl", SUBSCRIPTION, 3, HAS_OTHER | HAS_URL) \
	X(HEALTH_CHECK_URL, "healthCheckUrl", SUBSCRIPTION, 2, HAS_OTHER | HAS_HEALTH) \
	X(ORGANIZATION_ID, "organizationId", SUBSCRIPTION, 2, HAS_OTHER | HAS_ORGANIZATION) \
	X(PRODUCT_ID, "productId", SUBSCRIPTION, 2, HAS_PRODUCT_ID) \
	X(EVENT_TYPES, "eventTypes", SUBSCRIPTION, 3, HAS_EVENT_TYPES) \
	X(PRODUCTS, "products", SUBSCRIPTION, 0, HAS_PRODUCTS) \
	X(NOTIFICATION_SCOPE, "notificationScope", SUBSCRIPTION, 4, HAS_OTHER) \
	X(RETRY_POLICY, "retryPolicy", SUBSCRIPTION, 1, HAS_OTHER | HAS_RETRIES) \
	X(SECURITY_POLICY, "securityPolicy", SUBSCRIPTION, 1, HAS_OTHER | HAS_SECURITY) \
	X(WEBHOOK_ID, "webhookId", SUBSCRIPTION, 3, HAS_OTHER | HAS_SERVER_MADE) \
	X(CREATED_ON, "createdOn", SUBSCRIPTION, 1, HAS_OTHER | HAS_SERVER_MADE | HAS_ANSWER) \
	X(UPDATED_ON, "updatedOn", SUBSCRIPTION, 1, HAS_OTHER | HAS_ANSWER) \
	X(DELIVERY_TYPE, "deliveryType", SUBSCRIPTION, 1, HAS_OTHER | HAS_ANSWER) \
	X(NOTIFICATION_ID, "notificationId", EVENT, 3, HAS_OTHER | HAS_EVENT | HAS_NOTIFICATION) \
	X(EVENT_TYPE, "eventType", EVENT, 2, HAS_OTHER | HAS_EVENT) \
	X(EVENT_DATE, "eventDate", EVENT, 2, HAS_OTHER | HAS_EVENT) \
	X(PAYLOAD, "payload", EVENT, 1, HAS_OTHER) \
	X(PAYLOADS, "payloads", EVENT, 1, HAS_OTHER) \
	X(RETRY_NUMBER, "retryNumber", EVENT, 2, HAS_OTHER) \
	X(REQUEST_TYPE, "requestType", EVENT, 1, HAS_OTHER | HAS_TRACE) \
	X(TRANSACTION_TRACE_ID, "transactionTraceId", EVENT, 2, HAS_OTHER | HAS_TRACE) \
	X(CLIENT_REQUEST_ACTION, "clientRequestAction", KEY, 5, HAS_OTHER | HAS_ACTION) \
	X(KEY_INFORMATION, "keyInformation", KEY, 5, HAS_OTHER) \
	X(SUBMIT_TIME_UTC, "submitTimeUtc", KEY, 1, HAS_OTHER | HAS_OUTCOME) \
	X(CLIENT_REFERENCE_INFORMATION, "clientReferenceInformation", KEY, 0, HAS_OTHER) \
	X(BY_TRANSACTION_TRACE_IDENTIFIERS, "byTransactionTraceIdentifiers", REPLAY, 5, HAS_OTHER) \
	X(TRANSACTION_TRACE_IDENTIFIERS, "transactionTraceIdentifiers", REPLAY, 5, HAS_OTHER) \
	X(BY_DELIVERY_STATUS, "byDeliveryStatus", REPLAY, 5, HAS_OTHER) \
	X(PRODUCT_NAME, "productName", ENTRY, 2, 0) \
	X(EVENT_NAME, "eventName", ENTRY, 2, 0) \
	X(DISPLAY_NAME, "displayName", ENTRY, 1, 0) \
	X(PAYLOAD_ENCRYPTION, "payloadEncryption", ENTRY, 2, 0) \
	X(TIME_SENSITIVITY, "timeSensitivity", ENTRY, 2, 0) \
	X(AUD, "aud", NO_FAMILY, 0, 0) \
	X(SCOPE, "scope", NO_FAMILY, 0, 0) \
	X(KEY_ID, "keyId", NO_FAMILY, 0, 0) \
	X(CONFIG, "config", NO_FAMILY, 0, 0) \
	X(INTERVAL, "interval", NO_FAMILY, 0, 0) \
	X(CLIENT_ID, "clientId", NO_FAMILY, 0, 0) \
	X(O_AUTH_URL, "oAuthURL", NO_FAMILY, 0, 0) \
	X(SNAKE_CLIENT_ID, "client_id", NO_FAMILY, 0, 0) \
	X(ALGORITHM, "algorithm", NO_FAMILY, 0, 0) \
	X(SCOPE_DATA, "scopeData", NO_FAMILY, 0, 0) \
	X(PROXY_TYPE, "proxyType", NO_FAMILY, 0, 0) \
	X(FIRST_RETRY, "firstRetry", NO_FAMILY, 0, 0) \
	X(SECURITY_TYPE, "securityType", NO_FAMILY, 0, 0) \
	X(DEACTIVATE_FLAG, "deactivateFlag", NO_FAMILY, 0, 0) \
	X(O_AUTH_TOKEN_TYPE, "oAuthTokenType", NO_FAMILY, 0, 0) \
	X(NUMBER_OF_RETRIES, "numberOfRetries", NO_FAMILY, 0, 0) \
	X(O_AUTH_TOKEN_EXPIRY, "oAuthTokenExpiry", NO_FAMILY, 0, 0) \
	X(ADDITIONAL_CONFIG, "additionalConfig", NO_FAMILY, 0, 0) \
	X(REPEAT_SEQUENCE_COUNT, "repeatSequenceCount", NO_FAMILY, 0, 0) \
	X(ADDITIONAL_ATTRIBUTES, "additionalAttributes", NO_FAMILY, 0, 0) \
	X(REPEAT_SEQUENCE_WAIT_TIME, "repeatSequenceWaitTime", NO_FAMILY, 0, 0) \
	X(DIGITAL_SIGNATURE_ENABLED, "digitalSignatureEnabled", NO_FAMILY, 0, 0) \
	X(REQUEST, "request", NO_FAMILY, 0, 0) \
	X(RESPONSE, "response", NO_FAMILY, 0, 0)
/* clang-format on */

enum member {
	MEMBER_UNKNOWN,
#define X(id, name, family, weight, has) MEMBER_##id,
	MEMBERS(X)
#undef X
	    MEMBER_COUNT
};

_Static_assert(MEMBER_COUNT <= 64, "a set of them is a number");

#define MEMBER_BIT(id) (UINT64_C(1) << MEMBER_##id)

/* The number of the name, an enum member. */
unsigned char member_find(struct str name);

/* The same with its hash; for struct doc.  After hash_seed(); threads may share it. */
struct name_key member_key(struct str name);

/* The same of the key of n; MEMBER_UNKNOWN if it has none. */
static inline enum member
member_of(struct node n)
{
	return (enum member)(n.doc->member_find != NULL ? node_cell(n)->member
							: member_find(node_key(n)));
}

/* Whether some name of the document may have a number of the set. */
static inline bool
member_occurs(const struct doc *d, uint64_t set)
{
	return d->member_find == NULL || (d->members & set) != 0;
}

/* The last member of that name of an object, or absent. */
struct node member_in(struct node object, enum member m);

/* Whether an object has one of the set of MEMBER_BIT(). */
bool member_any(struct node object, uint64_t set);

#endif
