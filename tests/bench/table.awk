# table: the results of tests/bench/run.sh as text, or as Markdown for the README.
#
# A line of them: part, label, runs, median, least, cpu (ms), memory (kB), bytes.  Of a
# label with "1 %" only so many documents were measured: start-up once, the rest a hundred
# times.

{
	if (!($1 in rows))
		parts[++nparts] = $1
	row[$1, ++rows[$1]] = $2
	ms[$1, $2] = $4
	kb[$1, $2] = $7
	bytes[$1] = $8
	size[$1, $2] = $8
}

function has(part, label) {
	return (part, label) in ms
}

# The time, scaled where only a part was measured.
function scaled(label) {
	return label ~ /, 1 %$/
}

function time(part, label,    start, rest) {
	if (!scaled(label))
		return ms[part, label]
	start = has("one", "python3-jsonschema") ? ms["one", "python3-jsonschema"] : 0
	rest = ms[part, label] - start
	return start + (rest > 0 ? rest : 0) * 100
}

function human(t) {
	if (t < 10)
		return sprintf("%.2f ms", t)
	if (t < 100)
		return sprintf("%.1f ms", t)
	if (t < 1000)
		return sprintf("%.0f ms", t)
	return sprintf(t < 1e4 ? "%.2f s" : "%.0f s", t / 1e3)
}

function megabytes(k) {
	if (k < 10240)
		return sprintf("%.1f MB", k / 1024)
	if (k < 1048576)
		return sprintf("%.0f MB", k / 1024)
	return sprintf("%.1f GB", k / 1048576)
}

function title(part) {
	if (part == "one")
		return "one file of " bytes[part] " bytes, with starting the program"
	if (part == "files-few")
		return few " files"
	if (part ~ /^files/)
		return files " files" (part ~ /alike/ ? ", alike" : "")
	if (part ~ /^lines/)
		return sprintf("JSON Lines, %d documents%s, %.0f MB", \
			part ~ /alike/ ? part_docs : docs, part ~ /alike/ ? ", alike" : "", \
			bytes[part] / 1e6)
	if (part ~ /^array/)
		return sprintf("one array%s, %.0f MB", part ~ /alike/ ? ", alike" : "", bytes[part] / 1e6)
	return part
}

function text_part(part,    i, label, t, note) {
	printf "\n%s\n  %-30s %10s %8s %9s %9s\n", title(part), "", "median", "MB/s",
		"x hookvet", "peak"
	for (i = 1; i <= rows[part]; i++) {
		label = row[part, i]
		t = time(part, label)
		note = scaled(label) ? "  (a hundredth, scaled up)" : ""
		printf "  %-30s %10s %8.0f %9.2f %9s%s\n", label, human(t),
			bytes[part] / t / 1e3 / (label ~ /a quarter/ ? 4 : 1),
			has(part, "hookvet -j1") ? t / ms[part, "hookvet -j1"] : 0,
			scaled(label) ? "-" : megabytes(kb[part, label]), note
	}
}

function wild(    i, part, mark) {
	for (i = 1; i <= nparts; i++) {
		part = parts[i]
		if (part !~ /^wild:/)
			continue
		if (!mark++)
			printf "\npublic schemas, all of their documents, whole runs\n  %-14s %12s %12s %12s %8s %8s\n",
				"", "hookvet -j1", "sourcemeta", "ajv", "s/h", "ajv/h"
		printf "  %-14s %12s %12s %12s %8.1f %8.1f\n", substr(part, 6),
			human(ms[part, "hookvet -j1"]), human(ms[part, "sourcemeta --fast"]),
			human(ms[part, "ajv, own loop"]),
			ms[part, "sourcemeta --fast"] / ms[part, "hookvet -j1"],
			ms[part, "ajv, own loop"] / ms[part, "hookvet -j1"]
	}
	if (mark)
		printf "  %-14s %12s %12s %12s %8.1f %8.1f\n", "sum", human(sum("hookvet -j1")),
			human(sum("sourcemeta --fast")), human(sum("ajv, own loop")),
			sum("sourcemeta --fast") / sum("hookvet -j1"),
			sum("ajv, own loop") / sum("hookvet -j1")
}

