# rules: NAME.md of each rule, for the build, as C.
#
#   awk -v part=names -f rules.awk kind.h signs.h NAME.c... NAME.md...   makes rules.inc
#   awk -v part=texts -f rules.awk kind.h signs.h NAME.c... NAME.md...   makes rule-texts.c
#   awk -v part=bare -f rules.awk kind.h signs.h NAME.c... NAME.md...    makes rule-names.c
#
# A rule opens with what the program must know, a line each, between lines of dashes:
#
#   severity: warning           info, warning or error
#   found-by: rule              load, schema, rule, check or report
#   kinds: create-request       what check_NAME() in NAME.c is called for; without NAME.c: none
#   when: odd-url               and where one of these signs was seen (lint/signs.h); without
#                               this line it is called always
#   summary: one line, lower case, no full stop
#   example: part of subscription   what tests do with the examples, see finding/rule.h
#   source: section of the service's documentation, or standard
#
# A line that begins with # is for those who read the file.  Then come the sections Why, Bad,
# Good and Fix, as text; an example that is code stands between ``` and ```.  What is not
# like this is an error.
BEGIN {
	split("severity found-by kinds when summary example source", list, " ")
	for (i in list)
		known[list[i]] = 1
	order["Why"] = 1; order["Bad"] = 2; order["Good"] = 3; order["Fix"] = 4
	split("load schema rule check report", list, " ")
	for (i in list)
		finder[list[i]] = 1
	kind["document"] = "KINDS_DOCUMENT"
	for (i = 1; i < ARGC; i++) {
		if (ARGV[i] ~ /\.c$/) {
			code[name_of(ARGV[i])] = ARGV[i]
			ARGV[i] = ""
		} else if (ARGV[i] ~ /\.md$/) {
			unread[ARGV[i]] = 1
		}
	}
	print "/* Made by the build from validator/rules/. */"
	if (part != "names") {
		print "#include \"finding/rule.h\"\n\nconst struct rule_info rule_infos[RULE_COUNT] = {"
	}
}

