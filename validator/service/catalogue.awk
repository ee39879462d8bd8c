# catalogue: schemas/cybersource/catalogue.json, for the build, as tables of C.
#
#   awk -f catalogue.awk catalogue.json     makes catalogue-table.c
#
# What the tables are is in catalogue-data.h.  Any JSON is read that has a string on one
# line and no escape in it.
function wrong(what) {
	print FILENAME ":" FNR ": " what | "cat >&2"
	failed = 1
	exit 1
}
{
	line = $0
	while (match(line, /^[ \t\r]*("[^"\\]*"|[a-z0-9]+|[][{}:,])/)) {
		token[tokens++] = substr(line, RSTART, RLENGTH)
		line = substr(line, RSTART + RLENGTH)
	}
	if (line !~ /^[ \t\r]*$/)
		wrong("not understood: " line)
}

function next_token(t) {
	if (at >= tokens)
		wrong("it ends too early")
	t = token[at++]
	gsub(/^[ \t\r]+|"/, "", t)
	return t
}
# The value at path: count[path] and name[path, i] of what is in it, or text[path].
function value(path, first, key) {
	first = at < tokens ? token[at] : ""
	text[path] = next_token()
	if (first !~ /[{[]$/)
		return
	while (token[at] !~ /[]}]$/) {
		key = count[path] + 0
		if (first ~ /[{]$/) {
			key = next_token()
			at++ # the colon
		}
		name[path, count[path]++] = key
		value(path "/" key)
		at += token[at] ~ /,$/
	}
	at++
}

# The place of s among all texts; the empty one is the first.
function place(s) {
	if (!(s in places)) {
		places[s] = length(all)
		written = written "    \"" s "\\0\"\n"
		all = all s "."
	}
	return places[s]
}
function member(path, key) { return place(text[path "/" key]) }
function status(path) { return "CATALOGUE_" toupper(text[path "/status"]) }
function row(table, cells) {
	rows[table] = rows[table] "    " (cells ~ /,/ ? "{" cells "}" : cells) ",\n"
	size[table]++
}
function print_table(type, table) {
	print "const " type " builtin_" table "[] = {\n" rows[table] "};"
	print "const size_t builtin_" table "_n = " size[table] + 0 ";"
}
# The texts of an array, one row each.
function list(table, path, cells, i) {
	for (i = 0; i < count[path]; i++)
		row(table, cells place(text[path "/" i]))
}

function product(path, i, e) {
	row("products", place(substr(path, 11)) ", " member(path, "title") ", " \
		member(path, "until") ", " member(path, "enabledBy") ", " \
		member(path, "note") ", " count[path "/events"] + 0 ", " status(path) ", " \
		(text[path "/mle"] == "true"))
	for (i = 0; i < count[path "/events"]; i++) {
		e = path "/events/" name[path "/events", i]
		row("events", place(name[path "/events", i]) ", " member(e, "since") ", " \
			member(e, "until") ", " member(e, "source") ", " member(e, "note") ", " \
			status(e))
	}
}

END {
	if (failed)
		exit 1
	at = 0
	place("")
	value("")
	n = count["/products"]
	for (i = 0; i < n; i++) { # sorted
		for (k = i; k > 0 && sorted[k - 1] > name["/products", i] ""; k--)
			sorted[k] = sorted[k - 1]
		sorted[k] = name["/products", i] ""
	}
	for (i = 0; i < n; i++)
		product("/products/" sorted[i])
	for (i = 0; i < count["/invented"]; i++) {
		path = "/invented/" i
		row("invented", member(path, "name") ", " member(path, "note") ", " \
			size["instead"] + 0 ", " count[path "/instead"] + 0)
		list("instead", path "/instead", "")
	}
	for (i = 0; i < count["/misnamed"]; i++)
		row("misnamed", place(name["/misnamed", i]) ", " member("/misnamed", name["/misnamed", i]))
	for (i = 0; i < count["/tunnels"]; i++)
		list("tunnels", "/tunnels/" i "/hosts", member("/tunnels/" i, "name") ", ")
	list("hosts", "/placeholders/hosts", "")
	split("any organizationId productId eventTypes name", members, " ")
	split("ANY ORGANIZATION_ID PRODUCT_ID EVENT_TYPE NAME", constants, " ")
	for (i = 1; i in members; i++)
		list("placeholders", "/placeholders/" members[i], "CATALOGUE_" constants[i] ", ")
	for (i = 0; i < count["/ports"]; i++)
		row("ports", text["/ports/" i])
	print "/* Made by the build from schemas/cybersource/catalogue.json. */"
	print "#include \"service/catalogue-data.h\"\n"
	print_table("struct builtin_product", "products")
	print_table("struct builtin_event", "events")
	print_table("struct builtin_invented", "invented")
	print_table("uint16_t", "instead")
	print_table("struct builtin_pair", "misnamed")
	print_table("struct builtin_pair", "tunnels")
	print_table("uint16_t", "hosts")
	print_table("struct builtin_pair", "placeholders")
	print_table("uint16_t", "ports")
	print "const uint16_t builtin_date = " member("", "date") ";"
	print "const char builtin_texts[] =\n" written ";"
	if (length(all) > 65535)
		wrong("more text than 16 bits count")
}
