/* budget: what a document may take, and what it has taken (eval.h). */
#include "base/arena.h"
#include "base/stack.h"
#include "load/index.h"
#include "regex/regex.h"
#include "schema/eval.h"
#include "schema/verdict-cache.h"

bool
eval_affords(struct eval *e)
{
	if (e->steps != 0) {
		e->steps--; /* what is too deep takes time, too */
		if (e->depth < e->deepest)
			return true;
	}
	e->gave_up = e->steps == 0 ? BUDGET_STEPS : BUDGET_DEPTH;
	return false;
}

/* The steps for a document, or a part of it, of that length. */
static uint64_t
allowance(size_t len, bool line)
{
	uint64_t own = len * EVAL_STEPS_PER_BYTE;

	if (line)
		return EVAL_STEPS_OF_LINE + own;
	return own > EVAL_STEPS ? own : EVAL_STEPS;
}

/* What is left of most for the document, of which so much has been spent. */
static uint64_t
left(uint64_t most, uint64_t all, uint64_t spent)
{
	uint64_t rest = all > spent ? all - spent : 0;

	return most < rest ? most : rest;
}

void
eval_begin(struct eval *e, struct node instance, const struct eval_options *opt,
	   size_t frame)
{
	const struct doc *doc = instance.doc;
	bool line = doc != NULL && doc->record != 0;
	size_t len = node_text(instance).len;
	const struct spent *spent =
	    doc != NULL && doc->index != NULL ? index_spent(doc) : NULL;

	e->templates =
	    opt != NULL && opt->templates && doc != NULL && !doc->untemplated;
	e->gave_up = BUDGET_NONE;
	e->doc = doc;
	e->depth = 0;
	e->deepest = stack_frames(frame, EVAL_DEPTH);
	e->steps = e->own_steps != 0 ? e->own_steps : allowance(len, line);
	/* most documents never take as much as that without */
	e->memo_below = e->steps - (e->steps >> (line ? 8 : 2));
	/* of a text that is cut off one byte tells nothing */
	e->watch_below = e->nskip != 0 || e->templates || doc == NULL || doc->damaged
			     ? UINT64_MAX
			     : e->memo_below;
	if (spent != NULL)
		e->steps = left(e->steps, EVAL_PASSES * allowance(doc->text.len, line),
				spent->steps);
	e->began = e->steps;
	e->memory = EVAL_MEMORY;
	e->scopes = NULL;
	for (size_t i = 0; i < PRESENCE_DEPTH; i++)
		e->presence[i].known = 0;
	if (e->memo != NULL)
		verdict_forget(e->memo);
	regex_begin(e->regex, len, line, spent != NULL ? spent->regex : 0);
}

void
eval_end(struct eval *e)
{
	struct spent *spent;

	if (e->doc != NULL && e->doc->index != NULL) {
		spent = index_spent(e->doc);
		spent->steps += e->began - e->steps;
		spent->regex += regex_spent(e->regex);
	}
	if (e->scopes != NULL)
		arena_reset(e->scratch);
}

uint64_t
schema_spent(const struct doc *d)
{
	const struct spent *spent = index_spent(d);

	return spent != NULL ? spent->steps + spent->regex / STEP_REGEX : 0;
}

uint64_t
schema_stream_steps(size_t bytes)
{
	return STREAM_STEPS + STREAM_STEPS_PER_BYTE * bytes;
}
