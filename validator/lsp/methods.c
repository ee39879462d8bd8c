/* methods: see the header. */
#include "lsp/methods.h"

#include <string.h>

static const struct method methods[] = {
    {"initialize", PHASE_NEW, lifecycle_initialize, NULL},
    {"initialized", PHASE_READY, NULL, lifecycle_initialized},
    {"shutdown", PHASE_READY, lifecycle_shutdown, NULL},
    {"textDocument/didOpen", PHASE_READY, NULL, lifecycle_open},
    {"textDocument/didChange", PHASE_READY, NULL, lifecycle_change},
    {"textDocument/didSave", PHASE_READY, NULL, lifecycle_save},
    {"textDocument/didClose", PHASE_READY, NULL, lifecycle_close},
    {"workspace/didChangeWatchedFiles", PHASE_READY, NULL, lifecycle_reload},
    {"workspace/didChangeConfiguration", PHASE_READY, NULL, lifecycle_reload},
    {"workspace/didChangeWorkspaceFolders", PHASE_READY, NULL, lifecycle_folders},
    {"textDocument/diagnostic", PHASE_READY, diagnostics_pull, NULL},
    {"textDocument/codeAction", PHASE_READY, actions_list, NULL},
    {"codeAction/resolve", PHASE_READY, actions_resolve, NULL},
    {"textDocument/hover", PHASE_READY, hover_at, NULL},
    {"textDocument/completion", PHASE_READY, completion_at, NULL},
    {"textDocument/inlayHint", PHASE_READY, hints_inlay, NULL},
    {"textDocument/codeLens", PHASE_READY, hints_lens, NULL},
    {"textDocument/documentSymbol", PHASE_READY, outline_symbols, NULL},
    {"textDocument/foldingRange", PHASE_READY, outline_folds, NULL},
    {"textDocument/selectionRange", PHASE_READY, outline_selections, NULL},
    {"textDocument/documentLink", PHASE_READY, outline_links, NULL},
};

const struct method *
method_find(const char *name)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++) {
		if (strcmp(methods[i].name, name) == 0)
			return &methods[i];
	}
	return NULL;
}
