/*
 * short: documents that have too few members to be weighed against each other.
 *
 * A status, an error, an encrypted notification and the outcome of storing a certificate
 * are known by what is in one or two members; service/kind.h asks for them where the
 * names of members alone say too little.
 */
#ifndef SERVICE_SHORT_H
#define SERVICE_SHORT_H

#include <stdbool.h>

#include "load/node.h"

/* Has an object one of these members (NULL-terminated)? */
bool short_has_any(struct node object, const char *const *members);

/* Only "status", and a word that could be a status (not "ok"). */
bool short_is_status(struct node object);

/*
 * An error: a message with a reason, a statusCode or details that say which field is
 * wrong, or the answer of the gateway, {"response": {"rmsg": "..."}}.
 */
bool short_is_error(struct node object);

/* A notification whose whole body is one JWE, in one of four members. */
bool short_is_encrypted(struct node object);

/* What keys-asym answers: when and how it ended, and nothing else. */
bool short_is_key_outcome(struct node object);

/* Whether a member "webhookUrl" is what a form calls its field: "Webhook URL". */
bool short_is_label(struct node url);

#endif
