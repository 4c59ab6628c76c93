/** Builds what is stale, and nothing else. A target that fails leaves no stamp, so the next run tries it again. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from './fingerprint.mjs';
import { TARGETS } from './targets.mjs';

const STAMPS = '.cache/build.json';

function readStamps(root) {
  try {
    return JSON.parse(readFileSync(join(root, STAMPS), 'utf8'));
  } catch {
    return {};
  }
}

function writeStamps(root, stamps) {
  const file = join(root, STAMPS);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(stamps, null, 2)}\n`);
}

function run(root, target) {
  if (target.clean !== undefined) rmSync(join(root, target.clean), { recursive: true, force: true });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, target.command, {
      cwd: join(root, target.cwd),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`building ${target.name} failed\n${Buffer.concat(output).toString()}`));
    });
  });
}

/** Brings every target up to date; `say` gets one line per target built. Rejects with the compiler's words. */
export async function build(root, { say = () => {}, force = false } = {}) {
  const stamps = force ? {} : readStamps(root);
  const contents = {};
  const work = {};
  let touched = false;
  for (const target of TARGETS) {
    const upstream = target.needs.map((name) => contents[name]);
    const { stale, stamp, content } = inspect(root, target, stamps[target.name], upstream);
    contents[target.name] = content;
    const done = () => {
      stamps[target.name] = { stamp, content };
      touched = true;
    };
    if (!stale) {
      if (stamps[target.name]?.stamp !== stamp) done();
      continue;
    }
    delete stamps[target.name];
    // Independent targets are built side by side; one waits only for what it needs.
    work[target.name] = Promise.all(target.needs.map((name) => work[name])).then(async () => {
      const started = performance.now();
      await run(root, target);
      done();
      say(`built ${target.name} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    });
  }
  const results = await Promise.allSettled(Object.values(work));
  if (touched) writeStamps(root, stamps);
  const failures = new Set(results.filter((r) => r.status === 'rejected').map((r) => r.reason));
  if (failures.size > 0) throw new Error([...failures].map((failure) => failure.message).join('\n'));
}

/** For programs that need a build before they can begin: says what was built, or what failed, and ends. */
export async function buildOrExit(root) {
  try {
    await build(root, { say: console.log });
  } catch (failure) {
    console.error(failure.message);
    process.exit(1);
  }
}