function name_of(path) {
	sub(/.*\//, "", path)
	sub(/\.[a-z]*$/, "", path)
	return path
}
function constant(name) {
	gsub(/-/, "_", name)
	return toupper(name)
}
function wrong_at(path, line, what) {
	print path ":" line ": " what | "cat >&2"
	failed = 1
}
function wrong(what) { wrong_at(FILENAME, FNR, what) }

# Text as a literal of C, a line of it each.
function literal(text) {
	gsub(/[\\"?]/, "\\\\&", text)
	gsub(/\n/, "\\n\"\n\t    \"", text)
	return "\"" text "\""
}
function member(name, text) {
	if (text != "")
		print "\t." name " = " literal(text) ","
}

# The words of a line as constants: names of what has them.
function set_of(line, constants, what,   words, n, i, set) {
	n = split(line, words, " ")
	for (i = 1; i <= n; i++) {
		if (!(words[i] in constants))
			wrong("there is no " what " '" words[i] "'")
		set = set (i > 1 ? " | " : "") constants[words[i]]
	}
	return set
}

function example_of(line) {
	if (line ~ /^part of ./)
		example_name = substr(line, 9)
	else if (line ~ /^whole ./)
		example_name = substr(line, 7)
	else if (line != "text" && line != "schema")
		wrong("'" line "' is no 'text', 'schema', 'part of NAME' or 'whole KIND'")
	if (line ~ /^whole / && !(example_name in kind))
		wrong("there is no kind '" example_name "'")
	sub(/ .*/, "", line)
	return "EXAMPLE_" toupper(line)
}

function front(line,   key, value) {
	if (line ~ /^#/)
		return
	key = value = line
	sub(/:.*/, "", key)
	sub(/^[^:]*: */, "", value)
	if (!(key in known) || line !~ /: *[^ ]/)
		wrong("'" line "' is none of the lines that a rule opens with")
	else if (key in said)
		wrong("'" key "' for the second time")
	said[key] = value
	if (key == "severity" && value !~ /^(info|warning|error)$/)
		wrong("there is no severity '" value "'")
	if (key == "found-by" && !(value in finder))
		wrong("nothing is found by '" value "'")
	if (key == "kinds")
		kinds = set_of(value, kind, "kind")
	if (key == "when")
		when = set_of(value, sign, "sign")
	if (key == "example")
		example = example_of(value)
}

function heading(line) {
	sub(/^#+ */, "", line)
	if (!(line in order))
		wrong("there is no section '" line "'; there are Why, Bad, Good and Fix")
	else if (section != "" && order[line] <= order[section])
		wrong("'" line "' after '" section "'")
	section = line
	started[line] = FNR
}

function add_line(section, line) {
	if (section in text)
		line = text[section] "\n" line
	else
		sub(/^\n+/, "", line)
	text[section] = line
}

# Empty lines around a section are no part of it; what is code keeps all lines.
function body(line) {
	if (fence != "" && line == fence) {
		fence = ""
		closed = 1
	} else if (fence == "" && line ~ /^#/) {
		heading(line)
		closed = 0
	} else if (fence == "" && line ~ /^```/ && !(section in text)) {
		fence = line
		sub(/[^`].*/, "", fence)
		if (section != "Bad" && section != "Good" || example == "")
			wrong("code, where no 'example' says what it is")
	} else if (line == "" && fence == "") {
		blank = blank "\n"
		return
	} else if (section == "" || closed) {
		wrong("text that belongs to no section")
	} else {
		add_line(section, (fence == "" ? blank : "") line)
	}
	blank = ""
}

function begin_file() {
	path = FILENAME
	delete unread[path]
	split("", said)
	split("", text)
	split("", started)
	when = "SIGN_ALWAYS"
	kinds = example = example_name = section = fence = blank = ""
	closed = 0
	place = "before"
}

function check_file(   i) {
	split("severity found-by summary source", list, " ")
	for (i = 1; i <= 4; i++) {
		if (!(list[i] in said))
			wrong_at(path, 1, "'" list[i] ": ...' is missing")
	}
	for (i in started) {
		if (!(i in text))
			wrong_at(path, started[i], "the section '" i "' is empty")
	}
	if (!("Why" in started) || !("Fix" in started))
		wrong_at(path, last, "the section '" ("Why" in started ? "Fix" : "Why") "' is missing")
	if (example != "" && !("Bad" in text))
		wrong_at(path, last, "an 'example', and no section 'Bad'")
	if (fence != "")
		wrong_at(path, last, "code does not end")
	if (kinds == "" && "when" in said)
		wrong_at(path, 1, "'when', and no 'kinds'")
	if ((kinds != "") != (name_of(path) in code))
		wrong_at(path, 1, kinds != "" ? "'kinds', and no " name_of(path) ".c that is called for them" : \
			"no 'kinds' that " code[name_of(path)] " is called for")
}

function end_file(   id, file_end) {
	if (path == "")
		return
	check_file()
	id = constant(name_of(path))
	documented[name_of(path)] = 1
	if (part == "names") {
		print "#define RULE_" id " (&rule_infos[" count++ "])"
		if (kinds != "")
			checks = checks " \\\n\tX(RULE_" id ", " tolower(id) ", " kinds ", " when ", __VA_ARGS__)"
		return
	}
	if (part == "bare") { # the library tells nobody of them
		print "    {.name = \"" name_of(path) "\", .severity = SEV_" toupper(said["severity"]) "},"
		return
	}
	file_end = example == "EXAMPLE_TEXT" ? "\n" : ""
	print "    {"
	member("name", name_of(path))
	print "\t.severity = SEV_" toupper(said["severity"]) ","
	member("found_by", said["found-by"])
	member("summary", said["summary"])
	member("reason", text["Why"])
	if ("Bad" in text)
		member("bad", text["Bad"] file_end)
	if ("Good" in text)
		member("good", text["Good"] file_end)
	if (example != "")
		print "\t.example = " example ","
	member("example_of", example_name)
	member("fix", text["Fix"])
	member("source", said["source"])
	print "    },"
}

FILENAME ~ /\.h$/ {
	if (match($0, /X\([A-Z_]+, "[a-z-]+"/)) {
		split(substr($0, RSTART, RLENGTH), list, "\"")
		if (FILENAME ~ /signs\.h$/)
			sign[list[2]] = "SIGN_" constant(list[2])
		else
			kind[list[2]] = "KIND_BIT(KIND_" constant(list[2]) ")"
	}
	next
}
FNR == 1 {
	end_file()
	begin_file()
}
{
	sub(/\r$/, "")
	last = FNR
}
place == "body" {
	body($0)
	next
}
$0 == "---" {
	place = place == "before" ? "front" : "body"
	next
}
place == "before" {
	wrong("does not begin with '---'")
	place = "front"
}
{ front($0) }

END {
	end_file()
	for (path in unread)
		wrong_at(path, 1, "is empty")
	for (name in code) {
		if (!(name in documented))
			wrong_at(code[name], 1, "there is no " name ".md that tells what this rule is for")
	}
	if (part != "names")
		print "};"
	else
		print "enum { RULE_COUNT = " count + 0 " };\n\n" \
			"/* The functions in rules/: rule, name, kinds, when, and what the caller adds. */\n#define RULE_CHECKS(X, ...)" checks
	exit failed
}
