#!/bin/sh
# Completions, in the real shells.
# shellcheck source=tests/cli/lib
. tests/cli/lib
mkdir "$tmp/bin"
ln -s "$PROG" "$tmp/bin/hookvet"
PATH=$tmp/bin:$PATH
good here.json

# complete SHELL WORD...: candidates for the last word, one a line.
bash_complete() {
	bash --norc --noprofile -c '
		. /dev/fd/3 3<<X
$(hookvet completion bash)
X
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_hookvet
		printf "%s\n" "${COMPREPLY[@]}"' bash "$@" 2>"$tmp/err"
}
# A zsh in a terminal of its own; what the functions hand to compadd is written down.
cat >"$tmp/inner.zsh" <<'X'
PS1= PS2=
setopt no_beep no_list_beep
autoload -Uz compinit
compinit -u -d $TMP/zcompdump
eval "$(hookvet completion zsh)"
compadd() {
	local -a found
	if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)* ]]; then
		builtin compadd -O found "$@"
		print -rl -- $found >>$TMP/found
	fi
	builtin compadd "$@"
}
bindkey '^I' complete-word
print READY >$TMP/ready
X
cat >"$tmp/outer.zsh" <<'X'
zmodload zsh/zpty zsh/zselect
wait_for() { integer i=0; while [[ ! -s $1 ]] && (( i++ < 100 )); do zselect -t 5; zpty -r -t z discard; done }
zpty -b z 'TERM=vt100 zsh -f -i'
zpty -w z "source $TMP/inner.zsh"
wait_for $TMP/ready
zpty -n -w z "$1"$'\t'
wait_for $TMP/found
zselect -t 20
zpty -d z
X
zsh_complete() {
	TMP=$tmp zsh -f "$tmp/outer.zsh" "$*" >/dev/null 2>"$tmp/err"
	cat "$tmp/found" 2>/dev/null
	rm -f "$tmp/found" "$tmp/ready"
}
fish_complete() {
	# shellcheck disable=SC2016
	HOME=$tmp fish --no-config -c 'hookvet completion fish | source; complete -C "$argv"' "$*" 2>"$tmp/err" |
		cut -f1
}
offers() { # WORD: among the candidates
	grep -qx -e "$1" "$tmp/out"
}
lacks() { ! grep -qx -e "$1" "$tmp/out"; }

# What zsh is told, for those who have none.
run completion zsh
check 'zsh: an option with words' out "'--kind=[the kind of document, instead of finding out]:KIND:(create-request "
check 'zsh: its letter' out "'-k+[the kind of document, instead of finding out]:KIND:(create-request "
check 'zsh: an option alone' out "'--json-lines[one document per line]' \\"
check 'zsh: one that may be repeated' out "'*--rule=[off, info, warning, error for a rule; may be repeated]:"
check 'zsh: actions' out "'1:action:(list show "
check 'zsh: files, where there are some' [ "$(grep -c "^		'\*:file:_files'$" "$tmp/out")" -eq 4 ]
check 'zsh: words, where there are some' out "'*:completion:(bash zsh fish)'"
check 'zsh: or nothing' out "'*:rules:()'"
for shell in bash zsh fish; do
	run completion $shell
	check "$shell: a script" status 0
	if ! command -v $shell >/dev/null; then
		skip "$shell is not installed"
		continue
	fi
	cp "$tmp/out" script
	check "$shell: its syntax" $shell -n script
	${shell}_complete hookvet ch >"$tmp/out"
	check "$shell: subcommands" offers check
	check "$shell: only those that begin so" lacks rules
	${shell}_complete hookvet check --fo >"$tmp/out"
	check "$shell: options" offers --format
	check "$shell: another option" offers --force-exclude
	${shell}_complete hookvet check --kind up >"$tmp/out"
	check "$shell: kinds" offers update-request
	${shell}_complete hookvet check --format sa >"$tmp/out"
	check "$shell: formats" offers sarif
	${shell}_complete hookvet explain missing-f >"$tmp/out"
	check "$shell: rules" offers missing-field
	${shell}_complete hookvet check he >"$tmp/out"
	check "$shell: files" offers here.json
	${shell}_complete hookvet completion z >"$tmp/out"
	check "$shell: shells" offers zsh
	${shell}_complete hookvet catalogue customer >"$tmp/out"
	check "$shell: products" offers customerInvoicing
	${shell}_complete hookvet rules --fi >"$tmp/out"
	check "$shell: not the options of others" lacks --files-from
done
finish
