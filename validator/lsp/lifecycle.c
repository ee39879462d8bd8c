/* lifecycle: the beginning and the end of a server, its documents and its folders. */
#include "lsp/methods.h"

#include <string.h>

#include "lsp/diagnostics.h"
#include "part/form.h"
#include "project/file-uri.h"
#include "project/profile.h"
#include "run/roots.h"

/* -- what the client can do */

/* The value that the names, with dots between them, lead to; or NULL. */
static const json_t *
at(const json_t *v, const char *path)
{
	char name[64];

	while (v != NULL && *path != '\0') {
		size_t len = strcspn(path, ".");

		if (len >= sizeof(name))
			return NULL;
		memcpy(name, path, len);
		name[len] = '\0';
		v = json_object_get(v, name);
		path += len + (path[len] == '.');
	}
	return v;
}

static bool
says(const json_t *list, const char *word)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text = json_string_value(json_array_get(list, i));

		if (text != NULL && strcmp(text, word) == 0)
			return true;
	}
	return false;
}

static void
read_client(struct client *c, const json_t *can)
{
	const json_t *text = at(can, "textDocument");
	const json_t *edit = at(can, "workspace.workspaceEdit");

	c->utf8 = says(at(can, "general.positionEncodings"), "utf-8");
	c->related = json_is_true(at(text, "publishDiagnostics.relatedInformation"));
	c->tags = at(text, "publishDiagnostics.tagSupport") != NULL;
	c->pulls = json_is_object(at(text, "diagnostic"));
	c->refreshes = json_is_true(at(can, "workspace.diagnostics.refreshSupport"));
	c->changes = json_is_true(at(edit, "documentChanges"));
	c->creates = says(at(edit, "resourceOperations"), "create");
	c->resolves = says(at(text, "codeAction.resolveSupport.properties"), "edit") &&
		      json_is_true(at(text, "codeAction.dataSupport"));
	c->snippets =
	    json_is_true(at(text, "completion.completionItem.snippetSupport"));
	c->markdown = says(at(text, "hover.contentFormat"), "markdown");
	c->watches = json_is_true(
	    at(can, "workspace.didChangeWatchedFiles.dynamicRegistration"));
	c->hints = json_is_true(at(can, "workspace.inlayHint.refreshSupport"));
	c->lenses = json_is_true(at(can, "workspace.codeLens.refreshSupport"));
}

static json_t *
abilities(const struct client *c)
{
	json_t *v = json_pack(
	    "{s:s, s:{s:b, s:i, s:{s:b}}, s:{s:[s, s], s:b}, s:b, s:{s:[s, s]}, s:b, "
	    "s:{s:b}, s:b, s:b, s:b, s:{s:b}, s:{s:{s:b, s:b}}}",
	    "positionEncoding", c->utf8 ? "utf-8" : "utf-16", "textDocumentSync",
	    "openClose", 1, "change", 2, "save", "includeText", 0, "codeActionProvider",
	    "codeActionKinds", "quickfix", "source.fixAll.hookvet", "resolveProvider",
	    c->resolves ? 1 : 0, "hoverProvider", 1, "completionProvider",
	    "triggerCharacters", "\"", ":", "inlayHintProvider", 1, "codeLensProvider",
	    "resolveProvider", 0, "documentSymbolProvider", 1, "foldingRangeProvider",
	    1, "selectionRangeProvider", 1, "documentLinkProvider", "resolveProvider",
	    0, "workspace", "workspaceFolders", "supported", 1, "changeNotifications",
	    1);

	if (c->pulls)
		json_object_set_new(v, "diagnosticProvider",
				    json_pack("{s:s, s:b, s:b}", "identifier",
					      "hookvet", "interFileDependencies", 1,
					      "workspaceDiagnostics", 0));
	return v;
}

/* Adds or removes a folder by its URI, unless it is none. */
static void
change_folder(struct server *s, const json_t *uri,
	      void (*change)(struct workspace *w, const char *path))
{
	const char *path = json_is_string(uri)
			       ? uri_file(str_from(json_string_value(uri)), s->arena)
			       : NULL;

	if (path != NULL)
		change(&s->workspace, path);
}

