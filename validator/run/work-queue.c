/* work-queue: see the header. */
#include "run/work-queue.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "project/discover.h"
#include "project/paths.h"
#include "schema/schema.h"

enum {
	PIECE_BYTES = 64 * 1024,
	PIECE_LINES = 4096, /* short lines cost more memory than they are long */
	PIECE_FILES = 64,
	PIECES_EACH = 16, /* for a thread, at least: or some have nothing to do */
	READ_BYTES = 64 * 1024,
	/* up to here no thread is worth its start */
	FEW_FILES = 32,
	FEW_BYTES = 2 * 1024 * 1024
};

_Static_assert(PIECE_FILES <= 64, "a set of them is a number");
_Static_assert(POOL_STACK >= (size_t)SCHEMA_STACK, "threads need the engine's stack");

struct piece {
	struct arena *arena;
	size_t first, count;     /* inputs */
	const struct input *cut; /* or a piece of this one */
	struct buf text;
	struct lines_place at;
	size_t *lengths, nlines; /* of text: nobody looks for their ends again */
	int error;
	struct examined *head;
};

/* What each thread has for itself. */
struct worker {
	struct eval *eval;
	struct below_last last;
};

static void *
worker_new(void *context)
{
	struct worker *w = xcalloc(1, sizeof(*w));

	(void)context;
	w->eval = eval_new();
	w->last = BELOW_INIT;
	return w;
}

static void
worker_free(void *context, void *worker)
{
	struct worker *w = worker;

	(void)context;
	eval_free(w->eval);
	below_release(&w->last);
	free(w);
}

static void
slot_init(void *context, void *slot)
{
	struct piece *piece = slot;

	(void)context;
	piece->arena = arena_new();
}

static void
slot_release(void *context, void *slot)
{
	struct piece *piece = slot;

	(void)context;
	arena_free(piece->arena);
	buf_release(&piece->text);
	free(piece->lengths);
}

/* Counts lines and documents, so many lines at most; where the next one begins. */
static size_t
advance(struct lines_place *at, struct piece *piece)
{
	struct str text = buf_str(&piece->text);
	size_t done = 0, n = 0;

	if (piece->lengths == NULL)
		piece->lengths =
		    xreallocarray(NULL, PIECE_LINES, sizeof(*piece->lengths));
	for (; done < text.len && n < PIECE_LINES; n++) {
		struct str rest = str_slice(text, done, text.len);
		size_t len = line_length(rest);

		piece->lengths[n] = len;
		at->record += !line_is_blank(str_slice(rest, 0, len));
		at->line++;
		done += len + (len < rest.len);
	}
	piece->nlines = n;
	at->base += done;
	return done;
}

static const char *
last_newline(struct str text)
{
	return text.len != 0 ? memrchr(text.s, '\n', text.len) : NULL;
}

/* Reads what comes next to the end of the text; false at the end of the file. */
static bool
read_on(struct cutter *c, struct buf *text)
{
	ssize_t n = file_read_piece(c->fd, buf_reserve(text, READ_BYTES), READ_BYTES,
				    c->at.base + text->len == 0);

	if (n < 0)
		c->error = errno;
	if (n <= 0)
		return false;
	text->len += (size_t)n;
	text->s[text->len] = '\0';
	return true;
}

/* What is left, and what comes behind it, until the text ends behind a line. */
static void
read_lines(struct cutter *c, struct buf *text)
{
	bool left = c->left; /* whole lines: it may be enough */
	const char *end;

	buf_clear(text);
	buf_put(text, buf_str(&c->rest));
	buf_clear(&c->rest);
	while (!c->ended) {
		size_t searched = left ? 0 : text->len;

		if (searched > FILE_MOST) {
			c->error = EFBIG;
			c->ended = true;
			buf_clear(text); /* not half of a line */
			return;
		}
		c->ended = !left && !read_on(c, text);
		left = false;
		end = last_newline(str_slice(buf_str(text), searched, text->len));
		if (c->ended || end == NULL || text->len < PIECE_BYTES)
			continue;
		end++;
		buf_add(&c->rest, end, text->len - (size_t)(end - text->s));
		text->len = (size_t)(end - text->s);
		return;
	}
}

