/*
 * judge: reads each report back, as its readers would.
 *
 *   node judge.js FOLDER SET [same]
 *
 * FOLDER holds FORMAT.SET for every format.  Checks that each can be read, that
 * all tell the same findings in the same order as the json report, and that
 * nothing in them steers a terminal or a CI service.  A line for each check,
 * "ok ..." or "not ok ...: why".
 */
'use strict';

const fs = require('fs');
const path = require('path');
const [folder, set] = process.argv.slice(2);
let failed = 0;

function check(what, ok, why) {
	console.log(ok ? `ok ${what}` : `not ok ${what}: ${String(why).slice(0, 600)}`);
	if (!ok) failed++;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const read = format => decoder.decode(fs.readFileSync(path.join(folder, `${format}.${set}`)));
const lines = text => text.split('\n').filter(l => l !== '');

function entities(text) {
	const names = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

	return text.replace(/&(lt|gt|quot|apos|amp);/g, (all, name) => names[name]);
}

function attributes(text) {
	const found = {};

	for (const m of text.matchAll(/ ([\w-]+)="([^"]*)"/g)) found[m[1]] = entities(m[2]);
	return found;
}

/* GitHub's runner, ActionCommand.TryParseV2. */
function command(line) {
	const unescape = (text, property) => {
		let t = text.replace(/%0D/g, '\r').replace(/%0A/g, '\n');
		if (property) t = t.replace(/%3A/g, ':').replace(/%2C/g, ',');
		return t.replace(/%25/g, '%');
	};
	const m = /^::([a-z]+) ([^]*?)::([^]*)$/.exec(line.trimStart());
	const found = { command: m && m[1], data: m && unescape(m[3], false) };

	for (const pair of m ? m[2].split(',') : []) {
		const at = pair.indexOf('=');
		found[pair.slice(0, at)] = unescape(pair.slice(at + 1), true);
	}
	return found;
}

const unmark = text => text.replace(/&#(\d+);/g, (all, n) => String.fromCharCode(n))
	.replace(/\\([!-/:-@[-`{-~])/g, '$1');

const rank = { error: 0, warning: 1, info: 2 };
const report = JSON.parse(read('json'));
const findings = report.findings.filter(f => f.suppressed === null);
const bySeverity = findings.slice().sort((a, b) => rank[a.severity] - rank[b.severity]);

/* Each returns the findings as [line, rule, message]; null: it does not tell. */
const readers = {
	compact: text => lines(text).map(l => {
		const m = /^(.*?):(\d+):\d+: (?:error|warning|info): .* \[.*\]$/.exec(l);
		return [+m[2], null, null];
	}),
	text: text => lines(text).map(l => /^\S.*?:(\d+):\d+: (error|warning|info): /.exec(l))
		.filter(m => m).map(m => [+m[1], null, null]),
	jsonl: text => {
		const all = lines(text).map(l => JSON.parse(l)), last = all.pop();
		check('jsonl: the summary is last', last.summary && last.version === 1, last);
		check('jsonl: the objects of json', JSON.stringify(all) ===
			JSON.stringify(report.findings), 'they differ');
		return all.filter(f => f.suppressed === null).map(f => [f.line, f.rule, f.message]);
	},
	sarif: text => {
		const run = JSON.parse(text).runs[0], rules = run.tool.driver.rules;
		check('sarif: ruleIndex leads to the rule', run.results.every(r =>
			rules[r.ruleIndex].id === r.ruleId), 'not always');
		check('sarif: a region of context is larger', run.results.every(r => {
			const p = r.locations[0].physicalLocation;
			return !p.contextRegion || !p.region.snippet ||
				p.contextRegion.snippet.text.length > p.region.snippet.text.length;
		}), 'not always');
		check('sarif: as many suppressed', run.results.filter(r =>
			(r.suppressions || []).length > 0).length === report.findings.length - findings.length,
			'another number');
		return run.results.filter(r => (r.suppressions || []).length === 0).map(r =>
			[r.locations[0].physicalLocation.region.startLine, r.ruleId, null]);
	},
	junit: text => {
		let counts = 0;
		for (const m of text.matchAll(/<testsuite ([^>]*)>([^]*?)<\/testsuite>/g)) {
			const a = attributes(' ' + m[1]);
			const n = e => (m[2].match(new RegExp(`<${e}[ >]`, 'g')) || []).length;
			if (+a.tests !== n('testcase') || +a.failures !== n('failure') ||
				+a.errors !== n('error') || +a.skipped !== n('skipped')) counts++;
		}
		check('junit: the counts are right', counts === 0, counts);
		return [...text.matchAll(/<testcase ([^>]*[^/])>([^]*?)<\/testcase>/g)]
			.filter(m => !m[2].includes('<skipped')).map(m => {
				const type = /<(?:failure|error) ([^>]*)>/.exec(m[2]);
				const at = /^\s*<[^>]*>(?:[^]*?):(\d+):\d+: /.exec(m[2]);
				return [at && null, type ? attributes(' ' + type[1]).type : null,
					type ? attributes(' ' + type[1]).message : null];
			});
	},
	checkstyle: text => [...text.matchAll(/<error([^>]*)\/>/g)].map(m => {
		const a = attributes(m[1]);
		return [+a.line, a.source.replace(/^hookvet\./, ''), null];
	}),
	gitlab: text => {
		const all = JSON.parse(text);
		check('gitlab: no fingerprint twice', new Set(all.map(f => f.fingerprint)).size ===
			all.length, 'some');
		check('gitlab: no path with ./', all.every(f => !/^\.\//.test(f.location.path)), 'some');
		return all.map(f => [f.location.lines.begin, f.check_name, null]);
	},
	rdjsonl: text => lines(text).map(l => JSON.parse(l)).map(f =>
		[f.location.range.start.line, f.code.value, f.message.split('\n')[0]]),
	tap: text => [...text.matchAll(/^ {4}- message: (.*)\n(?: {6}.*\n)*?/gm)].map((m, i) => {
		const rule = [...text.matchAll(/^ {6}rule: (.*)$/gm)][i];
		const line = [...text.matchAll(/^ {6}line: (.*)$/gm)][i];
		return [+line[1], JSON.parse(rule[1]), JSON.parse(m[1])];
	}),
	markdown: text => {
		const rows = lines(text).filter(l => /^\| (\*\*error\*\*|warning|info) /.test(l));
		const cells = rows.map(l => l.split(/(?<!\\)(?:\\\\)*\|/));
		check('markdown: four cells a row', cells.every(c => c.length === 6),
			rows[cells.findIndex(c => c.length !== 6)]);
		check('markdown: no HTML but <br>', !/<(?!br>)/.test(text), 'some');
		check('markdown: no link', !/(?<!\\)\]\(|:\/\/|(?<!\\)`(?!hookvet)/.test(
			text.replace(/`hookvet check --fix`/, '')), 'some');
		return rows.map(l => {
			const at = /^\| \S+ \| (\d+):\d+ \| /.exec(l);
			const rule = l.slice(l.lastIndexOf(' | ', l.length - 3) + 3, -2);
			return [+at[1], unmark(rule), null];
		});
	},
	html: text => {
		check('html: one script, one style', (text.match(/<script/gi) || []).length === 1 &&
			(text.match(/<style/gi) || []).length === 1, 'more');
		const tags = (text.match(/<[a-z][^>]*>/gi) || []);
		check('html: no handler, no address', tags.every(t => !/^<(img|iframe|link|object)/
			.test(t) && !/ (on\w+|src|style)=/.test(t.replace(/"[^"]*"/g, '""')) &&
			!/ href="(?!#)/.test(t)), 'some');
		return [...text.matchAll(/<article class="finding ([^>]*)>/g)].map(m =>
			[null, attributes(' ' + m[0])['data-rule'], null]);
	},
	github: text => lines(text).filter(l => !/^\d+ more are in this log/.test(l)).map(l => {
		const c = command(l);
		return [+c.line, c.title, c.data && c.data.split('\n')[0], c.command];
	}),
	basic: text => { JSON.parse(text); return null; },
	hierarchical: text => { JSON.parse(text); return null; },
	flag: text => { JSON.parse(text); return null; },
};

function harmless(format, text) {
	const bad = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/
		.exec(text);
	const commands = text.split('\n').filter(l => l.trimStart().startsWith('::'));

	check(`${format}: no control character`, bad === null, bad && text.slice(
		Math.max(0, bad.index - 60), bad.index + 60));
	check(`${format}: no command of a CI service`, !/##[a-z]*\[/.test(text) &&
		(format === 'github' || commands.length === 0), commands[0]);
	check(`${format}: no secret`, !/s3cret|t0k3n|hunter2/.test(text),
		/.{0,60}(s3cret|t0k3n|hunter2).{0,60}/.exec(text));
}

for (const format of ['json', ...Object.keys(readers)]) {
	const text = read(format);
	const want = format === 'github' ? bySeverity : findings;
	let got;

	harmless(format, text);
	if (format === 'json') continue;
	try {
		got = readers[format](text);
	} catch (e) {
		check(`${format}: can be read`, false, e.stack);
		continue;
	}
	if (got === null) continue;
	check(`${format}: as many findings`, got.length === want.length,
		`${got.length}, not ${want.length}`);
	const wrong = got.findIndex((g, i) => want[i] === undefined ||
		(g[0] !== null && g[0] !== want[i].line) || (g[1] !== null && g[1] !== want[i].rule) ||
		(g[2] !== null && g[2] !== want[i].message));
	check(`${format}: the same findings in the same order`, wrong === -1,
		JSON.stringify([got[wrong], want[wrong] && [want[wrong].line, want[wrong].rule,
			want[wrong].message]]));
	if (format === 'github')
		check('github: the right commands', got.every((g, i) => g[3] ===
			{ error: 'error', warning: 'warning', info: 'notice' }[want[i].severity]), 'no');
}
process.exit(failed === 0 ? 0 : 1);
