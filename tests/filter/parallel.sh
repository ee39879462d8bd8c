#!/bin/sh
# A stream that is cut into pieces gives, together, what it gives in one: under GNU
# parallel on this machine, and on "hosts" that are reached by ssh: two names of an sshd
# that this test starts on the loopback, with keys of its own.
# shellcheck disable=SC2016
# shellcheck source=tests/cli/lib
. tests/cli/lib
: "${B:=$top/build}"
trap 'stop_sshd; rm -rf "$tmp"' EXIT
documents=2000 # with a mistake in 200 of them
server=

stop_sshd() {
	[ -z "$server" ] || kill "$server"
	[ -z "${made:-}" ] || rmdir "$made" 2>/dev/null
}

command -v jq >/dev/null || {
	skip 'jq is not installed'
	finish
	exit
}
"$B/bench/documents" -f 10 lines $documents >stream.jsonl
"$PROG" check -q --no-config --json-lines -f jsonl - <stream.jsonl >whole.out
check 'the stream has findings' [ "$(grep -c '"rule"' whole.out)" -ge 200 ]

# The findings as a set, each with its place in the stream: of piece N, where each piece
# has $1 documents, record 1 is document (N - 1) * $1 + 1 of the stream; it is also the
# line, as documents are lines.  Offsets count within the piece.
findings() { # DOCUMENTS FILE
	jq -S -c --argjson each "$1" 'def skipped: ($each * ((.file | ltrimstr("piece-") |
			tonumber? // 1) - 1));
		def place: skipped as $n | .line += $n | .endLine += $n |
			del(.offset, .endOffset, .file);
		select(.rule) | skipped as $n | .record += $n |
		.related = [.related[] | place] | del(.fixes[].edits) | place' "$2" |
		LC_ALL=C sort
}
findings 0 whole.out >whole
totals() {
	jq -s -c '[.[] | .summary // empty | {documents, errors, warnings, infos}] |
		[length, map(.documents), map(.errors), map(.warnings), map(.infos)] |
		[.[1:][] | add]' "$1"
}
totals whole.out >whole.totals

# together NAME DOCUMENTS STATUS: what is in pieces.out
together() {
	findings "$2" pieces.out >pieces
	totals pieces.out >pieces.totals
	diff whole pieces >"$tmp/out"
	check "$1: the same findings at the same places" same whole pieces
	check "$1: the same totals" same whole.totals pieces.totals
	check "$1: status $status" [ "$status" -eq "$3" ]
	"$PROG" report merge -q -f json pieces.out >merged.json
	check "$1: report merge takes it, status 1" [ $? -eq 1 ]
	jq -c '.summary | [.documents, .errors, .warnings, .infos]' merged.json >merged
	check "$1: report merge has the same totals" same merged whole.totals
}

# Without parallel: split is everywhere.
split -l 300 stream.jsonl piece.
n=0
for piece in piece.*; do
	n=$((n + 1))
	"$PROG" check -q --no-config --json-lines -f jsonl --stdin-filename "piece-$n" - <"$piece"
done >pieces.out
status=$?
together 'split' 300 1

if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
	skip 'GNU parallel is not installed'
	finish
	exit
fi
PARALLEL_HOME=$tmp/parallel
export PARALLEL_HOME
mkdir "$PARALLEL_HOME"
filter="$PROG check -q --no-config --json-lines -f jsonl --stdin-filename piece-{#} -"

parallel --will-cite -j 2 --pipe -N 300 "$filter" <stream.jsonl >pieces.out 2>"$tmp/err"
status=$?
together 'parallel -N' 300 7 # it ends with the number of pieces that have findings

parallel --will-cite -j 2 --pipe -N 300 "$filter --fail-on never" <stream.jsonl \
	>pieces.out 2>"$tmp/err"
status=$?
check 'parallel, --fail-on never: status 0' status 0

# In pieces of bytes: no document is cut, though places count within a piece.
parallel --will-cite -j 2 --pipe --block 100k "$filter" <stream.jsonl >pieces.out 2>"$tmp/err"
status=$?
findings 0 pieces.out | jq -c '[.rule, .message, .column, .pointer]' | LC_ALL=C sort >got
jq -c '[.rule, .message, .column, .pointer]' whole | LC_ALL=C sort >want
check 'parallel --block: the same findings' same want got
totals pieces.out >pieces.totals
check 'parallel --block: the same totals' same whole.totals pieces.totals

parallel --will-cite -j 2 --pipepart --block 100k -a stream.jsonl "$filter" >pieces.out 2>"$tmp/err"
findings 0 pieces.out | jq -c '[.rule, .message, .column, .pointer]' | LC_ALL=C sort >got
check 'parallel --pipepart: the same findings' same want got

# By ssh.  sshd wants to be called by its path.
sshd=$(PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin command -v sshd)
if [ -z "$sshd" ] || ! command -v ssh >/dev/null || ! command -v ssh-keygen >/dev/null; then
	skip 'ssh: no sshd, ssh or ssh-keygen here'
	finish
	exit
fi
start_sshd() {
	dir=$tmp/ssh
	mkdir -m 700 "$dir" &&
		ssh-keygen -q -t ed25519 -N '' -f "$dir/host" &&
		ssh-keygen -q -t ed25519 -N '' -f "$dir/user" || return 1
	# Root's sshd wants this folder; a running system has it.
	if [ "$(id -u)" -eq 0 ] && [ ! -d /run/sshd ]; then
		mkdir -m 755 /run/sshd 2>/dev/null || return 1
		made=/run/sshd
	fi
	for try in 1 2 3 4 5; do
		port=$((20000 + ($$ * 7 + try * 1009) % 20000))
		cat >"$dir/sshd.conf" <<-EOF
			ListenAddress 127.0.0.1
			Port $port
			HostKey $dir/host
			AuthorizedKeysFile $dir/user.pub
			PidFile none
			StrictModes no
			PasswordAuthentication no
			KbdInteractiveAuthentication no
			UsePAM no
			MaxStartups 100
		EOF
		printf '[127.0.0.1]:%s %s\n' "$port" "$(cat "$dir/host.pub")" >"$dir/known"
		cat >"$dir/config" <<-EOF
			Host one two
				HostName 127.0.0.1
				Port $port
				User $(id -un)
				IdentityFile $dir/user
				IdentitiesOnly yes
				IdentityAgent none
				UserKnownHostsFile $dir/known
				StrictHostKeyChecking yes
				BatchMode yes
				ConnectTimeout 5
		EOF
		"$sshd" -D -e -f "$dir/sshd.conf" 2>"$dir/log" &
		server=$!
		for _ in 1 2 3 4 5 6 7 8 9 10; do
			ssh -F "$dir/config" one true 2>"$dir/ssh.log" && return 0
			kill -0 "$server" 2>/dev/null || break
			sleep 0.1 2>/dev/null || sleep 1
		done
		kill "$server" 2>/dev/null
		wait "$server" 2>/dev/null
		server=
	done
	return 1
}
if start_sshd; then
	parallel --will-cite --ssh "ssh -F $dir/config" -S 1/one,1/two --pipe -N 300 \
		"$filter" <stream.jsonl >pieces.out 2>"$tmp/err"
	status=$?
	together 'two hosts by ssh' 300 7
	check 'both hosts had work' [ "$(grep -c 'Accepted publickey' "$dir/log")" -ge 3 ]
else
	skip "ssh: sshd cannot be started or used here: $(tail -n 1 "$dir/log" 2>/dev/null)"
fi
finish
