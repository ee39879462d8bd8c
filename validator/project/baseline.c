/*
 * baseline: findings by rule, file, pointer and value, counted.
 *
 *   { "version": 2, "findings": [
 *       { "file": "a.json", "rule": "x", "pointer": "/a",
 *         "value": "cbf29ce484222325", "count": 2 } ] }
 *
 * Files are relative to the baseline's folder, so it does not matter where
 * hookvet is called; the value is an FNV-1a hash of its text.  Pointers have a
 * star for each index; those of version 1 get it when they are read.
 */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/percent.h"
#include "finding/fingerprint.h"
#include "finding/trouble.h"
#include "load/reader.h"
#include "project/baseline.h"
#include "project/discover.h"
#include "project/paths.h"
#include "project/session.h"
#include "project/similar-file.h"
#include "report/values.h"

enum {
	VERSION = 2,
	BYTES_PER_VALUE = 6, /* an entry has 47 for five, at least */
	VALUES_LEAST = 16
};

struct entry {
	const char *file, *rule, *pointer;
	uint64_t value;
	size_t count, seen;
};

struct baseline {
	const char *path;
	struct str folder;
	struct arena *arena;
	struct map entries;        /* struct entry, equal ones counted */
	struct map checked;        /* struct str: files */
	const struct input *input; /* the last one, and how it is called here */
	const char *key;
};

static int
by_key(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = strcmp(a->file, b->file);

	if (order == 0)
		order = strcmp(a->pointer, b->pointer);
	if (order == 0)
		order = strcmp(a->rule, b->rule);
	if (order == 0)
		order = (a->value > b->value) - (a->value < b->value);
	return order;
}

static bool
same_entry(const void *item, const void *key)
{
	return by_key(item, key) == 0;
}

static uint32_t
hash_entry(const struct entry *e)
{
	uint32_t pointer = hash_bytes(e->pointer, strlen(e->pointer));

	return map_hash((uint64_t)hash_bytes(e->file, strlen(e->file)) << 32 | pointer,
			e->value ^ hash_bytes(e->rule, strlen(e->rule)));
}

struct baseline *
baseline_new(struct session *s, const char *path)
{
	struct baseline *b = xcalloc(1, sizeof(*b));

	b->path = path;
	b->arena = arena_new();
	b->entries = MAP(struct entry, same_entry, NULL);
	b->checked = MAP(struct str, NULL, NULL);
	b->folder = path_folder(path_absolute(s->current, path, b->arena));
	return b;
}

void
baseline_free(struct baseline *b)
{
	if (b == NULL)
		return;
	arena_free(b->arena);
	map_release(&b->entries);
	map_release(&b->checked);
	free(b);
}

static void
add_entry(struct baseline *b, struct entry e)
{
	struct entry *known = map_put(&b->entries, hash_entry(&e), &e);

	if (known->count != 0)
		known->count += e.count;
	else
		*known = e;
}

static const char *
key_pointer(struct baseline *b, const char *pointer)
{
	struct buf out = BUF_INIT;

	fingerprint_pointer(&out, pointer);
	return buf_keep(&out, b->arena).s;
}

static bool
read_entry(struct baseline *b, json_t *item)
{
	const char *file, *rule, *pointer, *value;
	json_int_t count = 1;
	char *end;
	struct entry e;

	if (json_unpack(item, "{s:s, s:s, s:s, s:s, s?:I}", "file", &file, "rule",
			&rule, "pointer", &pointer, "value", &value, "count",
			&count) != 0 ||
	    count < 1)
		return false;
	e = (struct entry){.file = arena_strdup(b->arena, file),
			   .rule = arena_strdup(b->arena, rule),
			   .pointer = key_pointer(b, pointer),
			   .value = strtoull(value, &end, 16),
			   .count = size_from((uint64_t)count)};
	add_entry(b, e);
	return *value != '\0' && *end == '\0';
}

/* More values than entries have; jansson takes 240 bytes for one of three bytes. */
static bool
too_dense(struct str text)
{
	struct arena *a = arena_new();
	struct doc doc = {.name = "", .text = text, .first_line = 1};
	bool dense;

	(void)reader_read(&doc, NULL, a);
	dense = doc.ncells > text.len / BYTES_PER_VALUE + VALUES_LEAST;
	arena_free(a);
	return dense;
}

static bool
read_entries(struct baseline *b, struct str text)
{
	json_error_t error = {.line = 0};
	bool dense = too_dense(text);
	json_t *root = dense ? NULL : json_loadb(text.s, text.len, 0, &error), *item;
	json_t *findings = json_object_get(root, "findings");
	size_t i;
	json_int_t version = json_integer_value(json_object_get(root, "version"));
	bool ok = json_is_array(findings) && version >= 1 && version <= VERSION;

	json_array_foreach(findings, i, item)
	{
		ok = ok && read_entry(b, item);
	}
	if (root == NULL && !dense)
		say("the baseline '%s' is no JSON: line %d: %s", b->path, error.line,
		    error.text);
	else if (!ok)
		say("'%s' is no baseline of version 1 or %d, as --write-baseline "
		    "writes it",
		    b->path, VERSION);
	json_decref(root);
	return ok;
}