function sum(label,    i, total) {
	for (i = 1; i <= nparts; i++)
		if (parts[i] ~ /^wild:/)
			total += ms[parts[i], label]
	return total
}

# The largest share that a public schema takes of what sourcemeta needs.
function worst(    i, part, share) {
	for (i = 1; i <= nparts; i++) {
		part = parts[i]
		if (part !~ /^wild:/ || !has(part, "sourcemeta --fast"))
			continue
		share = ms[part, "hookvet -j1"] / ms[part, "sourcemeta --fast"]
		if (share > most) {
			most = share
			worst_name = substr(part, 6)
		}
	}
	return most
}

function growth(    i, j, part, n, mark, first, last) {
	for (i = 1; i <= nparts; i++) {
		part = parts[i]
		if (part !~ /^growth:/)
			continue
		if (!mark++)
			print "\ngrowth: n, 2n, 4n, 8n"
		printf "  %-26s", substr(part, 8)
		for (j = 1; j <= rows[part]; j++)
			printf " %9s: %-9s", row[part, j], human(ms[part, row[part, j]])
		n = rows[part]
		first = row[part, n - 1]
		last = row[part, n]
		printf " last step x %.2f, peak %s\n", ms[part, last] / ms[part, first],
			megabytes(kb[part, last])
	}
}

# What was promised: a value and its limit; "least" if more is better.
function target(what, value, limit, least,    held) {
	held = least ? value >= limit : value <= limit
	limit = (least ? "at least " : "at most ") limit
	if (markdown)
		printf "| %s | %.2f | %s | %s |\n", what, value, limit,
			held ? "holds" : "**missed**"
	else
		printf "target %s: %.2f of %s: %s\n", what, value, limit,
			held ? "holds" : "missed"
}

function targets(    p, h) {
	h = "hookvet -j1"
	if (has("one", h))
		target("one file, ms above true", ms["one", h] - ms["one", "true"], 0.45)
	p = "files-many"
	if (has(p, h)) {
		target(files " files, -j1 to reading", ms[p, h] / ms[p, "read"], 2.2)
		target(files " files, -j2 to reading", ms[p, "hookvet -j2"] / ms[p, "read"], 1.3)
		if (has(p, "sourcemeta, best"))
			target(files " files, sourcemeta's best to -j1",
				ms[p, "sourcemeta, best"] / ms[p, h], 2, 1)
		target(files " files, 1 % faulty to valid",
			ms[p, h ", 1 % faulty"] / ms[p, h], 1.3)
	}
	p = "lines"
	if (has(p, h)) {
		target("JSON Lines, MB/s of -j1", bytes[p] / ms[p, h] / 1e3, 250, 1)
		target("JSON Lines, MB/s of standard input, -j1",
			bytes[p] / ms[p, h ", standard input"] / 1e3, 250, 1)
		target("JSON Lines, jansson to -j1", ms[p, "jansson"] / ms[p, h], 4.3, 1)
		if (has(p, "sourcemeta, best"))
			target("JSON Lines, sourcemeta's best to -j1",
				ms[p, "sourcemeta, best"] / ms[p, h], 5, 1)
		target("JSON Lines, -j1 to -j2", ms[p, h] / ms[p, "hookvet -j2"], 1.85, 1)
		target("JSON Lines, MB of memory, -j1", kb[p, h] / 1024, 32)
		target("JSON Lines, MB of memory, -j2", kb[p, "hookvet -j2"] / 1024, 32)
		target("JSON Lines, MB of memory, standard input",
			kb[p, h ", standard input"] / 1024, 32)
		target("JSON Lines, memory to that of a quarter",
			kb[p, h] / kb[p, h ", a quarter of them"], 1.1)
		target("JSON Lines, 1 % faulty to valid", ms[p, h ", 1 % faulty"] / ms[p, h], 1.3)
	}
	p = "array"
	if (has(p, h)) {
		if (has(p, "simdjson, DOM"))
			target("array, -j1 to simdjson", ms[p, h] / ms[p, "simdjson, DOM"], 1.6)
		target("array, memory to its size", kb[p, h] * 1024 / bytes[p], 2.2)
		target("array, 1 % faulty to valid", ms[p, h ", 1 % faulty"] / ms[p, h], 1.3)
	}
	if (sum("sourcemeta --fast")) {
		target("public schemas, sum to sourcemeta's",
			sum(h) / sum("sourcemeta --fast"), 0.2)
		p = worst()
		target("public schemas, the worst (" worst_name ") to sourcemeta", p, 1)
	}
}

