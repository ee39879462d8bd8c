/*
 * reader: how fast texts are read, beside the floor (memchr over the same bytes)
 * and jansson.
 *
 *   bench/reader file ...      (.jsonl: line by line)
 *
 * Each is run several times; the best counts, as the rest is other people's work.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "load/reader.h"

enum { ROUNDS = 5, ENOUGH = 30000000 /* bytes a round */ };

typedef size_t run(struct str text, struct arena *a);

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* others may be busy */
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static size_t
run_floor(struct str text, struct arena *a)
{
	(void)a;
	__asm__ volatile("" ::: "memory"); /* or it is done once for all rounds */
	return memchr(text.s, '\x01', text.len) == NULL;
}

static size_t
run_reader(struct str text, struct arena *a)
{
	struct doc d = {.name = "bench", .text = text, .first_line = 1};

	reader_read(&d, NULL, a);
	arena_reset(a);
	return d.ncells;
}

static size_t
run_jansson(struct str text, struct arena *a)
{
	json_t *value =
	    json_loadb(text.s, text.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
	size_t ok = value != NULL;

	(void)a;
	json_decref(value);
	return ok;
}

/* All lines of the text, or all of it. */
static size_t
pass(run *f, struct str text, bool lines, struct arena *a)
{
	size_t sum = 0, len;
	const char *eol;

	if (!lines)
		return f(text, a);
	while (text.len != 0) {
		eol = memchr(text.s, '\n', text.len);
		len = eol != NULL ? (size_t)(eol - text.s) : text.len;
		sum += f(str_slice(text, 0, len), a);
		text = str_slice(text, eol != NULL ? len + 1 : len, text.len);
	}
	return sum;
}

/* MB/s of the best round. */
static double
measure(run *f, struct str text, bool lines, struct arena *a, size_t *result)
{
	size_t times = ENOUGH / (text.len + 1) + 1, i;
	double best = 1e9, from;
	int round;

	for (round = 0; round < ROUNDS; round++) {
		from = now();
		for (i = 0; i < times; i++)
			*result = pass(f, text, lines, a);
		from = (now() - from) / (double)times;
		best = from < best ? from : best;
	}
	return (double)text.len / best / 1e6;
}

static bool
read_file(const char *path, struct buf *b)
{
	FILE *fp = fopen(path, "rb");
	size_t n;

	if (fp == NULL)
		return false;
	buf_clear(b);
	while ((n = fread(buf_reserve(b, 65536), 1, 65536, fp)) > 0)
		b->len += n;
	fclose(fp);
	return b->len != 0;
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct buf b = BUF_INIT;
	double base, reader, other;
	size_t cells, unused;
	bool lines;
	int i;

	hash_seed();
	printf("%10s %9s %8s %8s %8s  file\n", "bytes", "values", "floor", "reader",
	       "jansson");
	for (i = 1; i < argc; i++) {
		if (!read_file(argv[i], &b))
			continue;
		lines = str_ends(str_from(argv[i]), STR(".jsonl"));
		base = measure(run_floor, buf_str(&b), lines, a, &unused);
		reader = measure(run_reader, buf_str(&b), lines, a, &cells);
		other = measure(run_jansson, buf_str(&b), lines, a, &unused);
		printf("%10zu %9zu %8.0f %8.0f %8.0f  %s\n", b.len, cells, base, reader,
		       other, argv[i]);
	}
	buf_release(&b);
	arena_free(a);
	return 0;
}
