/* pool: every piece once, results in order, however many threads. */
#include "base/pool.h"

#include <sched.h>
#include <stdatomic.h>

#include "check.h"

enum { PIECES = 1000 };

struct run {
	size_t next, emitted, stop_at;
	atomic_size_t workers, released, worked, under_way, most;
	bool ordered;
};

struct slot {
	size_t piece, result;
	bool ready;
};

static void *
worker_new(void *context)
{
	struct run *r = context;

	atomic_fetch_add(&r->workers, 1);
	return r;
}

static void
worker_free(void *context, void *worker)
{
	struct run *r = context;

	if (worker == context)
		atomic_fetch_sub(&r->workers, 1);
}

static void
slot_init(void *context, void *slot)
{
	struct slot *s = slot;

	(void)context;
	s->ready = true;
}

static void
slot_release(void *context, void *slot)
{
	struct run *r = context;
	struct slot *s = slot;

	if (s->ready)
		atomic_fetch_add(&r->released, 1);
}

static bool
claim(void *context, void *slot)
{
	struct run *r = context;
	struct slot *s = slot;
	size_t now, most;

	if (r->next == PIECES)
		return false;
	s->piece = r->next++;
	now = atomic_fetch_add(&r->under_way, 1) + 1;
	most = atomic_load(&r->most);
	if (now > most)
		atomic_store(&r->most, now);
	return true;
}

static void
work(void *context, void *worker, void *slot)
{
	struct run *r = worker;
	struct slot *s = slot;
	volatile size_t busy = s->piece % 7 * 500;

	(void)context;
	while (busy != 0)
		busy = busy - 1;
	s->result = s->piece * 3;
	atomic_fetch_add(&r->worked, 1);
}

static bool
emit(void *context, void *slot)
{
	struct run *r = context;
	struct slot *s = slot;

	r->ordered = r->ordered && s->piece == r->emitted && s->result == s->piece * 3;
	atomic_fetch_sub(&r->under_way, 1);
	return ++r->emitted != r->stop_at;
}

static struct run
run(size_t threads, size_t stop_at)
{
	struct run r = {.ordered = true, .stop_at = stop_at};
	const struct pool p = {
	    .context = &r,
	    .slot_size = sizeof(struct slot),
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .slot_init = slot_init,
	    .slot_release = slot_release,
	    .claim = claim,
	    .work = work,
	    .emit = emit,
	};

	pool_run(&p, threads);
	return r;
}

/* Those that the process may run on, not all there are. */
static void
test_processors(void)
{
	cpu_set_t all, one;
	size_t first = 0;

	if (!CHECK(sched_getaffinity(0, sizeof(all), &all) == 0))
		return;
	CHECK(pool_processors() == (size_t)CPU_COUNT(&all));
	while (!CPU_ISSET(first, &all))
		first++;
	CPU_ZERO(&one);
	CPU_SET(first, &one);
	CHECK(sched_setaffinity(0, sizeof(one), &one) == 0);
	CHECK(pool_processors() == 1);
	CHECK(sched_setaffinity(0, sizeof(all), &all) == 0);
}

int
main(void)
{
	static const size_t threads[] = {0, 1, 2, 3, 8};

	for (size_t i = 0; i < sizeof(threads) / sizeof(*threads); i++) {
		struct run r = run(threads[i], 0);
		size_t slots = threads[i] < 2 ? 1 : threads[i] * POOL_WINDOW;

		CHECK(r.ordered);
		CHECK(r.emitted == PIECES);
		CHECK(atomic_load(&r.worked) == PIECES);
		CHECK(atomic_load(&r.workers) == 0);
		CHECK(atomic_load(&r.released) == slots);
		CHECK(atomic_load(&r.most) <= slots);
		r = run(threads[i], 10);
		CHECK(r.ordered);
		CHECK(r.emitted < PIECES);
	}
	test_processors();
	return check_done();
}
