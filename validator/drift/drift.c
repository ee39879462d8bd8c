/* drift: see the header. */
#include "drift/drift.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/pool.h"
#include "drift/answer.h"
#include "drift/match.h"
#include "drift/plan.h"
#include "finding/trouble.h"
#include "lint/changed.h"
#include "lint/lint.h"
#include "load/pointers.h"
#include "project/input.h"
#include "project/options.h"
#include "project/paths.h"
#include "project/profile.h"
#include "run/check-document.h"
#include "run/work-queue.h"
#include "schema/schema.h"

/* Bytes of all definitions and answers together: they are kept until the end. */
enum { KEPT_MOST = 64 << 20 };

struct drift {
	const struct options *options;
	struct arena *arena; /* of all documents and what is found in them */
	struct pieces *pieces;
	const struct inputs *inputs;
	struct eval *eval;
	struct below_last last;
	struct examiner examiner;
	struct examine_wants wants;
	struct matching matching;
	struct elsewhere elsewhere;
	size_t bytes;
	bool failed; /* it was said why */
};

struct drift *
drift_new(const struct options *o)
{
	struct drift *d;

	if (o->deployed.n == 0)
		return NULL;
	d = xcalloc(1, sizeof(*d));
	d->options = o;
	d->arena = arena_new();
	d->eval = eval_new();
	d->last = BELOW_INIT;
	return d;
}

void
drift_free(struct drift *d)
{
	if (d == NULL)
		return;
	eval_free(d->eval);
	below_release(&d->last);
	arena_free(d->arena);
	free(d);
}

/* -- reading */

static void
read_input(struct drift *d, const struct input *in)
{
	struct str text;
	int error = in->error;

	if (error == 0)
		error = input_read(in, &d->last, d->arena, &text);
	if (error != 0) {
		examine_unreadable(&d->examiner, in, error);
		return;
	}
	d->bytes += text.len;
	if (d->bytes > KEPT_MOST)
		return;
	if (d->pieces->json_lines || path_is_lines(str_from(in->path)))
		examine_lines(&d->examiner, in, text,
			      (struct lines_place){.line = 1, .record = 1});
	else if (in->deployed)
		(void)examine_as(&d->examiner, in, text,
				 (struct lines_place){.line = 1}, KIND_SUBSCRIPTION);
	else
		examine_document(&d->examiner, in, text);
}

static void
read_inputs(struct drift *d)
{
	const struct inputs *in = d->inputs;

	d->wants = (struct examine_wants){.beside = d->pieces->wants.beside,
					  .standard_output = -1,
					  .untried = true,
					  .raw = true};
	examiner_init(&d->examiner, &d->wants, d->eval, d->arena);
	for (size_t i = 0; i < in->n && d->bytes <= KEPT_MOST; i++)
		read_input(d, &in->items[i]);
	if (d->bytes <= KEPT_MOST)
		return;
	say("the definitions and answers have more than %d MB together; see LIMITS in "
	    "hookvet(1)",
	    KEPT_MOST >> 20);
	d->failed = true;
}

/* Of what was found, what the function says. */
static void
keep(struct diags *ds, bool (*wanted)(const struct diag *d))
{
	struct diag **link = &ds->head;

	while (*link != NULL) {
		if (wanted(*link)) {
			link = &(*link)->next;
		} else {
			*link = (*link)->next;
			ds->n--;
		}
	}
	ds->tail = link;
}

/* What must not be sent: an error, or a placeholder. */
static bool
hinders(const struct diag *d)
{
	return (d->severity == SEV_ERROR && d->rule != RULE_CHANGED_SINCE_DEPLOYED) ||
	       d->rule == RULE_PLACEHOLDER_VALUE;
}

/* Of an answer it matters only whether it is whole. */
static bool
is_of_reader(const struct diag *d)
{
	return d->severity == SEV_ERROR && strcmp(d->rule->found_by, "load") == 0;
}

/* What is half of an answer, or none, must not look like a service with less in it. */
static void
sort_answer(struct drift *d, struct examined *e)
{
	if (e->doc != NULL)
		keep(e->diags, is_of_reader);
	if (e->doc == NULL || !answer_take(&d->matching, e, d->arena))
		d->failed = true;
}

