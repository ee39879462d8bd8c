/* Fingerprints by GitHub's algorithm, against its own results. */
#include "finding/fingerprint.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/buf.h"
#include "check.h"

static void
same_lines(struct str text, const json_t *want)
{
	size_t n, i;
	struct line_hash *hashes = fingerprint_lines(text, &n);
	char got[48];

	CHECK(n == json_array_size(want));
	for (i = 0; i < n && i < json_array_size(want); i++) {
		snprintf(got, sizeof(got), "%" PRIx64 ":%zu", hashes[i].hash,
			 hashes[i].count);
		CHECK_STR(got, json_string_value(json_array_get(want, i)));
	}
	free(hashes);
}

/* The vectors that lie beside the project. */
static void
vectors(void)
{
	const char *shared = getenv("SHARED");
	struct buf path = BUF_INIT;
	json_t *all, *one, *text;
	size_t i;

	buf_printf(&path, "%s/data/report-schemas/primaryLocationLineHash.json",
		   shared != NULL ? shared : "../shared");
	all = json_load_file(path.s, 0, NULL);
	buf_release(&path);
	if (all == NULL) {
		CHECK_SKIP();
		return;
	}
	CHECK(json_array_size(all) > 3);
	json_array_foreach(all, i, one)
	{
		text = json_object_get(one, "text");
		same_lines(
		    (struct str){json_string_value(text), json_string_length(text)},
		    json_object_get(one, "lines"));
	}
	json_decref(all);
}

/* Blanks and the kind of line end do not count, equal lines are numbered. */
static void
properties(void)
{
	size_t n, m;
	struct line_hash *a = fingerprint_lines(STR("{\n \"x\": 1\n}\n"), &n),
			 *b = fingerprint_lines(STR("{\r\n\t\"x\":1\r\n}\r\n"), &m);

	CHECK(n == 4 && m == 4);
	for (size_t i = 0; i < n && i < m; i++)
		CHECK(a[i].hash == b[i].hash && a[i].count == b[i].count);
	free(a);
	free(b);
	CHECK(fingerprint_lines(STR("\xff"), &n) == NULL);
}

static void
stable(void)
{
	struct diag d = {.rule = RULE_WRONG_TYPE, .pointer = "/x", .value_hash = 1},
		    other = d;
	uint64_t h = fingerprint_stable(&d, "a");

	other.span = (struct span){5, 6};
	other.start.line = 9;
	other.message = "another sentence";
	CHECK(fingerprint_stable(&other, "a") == h);
	CHECK(fingerprint_stable(&d, "b") != h);
	other.value_hash = 2;
	CHECK(fingerprint_stable(&other, "a") != h);
	other = d;
	other.pointer = "/y";
	CHECK(fingerprint_stable(&other, "a") != h);
	other.pointer = d.pointer = "/list/3/a/0";
	h = fingerprint_stable(&d, "a");
	other.pointer = "/list/12/a/1";
	CHECK(fingerprint_stable(&other, "a") == h);
	other.pointer = "/list/x/a/0";
	CHECK(fingerprint_stable(&other, "a") != h);
	other = d;
	other.rule = RULE_WRONG_LENGTH;
	CHECK(fingerprint_stable(&other, "a") != h);
}

static void
pointer_is(const char *pointer, const char *want)
{
	struct buf out = BUF_INIT;

	fingerprint_pointer(&out, pointer);
	CHECK_STR(buf_str(&out).s, want);
	buf_release(&out);
}

/* Without indexes, as RFC 6901 writes them; names are left as they are. */
static void
pointers(void)
{
	pointer_is("", "");
	pointer_is("/", "/");
	pointer_is("/0", "/*");
	pointer_is("/12/a/3", "/*/a/*");
	pointer_is("//9/", "//*/");
	pointer_is("/01/-/1a/a1/1~12/+1", "/01/-/1a/a1/1~12/+1");
}

static void
tallies(void)
{
	struct map t = {0};
	size_t wrong = 0;

	for (uint64_t i = 0; i < 1000; i++)
		wrong += fingerprint_count(&t, i * 1024) != 1;
	for (uint64_t i = 0; i < 1000; i++)
		wrong += fingerprint_count(&t, i * 1024) != 2;
	CHECK(wrong == 0);
	CHECK(fingerprint_count(&t, 0) == 3);
	map_release(&t);
	CHECK(fingerprint_count(&t, 0) == 1);
	map_release(&t);
}

int
main(void)
{
	vectors();
	properties();
	stable();
	pointers();
	tallies();
	return check_done();
}