/* Leaves what is behind the first len bytes of the text for the next piece. */
static void
put_back(struct cutter *c, struct buf *text, size_t len)
{
	buf_put(text, buf_str(&c->rest));
	buf_clear(&c->rest);
	buf_add(&c->rest, text->s + len, text->len - len);
	text->len = len;
}

static void
stop_cutting(struct cutter *c)
{
	if (!c->input->standard && c->fd >= 0)
		(void)close(c->fd);
	buf_release(&c->rest);
	c->input = NULL;
}

static void
cut(struct pieces *p, struct piece *piece)
{
	struct cutter *c = &p->cutter;
	size_t len;

	piece->cut = c->input;
	piece->at = c->at;
	piece->error = 0;
	read_lines(c, &piece->text);
	len = advance(&c->at, piece);
	c->left = len < piece->text.len;
	if (c->left)
		put_back(c, &piece->text, len);
	if (c->left || !c->ended)
		return;
	piece->error = c->error;
	stop_cutting(c);
}

static bool
in_lines(const struct pieces *p, const struct input *in)
{
	return in->error == 0 && (p->json_lines || path_is_lines(str_from(in->path)));
}

/* Starts to cut the next input, unless it is one that has no lines. */
static bool
start_cutting(struct pieces *p, const struct input *in)
{
	struct cutter *c = &p->cutter;
	struct below_last last = BELOW_INIT;
	struct stat st;
	int fd = input_open(in, &last, &st), error = fd < 0 ? errno : 0;

	below_release(&last);
	if (fd >= 0 && !in->standard && (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode))) {
		/* It may have neither lines nor an end: see file_read(). */
		(void)close(fd);
		return false;
	}
	*c = (struct cutter){.input = in,
			     .fd = fd,
			     .error = error,
			     .ended = error != 0,
			     .at = {.line = 1, .record = 1}};
	p->next++;
	return true;
}

/* As many files as make a piece, by what files were like so far. */
static size_t
files_of_piece(struct pieces *p)
{
	size_t files = atomic_load_explicit(&p->files, memory_order_relaxed);
	size_t bytes = atomic_load_explicit(&p->bytes, memory_order_relaxed);
	size_t n = files == 0 || bytes == 0 ? 1 : PIECE_BYTES / (bytes / files + 1);
	size_t most = p->inputs->n / (p->jobs * PIECES_EACH);

	if (most > PIECE_FILES)
		most = PIECE_FILES;
	n = n < most ? n : most;
	return n != 0 ? n : 1;
}

static bool
cut_piece(void *context, void *slot)
{
	struct pieces *p = context;
	struct piece *piece = slot;
	const struct inputs *in = p->inputs;
	size_t most;

	if (p->cutter.input != NULL && p->cutter.input == atomic_load(&p->over))
		stop_cutting(&p->cutter);
	if (p->cutter.input == NULL && p->next < in->n &&
	    in_lines(p, &in->items[p->next]))
		(void)start_cutting(p, &in->items[p->next]);
	if (p->cutter.input != NULL) {
		cut(p, piece);
		return true;
	}
	if (p->next == in->n)
		return false;
	piece->cut = NULL;
	piece->first = p->next++;
	piece->count = 1;
	most = files_of_piece(p);
	while (piece->count < most && p->next < in->n &&
	       !in_lines(p, &in->items[p->next])) {
		p->next++;
		piece->count++;
	}
	return true;
}

static void
work_file(struct pieces *p, struct worker *w, struct examiner *x,
	  const struct input *in)
{
	struct str text;
	int error = in->error;

	if (error == 0)
		error = input_read(in, &w->last, x->arena, &text);
	if (error != 0) {
		examine_unreadable(x, in, error);
		return;
	}
	atomic_fetch_add_explicit(&p->files, 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&p->bytes, text.len, memory_order_relaxed);
	examine_document(x, in, text);
}