static bool
take_definition(struct drift *d, struct examined *e, struct node n, enum kind kind)
{
	bool is_one = kind == KIND_CREATE_REQUEST && node_is(n, NODE_OBJECT);

	if (is_one)
		matching_define(&d->matching, e, n, d->arena);
	return is_one;
}

/* Of an array each element that is one; false if there is none in the document. */
static bool
take_definitions(struct drift *d, struct examined *e)
{
	struct node root = doc_root(e->doc), request = node_member(root, "request");
	const char *path = e->input->path;
	enum kind like = KIND_NONE; /* as check takes what shows no kind of its own */
	bool some = false;

	if (e->kind == KIND_PAIR)
		return take_definition(d, e, request, kind_find(request, path));
	if (e->kind != KIND_SUBSCRIPTION_LIST)
		return take_definition(d, e, root, e->kind);
	NODE_EACH(element, root)
	{
		enum kind kind = kind_find(element, path);

		like = (KIND_BIT(kind) & KINDS_SUBSCRIPTION) != 0 ? kind : like;
		some = take_definition(d, e, element, like) || some;
	}
	return some;
}

static void
sort_definition(struct drift *d, struct examined *e)
{
	bool whole = e->doc != NULL && !e->doc->damaged,
	     of_subscription = (KIND_BIT(e->kind) & KINDS_SUBSCRIPTION) != 0,
	     is_answer =
		 e->kind == KIND_SUBSCRIPTION || e->kind == KIND_SUBSCRIPTION_LIST;

	if (e->result.skipped)
		return;
	keep(e->diags, hinders);
	if (!whole || e->kind == KIND_NONE) {
		d->matching.unread = true; /* it may be a definition */
	} else if (!take_definitions(d, e)) {
		e->passed_over = true;
		if (d->options->verbose || (d->options->prune && of_subscription) ||
		    (e->input->named && is_answer))
			say("passed over '%s': it is no definition, but of the kind "
			    "%s%s",
			    e->input->path, kind_name(e->kind),
			    is_answer ? "; answers of the service go to --deployed"
				      : "");
	}
}

/* -- what is found */

static struct diag *
add_finding(struct examined *e, const struct rule_info *rule, struct node at,
	    const char *sentence)
{
	bool whole = !node_is(at, NODE_OBJECT);
	struct diag *d =
	    diag_add(e->diags, rule, lint_span(at, whole ? AT_VALUE : AT_HOLDER), "%s",
		     sentence);

	if (!diags_full(e->diags))
		d->pointer = node_pointer(at, e->diags->arena);
	return d;
}

/* Where a subscription says for whom it is. */
static struct node
place_of(const struct subscription *s, const struct asked *asked, size_t n)
{
	if (node_exists(s->webhook_id))
		return s->webhook_id;
	return n != 0 && node_exists(asked->id) ? asked->id : s->object;
}

static void
related(struct drift *d, struct examined *e, struct diag *found, struct node n,
	const char *message)
{
	if (!diags_full(e->diags))
		changed_related(e->diags, found, n, !node_is(n, NODE_OBJECT), message,
				&d->elsewhere);
}

static void
report_missing(struct drift *r, const struct definition *d)
{
	struct diags *ds = d->in->diags;
	struct node id = d->n != 0 ? d->asked->id : NODE_ABSENT;
	struct diag *found =
	    add_finding(d->in, RULE_NOT_DEPLOYED, node_exists(id) ? id : d->sub.object,
			arena_printf(ds->arena, "'%s' has no subscription of '%s'%s",
				     diag_quote(ds, node_string(d->sub.organization)),
				     diag_quote(ds, node_string(id)),
				     d->n > 1 ? " and the others" : ""));

	if (d->of == NULL) {
		diag_help(ds, found,
			  "make it (hookvet drift --plan writes the request), or drop "
			  "the definition");
		return;
	}
	related(r, d->in, found, place_of(&d->of->sub, d->of->asked, d->of->n),
		"this one has a product of it");
	related(r, d->in, found, d->of->by->sub.object,
		"and is that of this definition");
	diag_help(ds, found,
		  "the service has one subscription for each product of an "
		  "organization: make one definition of both, or give them "
		  "different products");
}

