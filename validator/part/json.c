/* json: documents within a JSON document. */
#include "base/arena.h"
#include "load/index.h"
#include "load/reader.h"
#include "part/form.h"

struct part *
json_documents(struct node root, const struct part *outer, struct arena *a)
{
	(void)root;
	(void)outer;
	(void)a;
	return NULL;
}

struct part *
json_documents_of(const struct part *outer, struct arena *a)
{
	struct doc doc = {
	    .name = "", .index = index_new(a), .text = outer->text, .first_line = 1};

	if (!reader_read(&doc, NULL, a) || doc.ncells == 0)
		return NULL;
	return json_documents(doc_root(&doc), outer, a);
}
