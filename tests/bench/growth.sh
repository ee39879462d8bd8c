# growth: time against size, for n, 2n, 4n, 8n; the part "growth" of tests/bench/run.sh.
#
# Valid documents, and what a program that looks twice at everything would be slow at.
# Each step must cost about what the step before cost twice.  gnuplot draws growth.svg.
# shellcheck shell=sh disable=SC2154

# One document NAME.json of n elements; for some the schema is what grows.
worst() { # NAME N
	case $1 in
	'many keys')
		awk -v n="$2" 'BEGIN { printf "{"
			for (i = 0; i < n; i++) printf "%s\"key %d\": %d", i ? ", " : "", i, i
			print "}" }' >input.json
		echo '{ "type": "object", "propertyNames": { "maxLength": 12 },
			"additionalProperties": { "type": "integer" } }' >schema.json
		;;
	'uniqueItems')
		awk -v n="$2" 'BEGIN { printf "["
			for (i = 0; i < n; i++)
				printf i % 2 ? "%s\"item %d\"" : "%s{ \"item\": %d }", i ? ", " : "", i
			print "]" }' >input.json
		echo '{ "type": "array", "uniqueItems": true }' >schema.json
		;;
	'anyOf, the last fits' | 'anyOf, none fits')
		[ "$1" = 'anyOf, none fits' ] && echo '{ "kind": -1 }' >input.json ||
			echo "{ \"kind\": $(($2 - 1)) }" >input.json
		awk -v n="$2" 'BEGIN { print "{ \"anyOf\": ["
			for (i = 0; i < n; i++) printf "%s{ \"type\": \"object\", " \
				"\"required\": [\"kind\"], \"properties\": { \"kind\": { \"const\": %d } } }", \
				i ? ",\n" : "", i
			print "] }" }' >schema.json
		;;
	'deep nesting')
		awk -v n="$2" 'BEGIN { for (i = 0; i < n; i++) printf "["
			for (i = 0; i < n; i++) printf "]"
			print "" }' >input.json
		echo '{ "items": { "$ref": "#" } }' >schema.json
		;;
	'findings')
		awk -v n="$2" 'BEGIN { printf "["
			for (i = 0; i < n; i++) printf "%s\"%d\"", i ? ",\n" : "", i
			print "]" }' >input.json
		echo '{ "items": { "type": "integer" } }' >schema.json
		;;
	esac
}

# grow NAME N STATUS: up to N
grow() {
	for n in $(($2 / 8)) $(($2 / 4)) $(($2 / 2)) "$2"; do
		dir=growth/$n
		rm -rf "$dir"
		mkdir -p "$dir"
		case $1 in
		'JSON Lines') head -n "$n" lines.jsonl >"$dir/input.jsonl" ;;
		'array') "$B/bench/documents" array "$n" >"$dir/input.json" ;;
		*) (cd "$dir" && worst "$1" "$n") ;;
		esac
		set -- "$@" "$n"
		if [ -f "$dir/schema.json" ]; then
			spec "$n" "$PROG" check -q -j1 --no-config -f compact \
				-s "$dir/schema.json" "$dir/input.json"
		else
			spec "$n" "$PROG" check -q -j1 --no-config -f compact "$dir"/input.*
		fi
	done
	name=$1 status=$3
	measured "growth:$name" "$(size "$dir"/*)" 3 "$status"
	for n; do
		[ ! -d "growth/$n" ] || rm -r "growth/$n"
	done
}

# gnuplot draws lines from blocks, each with its name in front.
plot() {
	if ! command -v gnuplot >/dev/null; then
		skip "growth.svg: gnuplot is not installed"
		return
	fi
	# The bytes are those of the last of a part; of the others, as many as their share.
	awk -F '\t' '$1 ~ /^growth:/ {
		if ($1 != part) name[++parts] = part = $1
		n[part, ++rows[part]] = $2; ms[part, rows[part]] = $4; bytes[part] = $8 }
	END {
		for (i = 1; i <= parts; i++) {
			part = name[i]
			print "\"" substr(part, 8) "\""
			for (j = 1; j <= rows[part]; j++)
				print bytes[part] / 1e6 * n[part, j] / n[part, rows[part]], ms[part, j]
			print "\n"
		}
	}' results >growth.data
	gnuplot <<-'EOF' || fail "growth.svg"
		set terminal svg size 720,480 font "sans-serif,12" background "white"
		set output "growth.svg"
		set logscale xy
		set grid
		set key outside right
		set xlabel "MB"
		set ylabel "milliseconds, hookvet check -j1"
		stats "growth.data" using 1:2 nooutput
		plot for [i = 0 : STATS_blocks - 1] "growth.data" index i using 1:2 \
			with linespoints title columnheader(1), 10 * x with lines dashtype 2 \
			linecolor "gray" title "10 ms a MB"
	EOF
}

part_growth() {
	[ -f lines.jsonl ] || generate
	grow 'JSON Lines' "$((BENCH_DOCS / 2))" 0
	grow 'array' "${BENCH_MB}000000" 0
	grow 'many keys' 1000000 0
	grow 'uniqueItems' 1000000 0
	grow 'anyOf, the last fits' 10000 0
	grow 'anyOf, none fits' 10000 1
	grow 'deep nesting' 1000000 1
	grow 'findings' 100000 1
	rm -rf growth
	plot
}