static void
report_unsure(struct drift *r, const struct definition *d)
{
	struct diags *ds = d->in->diags;
	struct diag *found;

	found = add_finding(d->in, RULE_NOT_DEPLOYED, d->sub.object,
			    d->other != NULL
				? "several subscriptions fit this definition, and "
				  "nothing tells which one is meant"
				: "this and another definition fit one subscription, "
				  "and nothing tells which of them is meant");
	related(r, d->in, found, place_of(&d->of->sub, d->of->asked, d->of->n),
		"this subscription fits");
	if (d->other != NULL)
		related(r, d->in, found,
			place_of(&d->other->sub, d->other->asked, d->other->n),
			"and so does this");
	if (d->rival != NULL)
		related(r, d->in, found, d->rival->sub.object, "the other definition");
	diag_help(ds, found,
		  "give the definition the name or the URL that its subscription has");
}

/* A status that only the service sets is no difference, but delivers nothing. */
static void
report_idle(const struct definition *d)
{
	const struct reported *r = d->of;
	struct node status = r->sub.status;
	struct diags *ds = r->in->diags;
	struct lint l = {.arena = ds->arena,
			 .diags = ds,
			 .rule = RULE_SUBSCRIPTION_NOT_ACTIVE,
			 .kind = KIND_SUBSCRIPTION,
			 .root = doc_root(r->in->doc),
			 .sub = r->sub};
	size_t before = ds->n;

	check_subscription_not_active(&l);
	if (ds->n != before)
		return;
	if (node_exists(status) && !node_is(status, NODE_NULL))
		add_finding(r->in, l.rule, status,
			    arena_printf(ds->arena,
					 "the status '%s' is documented nowhere: it is "
					 "not known whether anything is delivered",
					 diag_quote(ds, node_plain(status))));
	else
		add_finding(r->in, l.rule, r->sub.object,
			    "the answer has no status: it is not known whether "
			    "anything is delivered");
}

/* One that is switched on or off by a request differs like any member. */
static void
report_status(struct drift *run, const struct definition *d)
{
	struct node status = d->sub.status;
	struct difference found = {.member = "status",
				   .wanted =
				       node_exists(status) ? status : d->sub.object,
				   .wanted_lacks = !node_exists(status),
				   .deployed = d->of->sub.status,
				   .fallback = "ACTIVE"};
	struct str now = node_string(found.deployed), wanted = definition_status(d);

	if (wanted.len == 0 || str_equal(now, wanted))
		return;
	if (str_is(now, "INACTIVE"))
		found.note =
		    "it is switched off: events are neither delivered nor kept";
	if (found.note != NULL || str_is(now, "ACTIVE"))
		changed_report(d->in->diags, &found, &run->elsewhere);
	else
		report_idle(d);
}

static void
report_unmanaged(const struct reported *r)
{
	struct diags *ds = r->in->diags;
	const char *of = r->n != 0 ? diag_quote(ds, node_string(r->asked->id)) : "";
	struct diag *found = add_finding(
	    r->in, RULE_UNMANAGED_SUBSCRIPTION, r->sub.webhook_id,
	    arena_printf(ds->arena, "no definition has this subscription of '%s'%s%s%s",
			 diag_quote(ds, node_string(r->sub.organization)),
			 *of != '\0' ? " for '" : "", of, *of != '\0' ? "'" : ""));

	diag_help(ds, found,
		  "write a definition of it, or delete it (hookvet drift --plan "
		  "--prune writes the request)");
}

static void
report(struct drift *r)
{
	struct matching *m = &r->matching;

	elsewhere_init(&r->elsewhere, r->arena);
	for (size_t i = 0; i < m->ndefinitions; i++) {
		const struct definition *d = &m->definitions[i];

		if (d->match == MATCH_NONE)
			report_missing(r, d);
		if (d->match == MATCH_UNSURE)
			report_unsure(r, d);
		if (d->match != MATCH_FOUND)
			continue;
		for (const struct difference *f = d->found.head; f != NULL; f = f->next)
			changed_report(d->in->diags, f, &r->elsewhere);
		report_status(r, d);
	}
	for (size_t i = 0; i < m->nreported && !m->unread; i++) {
		const struct reported *one = &m->reported[i];

		if (one->by == NULL && !one->doubtful && !one->replaced)
			report_unmanaged(one);
	}
}

