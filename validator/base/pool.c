/* pool: a ring of slots, one mutex, one condition. */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/mem.h"

/*
 *   emitted          claimed
 *      |                |
 *  ...[x][done][busy][busy][free] ...      claimed - emitted <= nslots
 *
 * One thread at a time claims, and one at a time emits; both without the lock.
 */
struct state {
	const struct pool *pool;
	char *slots; /* a ring: piece n is in slot n % nslots */
	bool *done;
	size_t nslots;
	size_t claimed, emitted; /* pieces so far */
	bool claiming, emitting; /* somebody is at it */
	bool ended;              /* nothing more to claim */
	pthread_mutex_t lock;
	pthread_cond_t turn; /* there may be something to claim again, or the end */
};

static void *
slot_at(const struct state *s, size_t piece)
{
	return s->slots + piece % s->nslots * s->pool->slot_size;
}

static bool
is_done(const struct state *s, size_t piece)
{
	return piece < s->claimed && s->done[piece % s->nslots];
}

/* Emits what is done and next in order, unless somebody does; holding the lock. */
static void
emit_done(struct state *s)
{
	bool go_on;

	if (s->emitting || !is_done(s, s->emitted))
		return;
	s->emitting = true;
	while (is_done(s, s->emitted)) {
		pthread_mutex_unlock(&s->lock);
		go_on = s->pool->emit(s->pool->context, slot_at(s, s->emitted));
		pthread_mutex_lock(&s->lock);
		s->done[s->emitted++ % s->nslots] = false;
		s->ended = s->ended || !go_on;
		pthread_cond_broadcast(&s->turn);
		if (!go_on)
			return; /* nobody emits any more */
	}
	s->emitting = false;
}

/* Claims the next piece, holding the lock; false at the end. */
static bool
claim_piece(struct state *s, size_t *piece)
{
	bool more;

	while (!s->ended && (s->claiming || s->claimed - s->emitted == s->nslots))
		pthread_cond_wait(&s->turn, &s->lock);
	if (s->ended)
		return false;
	s->claiming = true;
	*piece = s->claimed;
	pthread_mutex_unlock(&s->lock);
	more = s->pool->claim(s->pool->context, slot_at(s, *piece));
	pthread_mutex_lock(&s->lock);
	s->claiming = false;
	s->claimed += more;
	s->ended = s->ended || !more;
	pthread_cond_broadcast(&s->turn);
	return more;
}

/* A thread leaves when there is nothing to claim: the last to be done emits the rest. */
static void *
worker_main(void *arg)
{
	struct state *s = arg;
	const struct pool *p = s->pool;
	void *worker = p->worker_new(p->context);
	size_t piece;

	pthread_mutex_lock(&s->lock);
	while (claim_piece(s, &piece)) {
		pthread_mutex_unlock(&s->lock);
		p->work(p->context, worker, slot_at(s, piece));
		pthread_mutex_lock(&s->lock);
		s->done[piece % s->nslots] = true;
		emit_done(s);
	}
	pthread_mutex_unlock(&s->lock);
	p->worker_free(p->context, worker);
	return NULL;
}

/* Starts up to n threads; returns how many run. */
static size_t
start(struct state *s, pthread_t *threads, size_t n)
{
	pthread_attr_t attr;
	size_t started = 0;

	if (pthread_attr_init(&attr) != 0)
		return 0;
	if (pthread_attr_setstacksize(&attr, POOL_STACK) == 0) {
		while (started < n &&
		       pthread_create(&threads[started], &attr, worker_main, s) == 0)
			started++;
	}
	pthread_attr_destroy(&attr);
	return started;
}

bool
pool_stack_enough(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_STACK, &limit) != 0)
		return false;
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= POOL_STACK)
		return true;
	if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < POOL_STACK)
		return false;
	limit.rlim_cur = POOL_STACK;
	return setrlimit(RLIMIT_STACK, &limit) == 0;
}

/* The calling thread is one of them, if it has the stack for it. */
void
pool_run(const struct pool *p, size_t threads)
{
	struct state s = {.pool = p};
	pthread_t ids[POOL_THREADS_MAX];
	bool helps = pool_stack_enough();
	size_t started;

	threads = threads < 1                  ? 1
		  : threads > POOL_THREADS_MAX ? POOL_THREADS_MAX
					       : threads;
	s.nslots = threads == 1 ? 1 : threads * POOL_WINDOW;
	pthread_mutex_init(&s.lock, NULL);
	pthread_cond_init(&s.turn, NULL);
	s.slots = xcalloc(s.nslots, p->slot_size);
	s.done = xcalloc(s.nslots, sizeof(*s.done));
	for (size_t i = 0; i < s.nslots; i++)
		p->slot_init(p->context, slot_at(&s, i));
	started = start(&s, ids, helps ? threads - 1 : threads);
	if (helps || started == 0)
		(void)worker_main(&s);
	for (size_t i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
	for (size_t i = 0; i < s.nslots; i++)
		p->slot_release(p->context, slot_at(&s, i));
	pthread_cond_destroy(&s.turn);
	pthread_mutex_destroy(&s.lock);
	free(s.slots);
	free(s.done);
}

size_t
pool_processors(void)
{
	cpu_set_t set;
	long n;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		return (size_t)CPU_COUNT(&set);
	n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (size_t)n : 1;
}
