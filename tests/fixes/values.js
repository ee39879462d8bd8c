// values: random documents full of what --fix mends, and an independent judge of what
// it left behind.
//
//   node values.js make DIR FIRST COUNT     writes DIR/NUMBER.json
//   node values.js compare BEFORE AFTER     says which files have other values
//   node values.js test                     damages texts: each must be noticed
//
// JSON5 reads both texts.  What it has no notion of is taken away first, by a tokenizer
// of our own: "#" comments, commas that are missing or too many, words of other
// languages; and each member gets a key of its own, so that none hides another.  What
// fixes may change by their names is the same after normal(); nothing else may differ.
'use strict';
const fs = require('fs');
const path = require('path');

// --- documents -------------------------------------------------------------------

let state = 1;
function random() { // mulberry32
	state = (state + 0x6d2b79f5) | 0;
	let t = Math.imul(state ^ (state >>> 15), 1 | state);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const chance = (p) => random() < p;
const pick = (list) => list[Math.floor(random() * list.length)];
const upTo = (n) => Math.floor(random() * (n + 1));

const events = ['invoicing.customer.invoice.paid', 'invoicing.customer.invoice.cancel',
	'invoicing.customer.invoice.send', 'invoicing.customer.invoice.overdue-reminder'];
const renamed = { // by fixes, safe and suggested
	webhookURL: 'webhookUrl', retryPolcy: 'retryPolicy', numberOfRetri: 'numberOfRetries',
	maxNumberOfRetries: 'numberOfRetries', firstRetryInterval: 'firstRetry',
	deactivateflag: 'deactivateFlag', nmae: 'name', firstRety: 'firstRetry',
};
const rewritten = { SLEF: 'SELF', 'invoicing.customer.invoice.payd': events[0] };
const readOnly = ['webhookId', 'createdOn', 'updatedOn', 'version', 'deliveryType',
	'digitalSignatureEnabled', 'status', 'notificationVersion'];
const numeric = ['firstRetry', 'interval', 'numberOfRetries', 'repeatSequenceCount',
	'repeatSequenceWaitTime'];

// Comments hold what would do harm if it came to light, or hide it if they do not end.
const inside = ['', 'money', 'a, b', '"x",', '"k": 1,', ']', '}', '{ "a": [', '* /', 'a // b',
	"it's", ', "invoicing.customer.invoice.paid"', 'http://x.y/z', '#', 'é ✓', ','];
let eol = '\n';
function comment() {
	const text = pick(inside);
	if (chance(0.4))
		return `/*${pick(['', ' ', eol])}${text}${pick(['', ' ', eol])}*/`;
	return `${pick(['//', '#', '// ', '# '])}${text}${eol}`;
}
let noise = 0; // how many gaps have comments
function gap() {
	let s = pick(['', '', ' ', ' ', eol + '  ', '\t']);
	while (chance(noise))
		s += comment() + pick(['', ' ', eol]);
	return s;
}

let faults = 0; // how many tokens are written wrong
function quoted(s) {
	if (chance(faults) && !/['\\]/.test(s))
		return `'${s}'`;
	return JSON.stringify(s);
}
function number(n) {
	if (!chance(faults) || !Number.isInteger(n) || n < 0)
		return String(n);
	return pick([`+${n}`, `0x${n.toString(16)}`, `${n}.`, String(n)]);
}
function scalar(v) {
	if (typeof v === 'string')
		return quoted(v);
	if (typeof v === 'number')
		return number(v);
	if (v === true && chance(faults))
		return 'True';
	return v === null && chance(faults) ? 'None' : String(v);
}
// Elements and members: commas are missing, too many or behind the last.
function list(open, items, close) {
	let s = open;
	items.forEach((item, i) => {
		s += gap() + item + gap();
		if (i + 1 < items.length)
			s += chance(faults / 3) ? pick([' ', eol]) + gap() : ',';
		else if (chance(faults))
			s += ',' + gap();
		if (chance(faults / 8) && s.endsWith(','))
			s += gap() + ',';
	});
	return s + (items.length === 0 ? gap() : '') + close;
}
function key(name) {
	return chance(faults) && /^[a-zA-Z]+$/.test(name) ? name : quoted(name);
}
function value(v) {
	if (Array.isArray(v))
		return list('[', v.map(value), ']');
	if (v instanceof Members)
		return list('{', v.pairs.map(([k, w]) => `${key(k)}${gap()}:${gap()}${value(w)}`), '}');
	return scalar(v);
}
class Members { // an object whose keys may repeat
	constructor(pairs) {
		this.pairs = pairs;
	}
}

function any(depth) {
	const kind = upTo(depth > 0 ? 7 : 5);
	if (kind === 6)
		return Array.from({ length: upTo(3) }, () => any(depth - 1));
	if (kind === 7)
		return new Members(Array.from({ length: upTo(3) }, () => [pick(['a', 'b', 'c//', '#d']), any(depth - 1)]));
	return [true, null, upTo(99), -upTo(9) - 1, pick(inside), 'https://h.example.org/#x'][kind];
}
function some(pairs, p) {
	return pairs.filter(() => chance(p));
}
function eventList() {
	const n = upTo(5);
	return Array.from({ length: n }, () => pick(chance(0.1) ? Object.keys(rewritten).slice(1) : events));
}
function retry() {
	const n = () => pick([1, 3, 10, '1', '10', '007', 'three']);
	return new Members(some([['algorithm', 'ARITHMETIC'], ['firstRetry', n()], ['interval', n()],
		['numberOfRetries', n()], ['deactivateFlag', true], ['deactivateflag', true],
		['maxNumberOfRetries', n()], ['numberOfRetri', n()], ['firstRetryInterval', 7], ['firstRety', n()],
		['repeatSequenceCount', 0], ['repeatSequenceWaitTime', '0']], 0.5));
}
function shuffle(items) {
	for (let i = items.length - 1; i > 0; i--) {
		const j = upTo(i);
		[items[i], items[j]] = [items[j], items[i]];
	}
	return items;
}
function subscription() {
	let pairs = some([['name', 'n'], ['description', 'https://x//y'], ['organizationId', 'acme_webshop'],
		['webhookUrl', 'https://hooks.acme-webshop.com/a'], ['notificationScope', pick(['SELF', 'SLEF'])],
		['retryPolicy', retry()], ['securityPolicy', new Members([['securityType', 'KEY']])]], 0.85);
	if (chance(0.5))
		pairs.push(['productId', 'customerInvoicing'], ['eventTypes', eventList()]);
	else
		pairs.push(['products', [new Members([['productId', 'customerInvoicing'], ['eventTypes', eventList()]])]]);
	pairs = pairs.concat(some([['webhookURL', 'https://hooks.acme-webshop.com/b'], ['retryPolcy', retry()],
		['nmae', 'm'], ['webhookId', 'fd1a3c6b-20f4-1b7e-e063-4f588e0a11c9'], ['status', 'ACTIVE'],
		['version', '3'], ['createdOn', any(1)], ['x', any(3)]], 0.2));
	if (chance(0.1))
		pairs.push(pick(pairs)); // a key twice
	return new Members(shuffle(pairs));
}
function make(dir, first, count) {
	for (let i = first; i < first + count; i++) {
		state = i * 7919 + 1;
		eol = pick(['\n', '\n', '\n', '\r\n', '\r']);
		noise = pick([0, 0.05, 0.15, 0.3]);
		faults = pick([0, 0, 0.03, 0.15]);
		const text = pick(['', '', '', '\ufeff']) + gap() + value(subscription()) + pick(['', eol]);
		fs.writeFileSync(path.join(dir, `${i}.json`), text);
	}
}

// --- the judge -------------------------------------------------------------------

const tokens = /\ufeff|[\s]+|\/\/[^\n\r\u2028\u2029]*|#[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|[{}[\],:]|[^\s"'{}[\],:/#]+|[^]/g;
const words = { True: 'true', None: 'null' };

// The text as JSON5 reads it, with a number behind each key.
function plain(text) {
	const list = [];
	for (const t of text.match(tokens) || []) {
		if (/^(\ufeff|\s|\/\/|\/\*|#)/.test(t))
			continue;
		list.push(Object.hasOwn(words, t) ? words[t] : t);
	}
	let out = '';
	list.forEach((t, i) => {
		const last = i !== 0 ? list[i - 1] : '{', next = list[i + 1];
		if (t === ',' && (',[{:'.includes(last)))
			return;
		if (!',:]}'.includes(t) && !',:[{'.includes(last))
			out += ',';
		if (next !== ':')
			out += t;
		else
			out += JSON.stringify(`${/^["']/.test(t) ? JSON5.parse(t) : t}\u0000${i}`);
	});
	return out;
}

let JSON5;
function read(text) {
	return JSON5.parse(plain(text));
}
function name(k) {
	const bare = k.replace(/\u0000.*$/, '');
	return Object.hasOwn(renamed, bare) ? renamed[bare] : bare;
}
// What fixes may change is the same before and after; of a member its name is known.
function normal(v, of, top) {
	if (Array.isArray(v)) {
		const items = v.map((w) => JSON.stringify(normal(w, of)));
		return of === 'eventTypes' ? [...new Set(items)] : items;
	}
	if (v !== null && typeof v === 'object')
		return Object.entries(v).map(([k, w]) => [name(k), normal(w, name(k))]).
			filter(([k, w]) => !(top && (readOnly.includes(k) ||
				(k === 'securityPolicy' && JSON.stringify(w) === '[["securityType","KEY"]]'))));
	if (numeric.includes(of) && typeof v === 'string' && /^(0|-?[1-9][0-9]*)$/.test(v))
		return Number(v);
	if (typeof v !== 'string')
		return v;
	const bare = v.replace(/,$/, ''); // "x," "y": the comma goes behind the quote
	return Object.hasOwn(rewritten, bare) ? rewritten[bare] : bare;
}
// Version 1 has a product and its events at the top, version 2 in a list: here they stand
// at the top, one behind the other.
function oneShape(pairs) {
	const last = (k) => pairs.findLastIndex(([name]) => name === k);
	const list = last('products'), id = last('productId'), types = last('eventTypes');
	if (list >= 0 && Array.isArray(pairs[list][1]) && pairs[list][1].length === 1 && /^\[\[/.test(pairs[list][1][0]))
		return pairs.toSpliced(list, 1, ...JSON.parse(pairs[list][1][0]));
	if (list >= 0 || id < 0 || types < 0)
		return pairs;
	return pairs.toSpliced(id, 1, pairs[id], pairs[types]).toSpliced(types < id ? types : types + 1, 1);
}
function values(text) {
	const all = normal(read(text), '', true);
	return JSON.stringify(all !== null && typeof all === 'object' ? oneShape(all) : all);
}

function compare(before, after) {
	let bad = 0, changed = 0;
	for (const file of fs.readdirSync(before)) {
		const was = fs.readFileSync(path.join(before, file), 'utf8');
		const is = fs.readFileSync(path.join(after, file), 'utf8');
		let a = '', b;
		changed += was !== is;
		try {
			a = values(was);
			b = was === is ? a : values(is);
		} catch (e) {
			b = String(e);
		}
		if (a !== b) {
			bad++;
			console.log(`${path.join(after, file)}:\n  ${a}\n  ${b}`);
		}
	}
	console.error(`${changed} changed, ${bad} damaged`);
	return bad === 0;
}

// Each text is other than the first, though it has as many marks.
function test() {
	const first = '{"a": 1, # x\n "a": [1 2,, 3,], "firstRetry": "7", "eventTypes": ["p", "p"], "status": 0}';
	const same = ['{"a":1,"a":[1,2,3],"firstRetry":7,"eventTypes":["p"]}', "{a:+1,'a':[0x1,2,3],firstRety:7,eventTypes:['p']}"];
	const other = ['{"a":1,"firstRetry":7,"eventTypes":["p"]}', '{"a":[1,2,3],"a":1,"firstRetry":7,"eventTypes":["p"]}',
		'{"a":1,"a":[12,3],"firstRetry":7,"eventTypes":["p"]}', '{"a":1,"a":[1,2,3],"firstRetry":7,"eventTypes":[]}',
		'{"a":1, # x "a": [1,2,3],\n "firstRetry":7,"eventTypes":["p"]}'];
	return same.every((s) => values(s) === values(first)) && other.every((s) => values(s) !== values(first));
}

const [, , command, ...args] = process.argv;
let ok = true;
if (command === 'make') {
	make(args[0], Number(args[1]), Number(args[2]));
} else {
	JSON5 = require(require.resolve('json5', { paths: [process.env.JUDGES] }));
	ok = command === 'test' ? test() : compare(args[0], args[1]);
}
process.exitCode = ok ? 0 : 1;