json_t *
lifecycle_initialize(struct server *s, const json_t *params)
{
	const json_t *folders = json_object_get(params, "workspaceFolders");
	const json_t *root = json_object_get(params, "rootUri");

	if (!json_is_object(params))
		return server_refuse(s, REFUSE_PARAMS, "params are missing");
	read_client(&s->client, json_object_get(params, "capabilities"));
	for (size_t i = 0; i < json_array_size(folders); i++)
		change_folder(s, at(json_array_get(folders, i), "uri"), folder_add);
	if (json_array_size(folders) == 0 && json_is_string(root))
		change_folder(s, root, folder_add);
	s->phase = PHASE_READY;
	return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", abilities(&s->client),
			 "serverInfo", "name", "hookvet", "version", HOOKVET_VERSION);
}

/* Whatever a judgement is made of, besides open documents. */
void
lifecycle_initialized(struct server *s, const json_t *params)
{
	(void)params;
	if (!s->client.watches)
		return;
	server_ask(s, "client/registerCapability",
		   json_pack("{s:[{s:s, s:s, s:{s:[{s:s}, {s:s}, {s:s}, {s:s}]}}]}",
			     "registrations", "id", "files", "method",
			     "workspace/didChangeWatchedFiles", "registerOptions",
			     "watchers", "globPattern", "**/" CONFIG_NAME,
			     "globPattern",
			     "**/*.{json,jsonl,ndjson,jsonc,json5,har,yaml,yml}",
			     "globPattern", "**/*.{md,markdown,sh,http,rest}",
			     "globPattern", "**/.gitignore"));
}

json_t *
lifecycle_shutdown(struct server *s, const json_t *params)
{
	(void)params;
	s->phase = PHASE_SHUT;
	return NULL;
}

/* -- documents */

void
lifecycle_open(struct server *s, const json_t *params)
{
	const json_t *item = json_object_get(params, "textDocument");
	struct str uri = json_member(item, "uri"), text = json_member(item, "text");
	struct str language = json_member(item, "languageId");
	struct document *d;

	if (uri.s == NULL || text.s == NULL)
		return;
	d = document_open(&s->workspace.texts, uri, s->client.utf8);
	d->text.form = language.s != NULL ? form_named(language) : form_json;
	d->version = json_integer_value(json_object_get(item, "version"));
	document_set(d, text);
	judge_neighbours_changed(&d->text);
}

void
lifecycle_change(struct server *s, const json_t *params)
{
	const json_t *item = json_object_get(params, "textDocument");
	const json_t *changes = json_object_get(params, "contentChanges");
	struct str uri = json_member(item, "uri");
	struct document *d = document_find(s->workspace.texts, uri);

	if (d == NULL)
		return;
	d->version = json_integer_value(json_object_get(item, "version"));
	for (size_t i = 0; i < json_array_size(changes); i++) {
		if (!document_change(d, json_array_get(changes, i)))
			server_show(s, "a change of a document could not be read; "
				       "close it and open it again");
	}
}

void
lifecycle_save(struct server *s, const json_t *params)
{
	struct str uri = json_member(json_object_get(params, "textDocument"), "uri");
	const struct document *d = document_find(s->workspace.texts, uri);

	/* what watches files says it, too, but perhaps nobody does */
	if (d != NULL && d->text.config)
		lifecycle_reload(s, NULL);
}

void
lifecycle_close(struct server *s, const json_t *params)
{
	struct str uri = json_member(json_object_get(params, "textDocument"), "uri");
	struct document *d = document_find(s->workspace.texts, uri);

	if (d == NULL)
		return;
	diagnostics_clear(s, d);
	judge_neighbours_changed(&d->text);
	document_close(&s->workspace.texts, d);
}

/* -- folders and files */

void
lifecycle_reload(struct server *s, const json_t *params)
{
	(void)params;
	roots_forget(&s->workspace);
	if (s->client.refreshes)
		server_ask(s, "workspace/diagnostic/refresh", NULL);
	if (s->client.hints)
		server_ask(s, "workspace/inlayHint/refresh", NULL);
	if (s->client.lenses)
		server_ask(s, "workspace/codeLens/refresh", NULL);
}

void
lifecycle_folders(struct server *s, const json_t *params)
{
	const json_t *added = at(params, "event.added");
	const json_t *removed = at(params, "event.removed");

	for (size_t i = 0; i < json_array_size(removed); i++)
		change_folder(s, at(json_array_get(removed, i), "uri"), folder_remove);
	for (size_t i = 0; i < json_array_size(added); i++)
		change_folder(s, at(json_array_get(added, i), "uri"), folder_add);
	lifecycle_reload(s, NULL);
}