struct baseline *
baseline_read(struct session *s, const char *path, bool may_be_absent)
{
	struct baseline *b = baseline_new(s, path);
	struct str text;
	int error = file_read(path, b->arena, &text);

	if (error == ENOENT && may_be_absent)
		return b;
	if (error != 0)
		similar_file_say(path, error, "cannot read the baseline '%s'", path);
	else if (read_entries(b, text))
		return b;
	baseline_free(b);
	return NULL;
}

static bool
is_plain(char c)
{
	return c >= 0x20 && c < 0x7f && c != '%';
}

/* Text that JSON can hold; names of files may be any bytes. */
static const char *
plain(struct baseline *b, struct str text)
{
	struct buf out = BUF_INIT;

	percent_encode(&out, text, is_plain);
	return buf_keep(&out, b->arena).s;
}

static const char *
file_key(struct baseline *b, const struct input *in)
{
	if (b->input == in)
		return b->key;
	b->input = in;
	b->key = plain(b, path_relative(b->folder, in->absolute, b->arena));
	(void)map_put_str(&b->checked, str_from(b->key));
	return b->key;
}

static struct entry
entry_of(struct baseline *b, const struct diag *d)
{
	return (struct entry){
	    .file = b->key,
	    .rule = d->rule->name,
	    .pointer = plain(
		b, str_from(key_pointer(b, d->pointer != NULL ? d->pointer : ""))),
	    .value = d->value_hash,
	    .count = 1,
	};
}

void
baseline_mark(struct baseline *b, const struct input *in, struct diags *ds)
{
	struct entry key, *found;

	(void)file_key(b, in);
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		if (d->suppressed_by != SUPPRESSED_NOT || b->entries.n == 0)
			continue;
		key = entry_of(b, d);
		found = map_find(&b->entries, hash_entry(&key), &key);
		if (found == NULL || found->seen == found->count)
			continue;
		found->seen++;
		d->suppressed_by = SUPPRESSED_BY_BASELINE;
	}
}

void
baseline_record(struct baseline *b, const struct input *in, struct diags *ds)
{
	struct entry entry;

	(void)file_key(b, in);
	for (struct diag *d = ds->head; d != NULL; d = d->next) {
		if (d->suppressed_by == SUPPRESSED_BY_CONFIG ||
		    d->rule == RULE_UNREADABLE_FILE)
			continue;
		entry = entry_of(b, d);
		entry.rule = arena_strdup(b->arena, entry.rule);
		add_entry(b, entry);
		d->suppressed_by = SUPPRESSED_BY_BASELINE;
	}
}

static bool
was_checked(const struct baseline *b, const char *file)
{
	return map_find_str(&b->checked, str_from(file)) != NULL;
}

static bool
exists(struct baseline *b, const char *file)
{
	struct stat st;
	const char *name = percent_decoded(str_from(file), b->arena).s;

	if (*name != '/')
		name = arena_printf(b->arena, "%.*s%s", STR_ARG(b->folder), name);
	return stat(name, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

void
baseline_keep(struct baseline *b, const struct baseline *old)
{
	for (size_t i = 0; i < old->entries.n; i++) {
		struct entry e = *(const struct entry *)map_at(&old->entries, i);

		if (was_checked(b, e.file) || !exists(b, e.file))
			continue;
		e.file = arena_strdup(b->arena, e.file);
		e.rule = arena_strdup(b->arena, e.rule);
		e.pointer = arena_strdup(b->arena, e.pointer);
		add_entry(b, e);
	}
}

size_t
baseline_vanished(const struct baseline *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->entries.n; i++) {
		const struct entry *e = map_at(&b->entries, i);

		if (was_checked(b, e->file))
			n += e->count - e->seen;
	}
	return n;
}

size_t
baseline_count(const struct baseline *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->entries.n; i++)
		n += ((const struct entry *)map_at(&b->entries, i))->count;
	return n;
}

static json_t *
entry_json(const struct entry *e)
{
	char value[17];

	snprintf(value, sizeof(value), "%016" PRIx64, e->value);
	return json_pack("{s:s, s:s, s:s, s:s, s:I}", "file", e->file, "rule", e->rule,
			 "pointer", e->pointer, "value", value, "count",
			 (json_int_t)e->count);
}

int
baseline_write(struct baseline *b)
{
	json_t *findings = json_array(), *root;
	struct file_writer w;
	int error;

	/* the last use of it: nothing is found any more */
	if (b->entries.n != 0)
		qsort(b->entries.items, b->entries.n, b->entries.size, by_key);
	for (size_t i = 0; i < b->entries.n; i++)
		json_array_append_new(findings, entry_json(map_at(&b->entries, i)));
	root = json_pack("{s:i, s:o}", "version", VERSION, "findings", findings);
	error = file_rewrite_begin(&w, b->path); /* the one that was read, perhaps */
	if (error == 0) {
		value_write_lines(w.fp, json_incref(root));
		error = file_write_end(&w);
	}
	json_decref(root);
	return error;
}
