/*
 * mutate: documents that differ from a clean one in a single place, one a line.
 *
 * For each value of the document FILE: other values, taken from a list of what
 * rules look for and from the value itself; each member taken away, repeated,
 * renamed; and each byte of the text replaced.  The clean document stands between
 * them, under a new name each time, so that it is fresh in mind.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static json_t *root;
static unsigned serial;

static void
print(const json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	puts(text);
	free(text);
}

/* The clean document; its URLs get a path of their own, so that it repeats nothing. */
static void
print_clean(void)
{
	static const char *const members[] = {"webhookUrl", "healthCheckUrl"};
	json_t *copy = json_deep_copy(root);
	json_t *of = json_is_array(copy) ? json_array_get(copy, 0) : copy;
	char url[1000];

	for (size_t i = 0; i < 2; i++) {
		const char *old = json_string_value(json_object_get(of, members[i]));

		if (old == NULL)
			continue;
		snprintf(url, sizeof(url), "%s/%u", old, serial);
		json_object_set_new(of, members[i], json_string(url));
	}
	serial++;
	print(copy);
	json_decref(copy);
}

static void
print_mutant(void)
{
	print_clean();
	print(root);
}

static const char *const strings[] = {
    "",
    " ",
    "x",
    "string",
    "TODO",
    "changeme",
    "organizationId",
    "merchant_id",
    "${NAME}",
    "{{ name }}",
    "<%= name %>",
    "<INSERT HERE>",
    "&lt;NAME&gt;",
    "a\\u0000b",
    "caf\xc3\xa9",
    "na\xc2\xa0me",
    "zero\xe2\x80\x8bwidth",
    "\xd0\xb0"
    "cme",
    "line\nbreak",
    "tab\there",
    "quote\"d",
    "back\\slash",
    "\x7f",
    "ACTIVE",
    "INACTIVE",
    "true",
    "SELF",
    "CUSTOM",
    "customerInvoicing",
    "recurringBilling",
    "fraudManagementEssentials",
    "invoicing.customer.invoice.paid",
    "invoicing.customer.invoice.pajd",
    "Invoicing.customer.invoice.paid",
    "payments.capture.accept",
    "risk.casemanagement.decision.accept",
    "a.b",
    "a,b",
    "2026-07-02 15:39:56.931",
    "2026-07-02 15:39:56.",
    "2026-07-02 15:39:5",
    "2026-07-02T15:39:56Z",
    "2026-13-40 99:99:99",
    "fd1a3c6b-20f4-1b7e-e063-4f588e0a11c9",
    "fd1a3c6b-20f4-1b7e-e063-4f588e0a11c",
    "FD1A3C6B-20f4-1b7e-e063-4f588e0a11c9",
    "fd1a3c6b-20f4-1b7e-e063_4f588e0a11c9",
    "http://hooks.acme-store.com/a",
    "https://hooks.acme-store.com",
    "https://hooks.acme-store.com/",
    "https://hooks.acme-store.com//a",
    "https://hooks.acme-store.com/a/../b",
    "https://hooks.acme-store.com/a/./b",
    "https://hooks.acme-store.com/a/.well-known",
    "https://hooks.acme-store.com/a#b",
    "https://hooks.acme-store.com/a?token=0123456789abcdef0123",
    "https://hooks.acme-store.com/%",
    "https://hooks.acme-store.com/a b",
    "https://hooks.acme-store.com:443/a",
    "https://hooks.acme-store.com:8443/a",
    "https://hooks.acme-store.com:8080/a",
    "https://hooks.acme-store.com:99999/a",
    "https://hooks.acme-store.com:/a",
    "https://hooks.acme-store.com:8443:1/a",
    "https://hooks..acme-store.com/a",
    "https://hooks.acme-store.com./a",
    "https://-a.acme-store.com/a",
    "https://Hooks.acme-store.com/a",
    "https://user:pw@hooks.acme-store.com/a",
    "https://user@hooks.acme-store.com/a",
    "https://other.acme-store.com/a",
    "https://hooks.example.com/a",
    "https://test.com/a",
    "https://localhost/a",
    "https://intranet/a",
    "https://10.0.0.1/a",
    "https://8.8.8.8/a",
    "https://2130706433/a",
    "https://0x7f.1/a",
    "https://[::1]/a",
    "https://x.ngrok-free.app/a",
    "https://webhook.site/a",
    "https://xn--pple-43d.com/a",
    "https://b\xc3\xbc"
    "cher.de/a",
    "https:/hooks.acme-store.com/a",
    "https//hooks.acme-store.com/a",
    "//hooks.acme-store.com/a",
    "hooks.acme-store.com/a",
};