static void
work_lines(struct examiner *x, const struct piece *piece)
{
	struct str text = buf_str(&piece->text);
	struct lines_place at = piece->at;

	for (size_t i = 0; i < piece->nlines && !x->exhausted; i++)
		examine_line(x, piece->cut, &text, &at, piece->lengths[i]);
	if (piece->error != 0)
		examine_unreadable(x, piece->cut, piece->error);
}

/* What a thread does in a piece. */
struct job {
	struct pieces *pieces;
	struct worker *worker;
	const struct piece *piece;
	const struct input *input; /* the one at hand */
	struct examiner x;
};

static void
work_input(void *context)
{
	struct job *j = context;

	if (j->piece->cut == NULL) {
		work_file(j->pieces, j->worker, &j->x, j->input);
		return;
	}
	work_lines(&j->x, j->piece);
}

/* The i-th input of the piece; false if memory ran out. */
static bool
try_input(struct job *j, size_t i, bool lost)
{
	const struct piece *piece = j->piece;

	j->input = piece->cut != NULL ? piece->cut
				      : &j->pieces->inputs->items[piece->first + i];
	if (!lost)
		return mem_try(work_input, j);
	examine_unreadable(&j->x, j->input, ENOMEM);
	return true;
}

/* Once through the piece; false if memory ran out at an input, which is lost then. */
static bool
work_inputs(struct job *j, struct arena *a, uint64_t *lost)
{
	size_t count = j->piece->cut != NULL ? 1 : j->piece->count;

	examiner_init(&j->x, &j->pieces->wants, j->worker->eval, a);
	for (size_t i = 0; i < count; i++) {
		if (try_input(j, i, (*lost >> i & 1) != 0))
			continue;
		*lost |= UINT64_C(1) << i;
		return false;
	}
	return true;
}

/*
 * If memory runs out, all that was found in the piece is given back, and found again but
 * for the input that took too much; that is said in its place.  What the engine was about
 * to do is left as it is, and a new one taken.
 */
static void
work_piece(struct job *j, struct arena *a)
{
	uint64_t lost = 0;

	while (!work_inputs(j, a, &lost)) {
		arena_reset(a);
		j->worker->eval = eval_new();
	}
}

static void
work(void *context, void *worker, void *slot)
{
	struct pieces *p = context;
	struct piece *piece = slot;
	struct job j = {.pieces = p, .worker = worker, .piece = piece};

	arena_reset(piece->arena);
	if (piece->cut == NULL || piece->cut != atomic_load(&p->over))
		work_piece(&j, piece->arena);
	piece->head = j.x.head;
}

static bool
emit(void *context, void *slot)
{
	struct pieces *p = context;
	struct piece *piece = slot;

	for (struct examined *e = piece->head; e != NULL; e = e->next) {
		if (!p->take(p->context, e))
			return false;
	}
	return true;
}

/* Whether threads would take longer to start than they save. */
static bool
is_little(const struct pieces *p)
{
	off_t bytes = 0;
	struct stat st;

	if (p->inputs->n > FEW_FILES)
		return false;
	for (size_t i = 0; i < p->inputs->n; i++) {
		const struct input *in = &p->inputs->items[i];

		if (in->standard || stat(in->path, &st) != 0 || !S_ISREG(st.st_mode))
			return false;
		bytes += st.st_size;
	}
	return bytes <= FEW_BYTES;
}

void
work_queue_run(struct pieces *p, size_t jobs)
{
	const struct pool pool = {
	    .context = p,
	    .slot_size = sizeof(struct piece),
	    .worker_new = worker_new,
	    .worker_free = worker_free,
	    .slot_init = slot_init,
	    .slot_release = slot_release,
	    .claim = cut_piece,
	    .work = work,
	    .emit = emit,
	};

	if (jobs == 0)
		jobs = is_little(p) ? 1 : pool_processors();
	p->jobs = jobs != 0 ? jobs : 1;
	pool_run(&pool, jobs);
	if (p->cutter.input != NULL)
		stop_cutting(&p->cutter);
}
