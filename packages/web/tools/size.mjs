/**
 * Weighs the first load of the chat shell: every script the page imports from the start, and the texts of its language,
 * gzipped. Ends with 1 over the budget. Build first.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 250;
/** Loaded in any case before the first paint: one language's texts; the heaviest counts. */
const LANGUAGES = ['en', 'th', 'ar'].map((language) => `src/i18n/${language}/texts.ts`);

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, 'utf8'));

const weights = new Map();
function weigh(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(dist + file), { level: 9 }).length);
  return weights.get(file);
}

/** The scripts an entry of the manifest loads by itself, without those in `known`. */
function closure(key, known = new Set()) {
  const entry = manifest[key];
  if (entry === undefined) throw new Error(`${key} is not in the manifest: build the web app first`);
  if (known.has(entry.file)) return known;
  known.add(entry.file);
  for (const imported of entry.imports ?? []) closure(imported, known);
  return known;
}

const sum = (files) => [...files].reduce((total, file) => total + weigh(file), 0);

const shell = closure('index.html');
const texts = Math.max(...LANGUAGES.map((key) => sum([...closure(key)].filter((file) => !shell.has(file)))));
const totalKb = (sum(shell) + texts) / 1024;

for (const file of [...shell].sort((a, b) => weigh(b) - weigh(a))) {
  console.log(`${(weigh(file) / 1024).toFixed(1).padStart(7)} KB  ${file}`);
}
console.log(`${(texts / 1024).toFixed(1).padStart(7)} KB  texts of the heaviest language`);
console.log(
  `${totalKb.toFixed(1).padStart(7)} KB  first load of the chat shell, gzip (at most ${BUDGET_KB})`,
);
process.exitCode = totalKb > BUDGET_KB ? 1 : 0;