/* -- the run */

/* Whether the answer leaves out for whom the subscription is, as they mostly do. */
static bool
is_scope_unknown(const struct definition *d)
{
	return d->match == MATCH_FOUND &&
	       node_exists(node_member(d->sub.scope, "scopeData")) &&
	       !node_exists(node_member(d->of->sub.scope, "scopeData"));
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* What was compared, and what was not, though there is something to compare. */
static void
say_compared(const struct drift *d)
{
	const struct matching *m = &d->matching;
	size_t templates = 0, scopes = 0;

	for (size_t i = 0; i < m->ndefinitions; i++) {
		templates += m->definitions[i].found.templates;
		scopes += is_scope_unknown(&m->definitions[i]);
	}
	if (templates != 0 || d->options->verbose)
		say("%zu definition%s compared with %zu answer%s; %zu template%s fit%s "
		    "anything",
		    m->ndefinitions, plural(m->ndefinitions), m->nreported,
		    plural(m->nreported), templates, plural(templates),
		    templates == 1 ? "s" : "");
	if (scopes != 0)
		say("of %zu definition%s 'scopeData' is not compared: the answers do "
		    "not have it",
		    scopes, plural(scopes));
}

static void
compare(struct drift *d)
{
	struct matching *m = &d->matching;

	for (struct examined *e = d->examiner.head; e != NULL; e = e->next) {
		if (e->input->deployed)
			sort_answer(d, e);
		else
			sort_definition(d, e);
	}
	if (!d->failed && m->ndefinitions == 0) {
		say("there is nothing to compare: no definition (create-request) in "
		    "the inputs; answers of the service go to --deployed");
		d->failed = true;
	}
	if (d->failed)
		return;
	matching_settle(m, d->arena);
	report(d);
	if (!d->options->quiet)
		say_compared(d);
}

void
drift_run(struct drift *d, struct pieces *p)
{
	bool go_on = true;

	d->pieces = p;
	d->inputs = p->inputs;
	(void)pool_stack_enough();
	read_inputs(d);
	compare(d);
	for (struct examined *e = d->examiner.head; e != NULL && go_on; e = e->next) {
		if (e->passed_over)
			continue;
		e->deliveries = NULL;
		if (!e->result.unreadable)
			diags_finish(e->diags);
		go_on = p->take(p->context, e);
	}
	d->failed = d->failed || !go_on;
}

/* What was not looked at may be the definition of what would be deleted. */
static bool
may_prune(const struct drift *d)
{
	const struct inputs *in = d->inputs;
	bool excluded = in->excluded != 0 || in->excluded_by != NULL;

	if (!d->options->prune || (in->links == 0 && !excluded))
		return d->options->prune;
	say("nothing is deleted, as %s, and there may be definitions among them; name "
	    "all files or folders that have some",
	    in->links != 0 ? "links were not followed" : "a config excludes files");
	return false;
}

/* It may hold secrets of the definitions: nobody else reads it. */
static bool
write_plan(const struct drift *d, const char *path)
{
	struct file_writer w;
	int error = file_write_begin(&w, path);

	if (error == 0 && !file_write_direct(&w) && fchmod(fileno(w.fp), 0600) != 0) {
		error = errno;
		file_write_cancel(&w);
	}
	if (error == 0) {
		plan_write(w.fp, &d->matching, may_prune(d), d->arena);
		error = file_write_end(&w);
	}
	if (error != 0)
		say("cannot write the plan '%s': %s", path, file_write_error(error));
	return error == 0;
}

bool
drift_finish(struct drift *d)
{
	const char *plan = d->options->plan;

	if (plan != NULL && (d->failed || d->matching.unread))
		say("there is no plan: not everything was compared");
	if (d->failed || plan == NULL || d->matching.unread)
		return !d->failed;
	if (strcmp(plan, "-") != 0)
		return write_plan(d, plan);
	plan_write(stdout, &d->matching, may_prune(d), d->arena);
	return true;
}