typedef void set_value(void *place, json_t *value);

struct member {
	json_t *object;
	const char *key;
};

struct item {
	json_t *array;
	size_t index;
};

static void
set_member(void *place, json_t *value)
{
	struct member *m = place;

	json_object_set(m->object, m->key, value);
}

static void
set_item(void *place, json_t *value)
{
	struct item *i = place;

	json_array_set(i->array, i->index, value);
}

static void
try(set_value *set, void *place, json_t *value)
{
	if (value == NULL)
		return;
	set(place, value);
	print_mutant();
	json_decref(value);
}

/* Other values in the place of one. */
static void
replace(set_value *set, void *place, json_t *old)
{
	const char *text = json_string_value(old);
	char *copy;
	size_t len;

	json_incref(old);
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++)
		try(set, place, json_string(strings[i]));
	try(set, place, json_null());
	try(set, place, json_true());
	try(set, place, json_integer(0));
	try(set, place, json_integer(-1));
	try(set, place, json_integer(12345678901));
	try(set, place, json_real(1.5));
	try(set, place, json_array());
	try(set, place, json_object());
	for (size_t i = 0; text != NULL && i < strlen(text); i++) {
		len = strlen(text);
		copy = strdup(text);
		memmove(copy + i, copy + i + 1, len - i);
		try(set, place, json_string(copy));
		strcpy(copy, text);
		copy[i] = (char)(copy[i] ^ 1);
		try(set, place, json_string(copy));
		copy[i] = '%';
		try(set, place, json_string(copy));
		free(copy);
	}
	if (json_is_integer(old)) {
		try(set, place, json_integer(json_integer_value(old) + 1));
		try(set, place, json_integer(json_integer_value(old) * 10));
	}
	set(place, old);
	json_decref(old);
}

static void walk(json_t *value);

static void
walk_array(json_t *array)
{
	json_t *copy = json_copy(array);

	for (size_t i = 0; i < json_array_size(copy); i++) {
		struct item place = {array, i};
		json_t *item = json_array_get(copy, i);

		replace(set_item, &place, item);
		walk(item);
		json_array_append(array, item);
		print_mutant();
		json_array_remove(array, json_array_size(array) - 1);
		json_array_remove(array, i);
		print_mutant();
		json_array_insert(array, i, item);
	}
	json_decref(copy);
}

static void
walk_object(json_t *object)
{
	json_t *copy = json_copy(object), *value;
	const char *key;

	json_object_foreach(copy, key, value)
	{
		struct member place = {object, key};
		json_t *whole = json_copy(object);
		char other[200];

		replace(set_member, &place, value);
		walk(value);
		json_object_del(object, key);
		print_mutant();
		snprintf(other, sizeof(other), "%.*s", (int)strlen(key) - 1, key);
		json_object_set(object, other, value);
		print_mutant();
		json_object_clear(object);
		json_object_update(object, whole);
		json_decref(whole);
	}
	json_decref(copy);
}

static void
walk(json_t *value)
{
	if (json_is_array(value))
		walk_array(value);
	if (json_is_object(value))
		walk_object(value);
}

/* What no tree of values can say: bytes. */
static void
mutate_text(void)
{
	static const char bytes[] = "\"\\{}[]:, 0a-\t\x01\xc3\x7f";
	char *text = json_dumps(root, JSON_COMPACT);
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		char old = text[i];

		for (size_t k = 0; bytes[k] != '\0'; k++) {
			print_clean();
			text[i] = bytes[k];
			puts(text);
		}
		text[i] = old;
		print_clean();
		printf("%.*s\n", (int)i, text);
		print_clean();
		printf("%.*s \t%s\n", (int)i, text, text + i);
		if (old == ',' && strchr(text + i, ':') != NULL) {
			print_clean();
			printf("%.*s%s,%s\n", (int)i, text, text + i, text + i + 1);
		}
	}
	print_clean();
	printf("%s %s\n", text, text);
	print_clean();
	printf("%.*s,%s\n", (int)len - 1, text, text + 1);
	free(text);
}

int
main(int argc, char **argv)
{
	json_error_t error;

	root = argc == 2 ? json_load_file(argv[1], 0, &error) : NULL;
	if (root == NULL) {
		fprintf(stderr, "mutate FILE: %s\n", argc == 2 ? error.text : "");
		return 2;
	}
	print_clean();
	print_clean();
	walk(root);
	mutate_text();
	json_decref(root);
	return 0;
}
