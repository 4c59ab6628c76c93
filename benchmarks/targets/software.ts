/** What each target is made of beside Node, and which version of it is on this machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '@parley/testkit/services/chromium';
import { findNginx } from '@parley/testkit/services/nginx';
import { findPostgres } from '@parley/testkit/services/postgres';
import { POSTGRES, REDIS } from '@parley/testkit/services/programs';
import { findRedis } from '@parley/testkit/services/redis';
import type { TargetName } from './target.ts';

interface Software {
  readonly name: string;
  /** Null where it can't be told. */
  version(): string | null;
}

const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

function npmPackage(name: string): Software {
  const described = join(MODULES, name, 'package.json');
  return { name, version: () => versionIn(/"version": "([^"]+)"/, readFileSync(described, 'utf8')) };
}

/** Asks the program itself; some answer on stderr. */
function program(name: string, path: string | undefined, option: string): Software {
  return {
    name,
    version: () => (path === undefined ? null : versionIn(/(\d+(?:\.\d+)+)/, printed(path, [option]))),
  };
}

/** For what does not say it itself: upstream's part of the package's version. */
function debianPackage(name: string, pack: string): Software {
  const args = ['-W', '-f', '$' + '{Version}', pack];
  return { name, version: () => versionIn(/^(?:\d+:)?([^-+~]+)/, printed('dpkg-query', args)) };
}

/** Nothing where there is no such program. */
function printed(path: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(path, args, { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}` : '';
}

function versionIn(pattern: RegExp, text: string): string | null {
  return pattern.exec(text)?.[1] ?? null;
}

const postgresFolder = findPostgres();
const postgres = program(POSTGRES.name, postgresFolder && join(postgresFolder, 'postgres'), '--version');
const redis = program(REDIS.name, findRedis(), '--version');
const socketIo = npmPackage('socket.io');
const ejabberd = debianPackage('ejabberd', 'ejabberd');

const SOFTWARE: Readonly<Record<TargetName, readonly Software[]>> = {
  parley: [],
  'parley-postgres': [postgres],
  'parley-cluster': [postgres, redis],
  socketio: [socketIo],
  'socketio-sqlite': [socketIo],
  'socketio-redis': [socketIo, npmPackage('@socket.io/redis-adapter'), redis],
  ws: [npmPackage('ws')],
  ejabberd: [ejabberd],
  'ejabberd-wal': [ejabberd],
  'ejabberd-mnesia': [ejabberd],
  'parley-web': [program('Chromium', findChromium(), '--version'), npmPackage('lighthouse')],
  nchan: [program('nginx', findNginx(), '-v'), debianPackage('nchan', 'libnginx-mod-nchan')],
};

/** Versions by name, Node's first. */
export function versionsOf(targets: readonly TargetName[]): Record<string, string> {
  const versions: Record<string, string> = { Node: process.version.slice(1) };
  for (const { name, version } of targets.flatMap((target) => SOFTWARE[target])) {
    versions[name] ??= version() ?? 'unknown';
  }
  return versions;
}
