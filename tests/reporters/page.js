/*
 * page: the html report in a real browser.
 *
 *   node page.js MODULES CHROMIUM REPORT [PICTURE]
 *
 * MODULES: folder with puppeteer-core and axe-core.  A line for each check,
 * "ok ..." or "not ok ...: why"; exit status 1 if one fails.
 */
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const [modules, chromium, report, picture] = process.argv.slice(2);
const puppeteer = require(path.resolve(modules, 'puppeteer-core'));
const axe = fs.readFileSync(path.resolve(modules, 'axe-core/axe.min.js'), 'utf8');
const url = 'file://' + path.resolve(report);
let failed = 0;

function check(what, ok, why) {
	console.log(ok ? `ok ${what}` : `not ok ${what}: ${why}`);
	if (!ok) failed++;
}

/* What the browser complains about: errors, blocked styles and scripts. */
async function open(browser, script, scheme) {
	const page = await browser.newPage();
	const complaints = [], requests = [];

	page.on('console', m => complaints.push(m.text()));
	page.on('pageerror', e => complaints.push(e.message));
	page.on('dialog', d => { complaints.push('dialog: ' + d.message()); d.dismiss(); });
	page.on('request', r => { if (r.url() !== url) requests.push(r.url()); });
	await page.setJavaScriptEnabled(script);
	await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
	await page.setViewport({ width: 1000, height: 1400 });
	await page.goto(url);
	check(`${scheme}, script ${script}: no complaint`, complaints.length === 0,
		complaints.join('; '));
	check(`${scheme}, script ${script}: nothing fetched`, requests.length === 0,
		requests.join(' '));
	return page;
}

const shown = page => page.$$eval('.finding',
	all => all.filter(f => f.offsetParent !== null).map(f => f.dataset.severity));

async function accessible(page, scheme) {
	await page.evaluate(axe);
	const found = await page.evaluate('axe.run(document)');
	check(`${scheme}: axe finds nothing`, found.violations.length === 0,
		JSON.stringify(found.violations.map(v => [v.id, v.nodes.length,
			v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary])));
	check(`${scheme}: axe looked`, found.passes.length > 10, found.passes.length);
}

/* Tab and the keys alone: no mouse, no script of ours in the page. */
async function keyboard(page) {
	const all = await shown(page);
	const errors = all.filter(s => s === 'error').length;
	let now;

	if (all.length === 0) return;
	await page.keyboard.press('Tab');
	check('keyboard: Tab comes to the filter first',
		await page.evaluate('document.activeElement.name') === 'error', 'no');
	await page.keyboard.press('Space');
	now = await shown(page);
	check('keyboard: errors go away', now.length === all.length - errors &&
		!now.includes('error'), now.join());
	check('keyboard: the count is said', await page.$eval('output', o => o.value) ===
		`${now.length} of ${all.length} shown`, 'another');
	await page.keyboard.press('Space');
	for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
	const rule = await page.$eval('select', s => s.options[s.options.length - 1].value);
	await page.keyboard.press('End');
	check('keyboard: the rule is chosen', await page.$eval('select', s => s.value) === rule,
		rule);
	check('keyboard: only that rule is shown', (await page.$$eval('.finding',
		a => a.filter(f => f.offsetParent !== null).map(f => f.dataset.rule)))
		.every(r => r === rule), rule);
	await page.keyboard.press('Home');
	await page.keyboard.press('Tab');
	await page.keyboard.type('no such text anywhere');
	check('keyboard: nothing fits', (await shown(page)).length === 0, 'something did');
	await page.keyboard.press('Escape');
	check('keyboard: all are back', (await shown(page)).length === all.length, 'no');
}

async function main() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hookvet-page-'));
	const browser = await puppeteer.launch({ executablePath: chromium, headless: true,
		userDataDir: folder, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
			'--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync'] });

	for (const scheme of ['light', 'dark']) {
		const page = await open(browser, true, scheme);
		await accessible(page, scheme);
		if (picture) await page.screenshot({ path: `${picture}-${scheme}.png` });
		if (scheme === 'light') await keyboard(page);
		await page.close();
	}
	const plain = await open(browser, false, 'light');
	const visible = await plain.$$('.finding');
	check('without a script all is there', visible.length ===
		(fs.readFileSync(report, 'utf8').match(/<article class="finding/g) || []).length,
		visible.length);
	await browser.close();
	fs.rmSync(folder, { recursive: true, force: true });
	process.exit(failed === 0 ? 0 : 1);
}

main().catch(e => { console.log('not ok page: ' + e.message); process.exit(1); });
