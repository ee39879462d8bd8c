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
# zsh: what _arguments and _describe would add is caught at compadd.
zsh_complete() {
	zsh -f -c '
		zmodload zsh/zpty
		zpty z zsh -f -i
		zpty -w z "PS1=; unsetopt zle_bracketed_paste; bindkey \"^I\" complete-word"
		zpty -w z "autoload -Uz compinit; compinit -u -d '"$tmp"'/zcompdump; eval \"\$(hookvet completion zsh)\""
		zpty -w z "setopt list_ambiguous no_list_beep; LISTMAX=1000; COLUMNS=400; zstyle \":completion:*\" list-colors no=; zstyle \":completion:*\" verbose no"
		zpty -w z "_caught() { compadd -O found \"\$@\"; print -rl -- \$found >>'"$tmp"'/found; builtin compadd \"\$@\"; }; compadd() { local -a found; builtin compadd -O found \"\$@\"; print -rl -- \$found >>'"$tmp"'/found; builtin compadd \"\$@\"; }"
		zpty -w z "print READY >'"$tmp"'/ready"
		integer i=0
		while [[ ! -s '"$tmp"'/ready ]] && (( i++ < 100 )); do sleep 0.1; done
		zpty -n -w z "$1"$'"'\\\\t'"'
		i=0
		while [[ ! -s '"$tmp"'/found ]] && (( i++ < 50 )); do sleep 0.1; done
		sleep 0.3
		zpty -d z' zsh "$*" 2>"$tmp/err"
	cat "$tmp/found" 2>/dev/null
	rm -f "$tmp/found" "$tmp/ready"
}
fish_complete() {
	HOME=$tmp fish --no-config -c 'hookvet completion fish | source; complete -C "$argv"' "$*" 2>"$tmp/err" |
		cut -f1
}
offers() { # WORD: among the candidates
	grep -qx -e "$1" "$tmp/out"
}
lacks() { ! grep -qx -e "$1" "$tmp/out"; }

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
