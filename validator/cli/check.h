/* check: the run of check, which is that of drift, too. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "project/command.h"

/* What comes of a run over all inputs, with its reports. */
enum verdict check_run(const struct options *o);

#endif
