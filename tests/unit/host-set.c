/* host-set: what was added is found, in either case and below it; hardly anything else. */
#include "service/host-set.h"

#include <stdio.h>

#include "check.h"

enum { NAMES = 72, OTHERS = 10000 };

static struct str
name_of(char *space, size_t size, int i)
{
	static const char *const ends[] = {"io", "ngrok.app", "local", "a-b.example"};
	int len = snprintf(space, size, "%s%d.%s", i % 2 == 0 ? "n" : "tunnel-of-", i,
			   ends[i % 4]);

	return (struct str){space, (size_t)len};
}

static void
added(const struct host_set *set, const char *form, struct str name)
{
	char host[64];
	int len = snprintf(host, sizeof(host), form, STR_ARG(name));

	CHECK_ALL(host_set_may_hold(set, (struct str){host, (size_t)len}));
}

/* Names shorter than the ends by which hosts are told. */
static void
short_names(void)
{
	static const char *const names[] = {"local", "test", "lan", "a"};
	static struct host_set set;

	for (size_t n = 1; n <= sizeof(names) / sizeof(*names); n++) {
		host_set_add(&set, str_from(names[n - 1]));
		for (size_t i = 0; i < n; i++) {
			added(&set, "%.*s", str_from(names[i]));
			added(&set, "hooks.%.*s", str_from(names[i]));
			added(&set, "HOOKS.%.*s.", str_from(names[i]));
		}
	}
}

int
main(void)
{
	static struct host_set set;
	size_t like = 0;
	char space[64];

	for (int i = 0; i < NAMES; i++)
		host_set_add(&set, name_of(space, sizeof(space), i));
	for (int i = 0; i < NAMES; i++) {
		struct str name = name_of(space, sizeof(space), i);

		added(&set, "%.*s", name);
		added(&set, "%.*s.", name);
		added(&set, "hooks.a.%.*s", name);
		for (size_t k = 0; k < name.len; k++)
			space[k] =
			    (char)(space[k] >= 'a' && space[k] <= 'z' ? space[k] - 0x20
								      : space[k]);
		added(&set, "%.*s", name);
	}
	for (int i = 0; i < OTHERS; i++) {
		int len = snprintf(space, sizeof(space), "hooks.acme-%d.com", i * 37);

		like += host_set_may_hold(&set, (struct str){space, (size_t)len});
	}
	CHECK(like < OTHERS * 5 / 100);
	CHECK(!host_set_may_hold(&set, STR("")));
	short_names();
	return check_done();
}
