/* subscription: see the header. */
#include "service/subscription.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "base/suggest.h"
#include "load/text.h"

/* A member of an object and where in struct subscription it goes. */
struct slot {
	struct str name;
	size_t offset;
};

#define SLOT(name, member)                                                             \
	{                                                                              \
		{name, sizeof(name) - 1}, offsetof(struct subscription, member)        \
	}

static const struct slot root_slots[] = {
    SLOT("name", name),
    SLOT("description", description),
    SLOT("organizationId", organization),
    SLOT("status", status),
    SLOT("webhookId", webhook_id),
    SLOT("productId", product_id),
    SLOT("eventTypes", event_types),
    SLOT("products", products),
    SLOT("webhookUrl", webhook_url),
    SLOT("healthCheckUrl", health_check_url),
    SLOT("notificationScope", scope),
    SLOT("retryPolicy", retry),
    SLOT("securityPolicy", security),
};

static const struct slot retry_slots[] = {
    SLOT("algorithm", algorithm),
    SLOT("firstRetry", first_retry),
    SLOT("interval", interval),
    SLOT("numberOfRetries", number_of_retries),
    SLOT("deactivateFlag", deactivate_flag),
    SLOT("repeatSequenceCount", repeat_count),
    SLOT("repeatSequenceWaitTime", repeat_wait),
};

static const struct slot security_slots[] = {
    SLOT("securityType", security_type),
    SLOT("config", security_config),
};

static const struct slot config_slots[] = {
    SLOT("oAuthURL", oauth_url),
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* Of members with the same name the last counts, as for most readers. */
static void
fill_slots(struct subscription *s, struct node object, const struct slot *slots,
	   size_t n)
{
	if (!node_is(object, NODE_OBJECT))
		return;
	NODE_EACH(member, object)
	{
		struct str key = node_key(member);

		for (size_t i = 0; i < n; i++) {
			if (str_equal(key, slots[i].name)) {
				memcpy((char *)s + slots[i].offset, &member,
				       sizeof(member));
				break;
			}
		}
	}
}

static struct node
only(struct node n, enum node_type type)
{
	return node_is(n, type) ? n : NODE_ABSENT;
}

void
subscription_read(struct subscription *s, struct node object)
{
	memset(s, 0, sizeof(*s));
	s->object = object = only(object, NODE_OBJECT);
	fill_slots(s, object, root_slots, COUNT(root_slots));
	s->products = only(s->products, NODE_ARRAY);
	s->retry = only(s->retry, NODE_OBJECT);
	s->security = only(s->security, NODE_OBJECT);
	fill_slots(s, s->retry, retry_slots, COUNT(retry_slots));
	fill_slots(s, s->security, security_slots, COUNT(security_slots));
	s->security_config = only(s->security_config, NODE_OBJECT);
	fill_slots(s, s->security_config, config_slots, COUNT(config_slots));
}

/* By length first: then there is little to compare. */
bool
subscription_is_member(struct str key)
{
	switch (key.len) {
	case 3:
		return str_is(key, "aud");
	case 4:
		return str_is(key, "name");
	case 5:
		return str_is(key, "scope") || str_is(key, "keyId");
	case 6:
		return str_is(key, "config") || str_is(key, "status");
	case 7:
		return str_is(key, "version");
	case 8:
		return str_is(key, "products") || str_is(key, "interval") ||
		       str_is(key, "clientId") || str_is(key, "oAuthURL");
	case 9:
		return str_is(key, "client_id") || str_is(key, "createdOn") ||
		       str_is(key, "updatedOn") || str_is(key, "productId") ||
		       str_is(key, "webhookId") || str_is(key, "algorithm") ||
		       str_is(key, "scopeData") || str_is(key, "proxyType");
	case 10:
		return str_is(key, "firstRetry") || str_is(key, "webhookUrl") ||
		       str_is(key, "eventTypes");
	case 11:
		return str_is(key, "description") || str_is(key, "retryPolicy");
	case 12:
		return str_is(key, "securityType") || str_is(key, "deliveryType");
	case 14:
		return str_is(key, "organizationId") || str_is(key, "healthCheckUrl") ||
		       str_is(key, "securityPolicy") || str_is(key, "deactivateFlag") ||
		       str_is(key, "oAuthTokenType");
	case 15:
		return str_is(key, "numberOfRetries");
	case 16:
		return str_is(key, "oAuthTokenExpiry") ||
		       str_is(key, "additionalConfig");
	case 17:
		return str_is(key, "notificationScope");
	case 19:
		return str_is(key, "repeatSequenceCount");
	case 20:
		return str_is(key, "additionalAttributes");
	case 22:
		return str_is(key, "repeatSequenceWaitTime");
	case 23:
		return str_is(key, "digitalSignatureEnabled");
	default:
		return false;
	}
}

bool
subscription_lacks(struct node object, const char *name)
{
	struct str wanted = str_from(name);

	if (!node_is(object, NODE_OBJECT) ||
	    (node_cell(object)->flags & CELL_DAMAGED) != 0)
		return false;
	NODE_EACH(member, object)
	{
		if (str_equal(node_key(member), wanted))
			return false;
	}
	NODE_EACH(member, object)
	{
		struct str key = node_key(member);

		if (subscription_is_member(key))
			continue;
		if (text_is_template(key) || suggest_distance(key, wanted) != UINT_MAX)
			return false;
	}
	return true;
}
