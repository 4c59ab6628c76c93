/**
 * `tsx tools/services.ts [<report>]`: gets the services tests need (PostgreSQL, Redis, nginx, Chromium, OpenSSL) and what makes them faster, where the machine is
 * Debian and we are root; says nothing when everything is there. What can't be had is named, and the suites that need it are skipped. The report is
 * JSON: where each program is, or null.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { FASTER, findProgram, PROGRAMS, type Program } from '@parley/testkit/services/programs';

const missing = (programs: readonly Program[]) =>
  programs.filter((program) => findProgram(program) === undefined);

/** Runs apt without questions, and without starting the services it installs: tests start their own. */
function apt(...args: string[]): boolean {
  const { status, stderr } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) console.error(stderr);
  return status === 0;
}

const wanted = missing([...PROGRAMS, ...FASTER]);
if (wanted.length > 0 && existsSync('/etc/debian_version') && process.getuid?.() === 0) {
  console.log(`installing ${wanted.map(({ debianPackage }) => debianPackage).join(', ')}`);
  apt('update');
  for (const { debianPackage } of wanted) apt('install', '-y', '--no-install-recommends', debianPackage);
}
for (const { name, debianPackage } of missing(PROGRAMS)) {
  console.log(
    `no ${name} here (Debian: apt-get install ${debianPackage}): the suites that need it are skipped`,
  );
}

const report = process.argv[2];
if (report !== undefined) {
  const found = PROGRAMS.map((program) => [program.name, findProgram(program) ?? null]);
  writeFileSync(report, JSON.stringify(Object.fromEntries(found)));
}
