/*
 * check-text: one document that a subcommand has at hand, checked as check does it.
 *
 * For what is no input of a run: a request that is about to be written (new), the body of a
 * notification (verify).
 */
#ifndef RUN_CHECK_TEXT_H
#define RUN_CHECK_TEXT_H

#include "run/check-document.h"

struct session;

/*
 * Checks the text as a document of that kind, by the config of the current folder.  The
 * input has its path; the rest of it is filled in, and it lives as long as the result.
 * Findings are finished.  NULL after it was said what is wrong with the config.
 */
struct examined *
check_text(struct session *s, struct input *in, struct str text, struct lines_place at,
	   enum kind kind, struct eval *eval, struct arena *a);

#endif
