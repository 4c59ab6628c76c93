/** Where the services tests need are looked for: on the PATH, then in the usual places of the usual systems. */
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Program {
  /** As people call it. */
  readonly name: string;
  /** Any of these is it. */
  readonly commands: readonly string[];
  /** Folders besides the PATH; a `*` stands for every entry, the highest version first. */
  readonly places: readonly string[];
  /** What holds it on Debian. */
  readonly debianPackage: string;
}

export const POSTGRES: Program = {
  name: 'PostgreSQL',
  commands: ['postgres'],
  places: [
    '/usr/lib/postgresql/*/bin',
    '/usr/pgsql-*/bin',
    '/usr/local/pgsql/bin',
    '/opt/homebrew/opt/postgresql@*/bin',
    '/usr/local/opt/postgresql@*/bin',
  ],
  debianPackage: 'postgresql',
};

export const REDIS: Program = {
  name: 'Redis',
  commands: ['redis-server', 'valkey-server'],
  places: ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'],
  debianPackage: 'redis-server',
};

export const CHROMIUM: Program = {
  name: 'Chromium',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
  places: [
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/Applications/Chromium.app/Contents/MacOS',
    '/Applications/Google Chrome.app/Contents/MacOS',
  ],
  debianPackage: 'chromium',
};

/** Chromium's engine without the windows around it: half of what a page costs. What can do without it uses Chromium. */
export const HEADLESS_SHELL: Program = {
  name: 'Chromium’s headless shell',
  commands: ['chromium-headless-shell'],
  places: ['/usr/bin', '/usr/local/bin'],
  debianPackage: 'chromium-headless-shell',
};

export const NGINX: Program = {
  name: 'nginx',
  commands: ['nginx'],
  places: ['/usr/sbin', '/usr/local/sbin', '/usr/local/nginx/sbin', '/opt/homebrew/bin'],
  debianPackage: 'nginx',
};

/** Makes throw-away certificates. */
export const OPENSSL: Program = {
  name: 'OpenSSL',
  commands: ['openssl'],
  places: ['/usr/bin', '/usr/local/bin', '/opt/homebrew/opt/openssl@*/bin'],
  debianPackage: 'openssl',
};

/** Suites that need one of these are skipped without it. */
export const PROGRAMS: readonly Program[] = [POSTGRES, REDIS, NGINX, CHROMIUM, OPENSSL];

/** Suites are only slower without these. */
export const FASTER: readonly Program[] = [HEADLESS_SHELL];

/** The folders a place with a star stands for; only one step may hold the star. */
function expand(place: string): readonly string[] {
  const [before, after] = place.split('*');
  if (before === undefined || after === undefined) return [place];
  const parent = before.slice(0, before.lastIndexOf('/'));
  const prefix = before.slice(parent.length + 1);
  try {
    return readdirSync(parent)
      .filter((entry) => entry.startsWith(prefix))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((entry) => `${parent}/${entry}${after}`);
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The first folder that holds all of `commands`, or undefined. */
export function findFolder(commands: readonly string[], places: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...places.flatMap(expand)];
  return folders.find(
    (folder) => folder !== '' && commands.every((each) => isExecutable(join(folder, each))),
  );
}

/** The full path of a program, or undefined where this machine has none. */
export function findProgram(program: Program): string | undefined {
  for (const command of program.commands) {
    const folder = findFolder([command], program.places);
    if (folder !== undefined) return join(folder, command);
  }
  return undefined;
}
