/*
 * drift: definitions against what the service reports.
 *
 * The run is that of check, with its reports, config and exit status; drift/ compares.
 */
#include "cli/check.h"
#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"

static enum verdict
run(const struct options *o)
{
	if (o->deployed.n == 0)
		say("drift needs --deployed FILE: what the service answered (GET "
		    ".../v2/webhooks), or '-'");
	else if (o->prune && o->plan == NULL)
		say("--prune is of a plan; give --plan, too");
	else
		return check_run(o);
	return VERDICT_TROUBLE;
}

const struct subcommand command_drift = {
    .name = "drift",
    .operands = "[path ...]",
    .summary = "compare definitions with what the service reports",
    .about = "Definitions are create requests, found as check finds them. They are "
	     "compared with answers of the service (--deployed); --plan writes the "
	     "requests that would make both equal. Nothing is sent.",
    .options = IN_DRIFT,
    .words = WORDS_FILE,
    .run = run,
};
