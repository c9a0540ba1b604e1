// Takes the pictures of docs/images: what a real pwsh shows in a terminal of xterm.js, and the pages in Chromium.
// First ./build.sh build, and the simulator of GİB by ./build.sh demo; then here: npm install && node shoot.mjs [name ...]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const images = join(root, 'docs/images');
const terminals = [
  { name: 'publish', columns: 120, rows: 30, culture: 'en-US' },
  { name: 'session.tr', scene: 'session', columns: 80, rows: 32, culture: 'tr-TR' },
  { name: 'findings', columns: 120, rows: 22, culture: 'en-US' },
  { name: 'findings.tr', scene: 'findings', columns: 80, rows: 23, culture: 'tr-TR' },
  { name: 'signatures', columns: 120, rows: 22, culture: 'en-US' },
  { name: 'devices', columns: 120, rows: 40, culture: 'en-US' },
];
const pages = [
  { name: 'overview', culture: 'en-US', file: 'overview.html', width: 1100, height: 900 },
  { name: 'overview.tr', culture: 'tr-TR', file: 'overview.html', width: 1100, height: 900 },
  { name: 'journal', culture: 'tr-TR', file: '48312007522-202609-Y-000000.html', width: 1100, height: 620 },
  { name: 'berat', culture: 'tr-TR', file: 'GIB-48312007522-202609-YB-000000.html', width: 1100, height: 620 },
];

// Runs a scene in a terminal of its own; what it wrote there is in the file raw of its folder.
function play(scene, folder, columns, rows, culture) {
  const command = `stty cols ${columns} rows ${rows}; pwsh -NoLogo -NoProfile -File ${join(here, 'scenes.ps1')} ${scene} ${culture} ${folder}`;
  execFileSync('script', ['-qefc', command, join(folder, 'raw')], { stdio: 'ignore', env: { ...process.env, TERM: 'xterm-256color' } });
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'defterx-screens-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function shootTerminal(browser, { name, scene, columns, rows, culture }, folder) {
  play(scene ?? name, folder, columns, rows, culture);
  const bytes = readFileSync(join(folder, 'raw'), 'utf8').replace(/^Script started.*\n/, '').replace(/\nScript done.*\n?$/, '');
  const tab = await browser.newPage({ viewport: { width: 1400, height: 1000 }, deviceScaleFactor: 1.5 });
  await tab.setContent('<body style="margin:0;background:#fff"><div id="t" style="display:inline-block;padding:10px;background:#0c1021"></div></body>');
  await tab.addStyleTag({ path: join(here, 'node_modules/@xterm/xterm/css/xterm.css') });
  await tab.addScriptTag({ path: join(here, 'node_modules/@xterm/xterm/lib/xterm.js') });
  await tab.evaluate(({ bytes, columns, rows }) => new Promise(done => {
    const terminal = new Terminal({
      cols: columns, rows, convertEol: true, scrollback: 0, fontFamily: 'DejaVu Sans Mono', fontSize: 14,
      theme: { background: '#0c1021', foreground: '#d8dbe2', cursor: '#0c1021' },
    });
    terminal.open(document.getElementById('t'));
    terminal.write(bytes, () => setTimeout(done, 300));
  }), { bytes, columns, rows });
  await tab.locator('#t').screenshot({ path: join(images, `${name}.png`) });
  await tab.close();
}

async function shootPage(browser, { name, file, width, height, culture }, folder) {
  play('pages', folder, 120, 30, culture);
  const tab = await browser.newPage({ viewport: { width, height } });
  await tab.goto(pathToFileURL(join(folder, file)).href);
  await tab.screenshot({ path: join(images, `${name}.png`) });
  await tab.close();
}

const wanted = process.argv.slice(2);
const chosen = shot => wanted.length === 0 || wanted.includes(shot.name);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const shot of terminals.filter(chosen)) await inFolder(folder => shootTerminal(browser, shot, folder));
  for (const shot of pages.filter(chosen)) await inFolder(folder => shootPage(browser, shot, folder));
} finally {
  await browser.close();
}
