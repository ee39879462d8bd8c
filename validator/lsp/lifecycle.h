/* lifecycle: the beginning and the end of a server, its documents and its folders. */
#ifndef LSP_LIFECYCLE_H
#define LSP_LIFECYCLE_H

#include "lsp/state.h"

json_t *lifecycle_initialize(struct server *s, const json_t *params);
void lifecycle_initialized(struct server *s, const json_t *params);
json_t *lifecycle_shutdown(struct server *s, const json_t *params);

void lifecycle_open(struct server *s, const json_t *params);
void lifecycle_change(struct server *s, const json_t *params);
void lifecycle_save(struct server *s, const json_t *params);
void lifecycle_close(struct server *s, const json_t *params);

/* Files have changed: configs, schemas and neighbours are read anew. */
void lifecycle_reload(struct server *s, const json_t *params);
void lifecycle_folders(struct server *s, const json_t *params);

#endif
