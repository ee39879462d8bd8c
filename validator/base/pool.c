/* pool: a ring of slots, one mutex, two conditions. */
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
 */
struct state {
	const struct pool *pool;
	char *slots; /* a ring: piece n is in slot n % nslots */
	bool *done;
	size_t nslots;
	size_t claimed, emitted; /* pieces so far */
	bool ended;              /* nothing more to claim */
	pthread_mutex_t lock;
	pthread_cond_t room;  /* a slot became free, or the end */
	pthread_cond_t ready; /* the piece that is next to emit is done, or the end */
};

static void *
slot_at(const struct state *s, size_t piece)
{
	return s->slots + piece % s->nslots * s->pool->slot_size;
}

/* Claims the next piece, holding the lock; false at the end. */
static bool
claim(struct state *s, size_t *piece)
{
	while (!s->ended && s->claimed - s->emitted == s->nslots)
		pthread_cond_wait(&s->room, &s->lock);
	if (s->ended)
		return false;
	*piece = s->claimed;
	if (!s->pool->claim(s->pool->context, slot_at(s, *piece))) {
		s->ended = true;
		pthread_cond_broadcast(&s->room);
		pthread_cond_signal(&s->ready);
		return false;
	}
	s->done[*piece % s->nslots] = false;
	s->claimed++;
	return true;
}

static void *
worker_main(void *arg)
{
	struct state *s = arg;
	const struct pool *p = s->pool;
	void *worker = p->worker_new(p->context);
	size_t piece;

	pthread_mutex_lock(&s->lock);
	while (claim(s, &piece)) {
		pthread_mutex_unlock(&s->lock);
		p->work(p->context, worker, slot_at(s, piece));
		pthread_mutex_lock(&s->lock);
		s->done[piece % s->nslots] = true;
		if (piece == s->emitted)
			pthread_cond_signal(&s->ready);
	}
	pthread_mutex_unlock(&s->lock);
	p->worker_free(p->context, worker);
	return NULL;
}

/* The calling thread's part: emits until all that was claimed is out. */
static void
emit_all(struct state *s)
{
	bool go_on;

	pthread_mutex_lock(&s->lock);
	for (;;) {
		while (s->emitted < s->claimed ? !s->done[s->emitted % s->nslots]
					       : !s->ended)
			pthread_cond_wait(&s->ready, &s->lock);
		if (s->emitted == s->claimed)
			break;
		pthread_mutex_unlock(&s->lock);
		go_on = s->pool->emit(s->pool->context, slot_at(s, s->emitted));
		pthread_mutex_lock(&s->lock);
		s->emitted++;
		if (!go_on)
			s->ended = true;
		if (!go_on)
			pthread_cond_broadcast(&s->room);
		else
			pthread_cond_signal(&s->room);
	}
	pthread_mutex_unlock(&s->lock);
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

static void
run_alone(const struct pool *p)
{
	void *worker = p->worker_new(p->context);
	void *slot = xcalloc(1, p->slot_size);

	p->slot_init(p->context, slot);
	while (p->claim(p->context, slot)) {
		p->work(p->context, worker, slot);
		if (!p->emit(p->context, slot))
			break;
	}
	p->slot_release(p->context, slot);
	free(slot);
	p->worker_free(p->context, worker);
}

static void
run_threads(const struct pool *p, size_t threads)
{
	struct state s = {.pool = p, .nslots = threads * POOL_WINDOW};
	pthread_t *ids = xcalloc(threads, sizeof(*ids));
	size_t started;

	pthread_mutex_init(&s.lock, NULL);
	pthread_cond_init(&s.room, NULL);
	pthread_cond_init(&s.ready, NULL);
	s.slots = xcalloc(s.nslots, p->slot_size);
	s.done = xcalloc(s.nslots, sizeof(*s.done));
	for (size_t i = 0; i < s.nslots; i++)
		p->slot_init(p->context, slot_at(&s, i));
	started = start(&s, ids, threads);
	if (started != 0)
		emit_all(&s);
	for (size_t i = 0; i < started; i++)
		pthread_join(ids[i], NULL);
	for (size_t i = 0; i < s.nslots; i++)
		p->slot_release(p->context, slot_at(&s, i));
	pthread_cond_destroy(&s.ready);
	pthread_cond_destroy(&s.room);
	pthread_mutex_destroy(&s.lock);
	free(s.slots);
	free(s.done);
	free(ids);
	if (started == 0)
		run_alone(p);
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

void
pool_run(const struct pool *p, size_t threads)
{
	if (threads > POOL_THREADS_MAX)
		threads = POOL_THREADS_MAX;
	if (threads == 0 && !pool_stack_enough())
		threads = 1;
	if (threads == 0)
		run_alone(p);
	else
		run_threads(p, threads);
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