# Markdown: works down, programs across.
function cell(part, label, memory) {
	if (!has(part, label))
		return "-"
	if (scaled(label)) # too small a part tells nothing
		return time(part, label) < 2 * ms[part, label] ? "-" : \
			"about " human(time(part, label))
	return human(time(part, label)) (memory ? ", " megabytes(kb[part, label]) : "")
}

function markdown_table(    i, j, n, m, names, part, label) {
	n = split("read|simdjson, DOM|jansson|hookvet -j1|hookvet -j2|hookvet -j1, -s|" \
		"sourcemeta, best|sourcemeta|ajv|python3-jsonschema", names, "|")
	printf "|"
	for (j = 1; j <= n; j++)
		printf " | %s", names[j]
	printf " |\n|---"
	for (j = 1; j <= n; j++)
		printf "|---"
	print "|"
	for (i = 1; i <= nparts; i++) {
		part = parts[i]
		if (part ~ /:/)
			continue
		m = part ~ /^(lines|array)/
		printf "| %s", title(part)
		for (j = 1; j <= n; j++) {
			label = names[j]
			if (label == "ajv")
				label = has(part, "ajv-cli") ? "ajv-cli" : "ajv, own loop"
			if (label == "python3-jsonschema" && has(part, label ", 1 %"))
				label = label ", 1 %"
			printf " | %s", cell(part, label, m)
		}
		print " |"
	}
}

function markdown_growth(    i, j, part) {
	for (i = 1; i <= nparts; i++) {
		part = parts[i]
		if (part !~ /^growth:/)
			continue
		if (!grown++)
			printf "![Time against size](tests/bench/growth.svg)\n\n" \
				"| n, 2n, 4n, 8n |  |  |  |  |\n|---|---|---|---|---|\n"
		printf "| %s, 8n = %s", substr(part, 8), row[part, rows[part]]
		for (j = 1; j <= rows[part]; j++)
			printf " | %s", human(ms[part, row[part, j]])
		print " |"
	}
	if (grown)
		print ""
}

END {
	if (markdown) {
		print "Medians on " machine "; times with starting the program."
		if (machine ~ /beside other work/)
			print "**The machine was busy: times are too long, and ratios only about right.**"
		print ""
		markdown_table()
		print ""
		if (sum("sourcemeta --fast"))
			printf "Twelve public schemas with all of their documents: %s; sourcemeta --fast %s, ajv %s.\n\n",
				human(sum("hookvet -j1")), human(sum("sourcemeta --fast")),
				human(sum("ajv, own loop"))
		print "The documents are as many people would write them: names, hosts, orders of members and layouts differ."
		print "Those that are alike are such as one program would have written, for a few hundred receivers.\n"
		markdown_growth()
		print "| target | this run | promised | |\n|---|---|---|---|"
		targets()
		exit
	}
	print machine
	for (i = 1; i <= nparts; i++)
		if (parts[i] !~ /:/)
			text_part(parts[i])
	wild()
	growth()
	print ""
	targets()
}
