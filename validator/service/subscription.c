/* subscription: see the header. */
#include "service/subscription.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/suggest.h"
#include "load/text.h"
#include "service/member.h"

/* Where in struct subscription a member of an object goes, by its number; 0: nowhere. */
#define SLOT(id, member) [MEMBER_##id] = offsetof(struct subscription, member)

_Static_assert(offsetof(struct subscription, object) == 0, "no slot begins there");

static const unsigned short root_slots[MEMBER_COUNT] = {
    SLOT(NAME, name),
    SLOT(DESCRIPTION, description),
    SLOT(ORGANIZATION_ID, organization),
    SLOT(STATUS, status),
    SLOT(WEBHOOK_ID, webhook_id),
    SLOT(PRODUCT_ID, product_id),
    SLOT(EVENT_TYPES, event_types),
    SLOT(PRODUCTS, products),
    SLOT(WEBHOOK_URL, webhook_url),
    SLOT(HEALTH_CHECK_URL, health_check_url),
    SLOT(NOTIFICATION_SCOPE, scope),
    SLOT(RETRY_POLICY, retry),
    SLOT(SECURITY_POLICY, security),
};

static const unsigned short retry_slots[MEMBER_COUNT] = {
    SLOT(ALGORITHM, algorithm),
    SLOT(FIRST_RETRY, first_retry),
    SLOT(INTERVAL, interval),
    SLOT(NUMBER_OF_RETRIES, number_of_retries),
    SLOT(DEACTIVATE_FLAG, deactivate_flag),
    SLOT(REPEAT_SEQUENCE_COUNT, repeat_count),
    SLOT(REPEAT_SEQUENCE_WAIT_TIME, repeat_wait),
};

static const unsigned short security_slots[MEMBER_COUNT] = {
    SLOT(SECURITY_TYPE, security_type),
    SLOT(CONFIG, security_config),
};

static const unsigned short config_slots[MEMBER_COUNT] = {
    SLOT(O_AUTH_URL, oauth_url),
};

/* Of members with the same name the last counts, as for most readers. */
static void
fill_slots(struct subscription *s, struct node object, const unsigned short *slots)
{
	if (!node_is(object, NODE_OBJECT))
		return;
	NODE_EACH(member, object)
	{
		size_t slot = slots[member_of(member)];

		if (slot != 0)
			memcpy((char *)s + slot, &member, sizeof(member));
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
	subscription_fill(s, object);
}

void
subscription_fill(struct subscription *s, struct node object)
{
	s->object = object = only(object, NODE_OBJECT);
	fill_slots(s, object, root_slots);
	s->products = only(s->products, NODE_ARRAY);
	s->retry = only(s->retry, NODE_OBJECT);
	s->security = only(s->security, NODE_OBJECT);
	fill_slots(s, s->retry, retry_slots);
	fill_slots(s, s->security, security_slots);
	s->security_config = only(s->security_config, NODE_OBJECT);
	fill_slots(s, s->security_config, config_slots);
}

static struct asked
read_asked(struct node product)
{
	struct asked p = {NODE_ABSENT, NODE_ABSENT};

	NODE_EACH(member, product)
	{
		if (member_of(member) == MEMBER_PRODUCT_ID)
			p.id = member;
		else if (member_of(member) == MEMBER_EVENT_TYPES)
			p.events = member;
	}
	return p;
}

size_t
subscription_asked(const struct subscription *s, struct asked **list, struct arena *a)
{
	size_t max = 1, n = 0;

	NODE_EACH(product, s->products)
	max += node_count(product) != 0;
	*list = arena_alloc(a, max * sizeof(**list));
	if (node_exists(s->product_id) || node_exists(s->event_types))
		(*list)[n++] = (struct asked){s->product_id, s->event_types};
	NODE_EACH(product, s->products)
	{
		if (node_is(product, NODE_OBJECT) && node_count(product) != 0)
			(*list)[n++] = read_asked(product);
	}
	return n;
}

static const uint64_t ours =
    MEMBER_BIT(AUD) | MEMBER_BIT(NAME) | MEMBER_BIT(SCOPE) | MEMBER_BIT(KEY_ID) |
    MEMBER_BIT(CONFIG) | MEMBER_BIT(STATUS) | MEMBER_BIT(VERSION) |
    MEMBER_BIT(PRODUCTS) | MEMBER_BIT(INTERVAL) | MEMBER_BIT(CLIENT_ID) |
    MEMBER_BIT(O_AUTH_URL) | MEMBER_BIT(SNAKE_CLIENT_ID) | MEMBER_BIT(CREATED_ON) |
    MEMBER_BIT(UPDATED_ON) | MEMBER_BIT(PRODUCT_ID) | MEMBER_BIT(WEBHOOK_ID) |
    MEMBER_BIT(ALGORITHM) | MEMBER_BIT(SCOPE_DATA) | MEMBER_BIT(PROXY_TYPE) |
    MEMBER_BIT(FIRST_RETRY) | MEMBER_BIT(WEBHOOK_URL) | MEMBER_BIT(EVENT_TYPES) |
    MEMBER_BIT(DESCRIPTION) | MEMBER_BIT(RETRY_POLICY) | MEMBER_BIT(SECURITY_TYPE) |
    MEMBER_BIT(DELIVERY_TYPE) | MEMBER_BIT(ORGANIZATION_ID) |
    MEMBER_BIT(HEALTH_CHECK_URL) | MEMBER_BIT(SECURITY_POLICY) |
    MEMBER_BIT(DEACTIVATE_FLAG) | MEMBER_BIT(O_AUTH_TOKEN_TYPE) |
    MEMBER_BIT(NUMBER_OF_RETRIES) | MEMBER_BIT(O_AUTH_TOKEN_EXPIRY) |
    MEMBER_BIT(ADDITIONAL_CONFIG) | MEMBER_BIT(NOTIFICATION_SCOPE) |
    MEMBER_BIT(REPEAT_SEQUENCE_COUNT) | MEMBER_BIT(ADDITIONAL_ATTRIBUTES) |
    MEMBER_BIT(REPEAT_SEQUENCE_WAIT_TIME) | MEMBER_BIT(DIGITAL_SIGNATURE_ENABLED);

bool
subscription_is_member(struct node n)
{
	return (ours >> member_of(n) & 1) != 0;
}

bool
subscription_members_only(const struct doc *d)
{
	return !member_occurs(d, ~ours);
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

		if (subscription_is_member(member))
			continue;
		if (text_is_template(key) || suggest_distance(key, wanted) != UINT_MAX)
			return false;
	}
	return true;
}
