/** Whether a process may have as many files open as a cast has sockets. */
import { readFileSync } from 'node:fs';
import type { Cast } from '../targets/target.ts';

/** What a process has open besides: its code, its database, its listener. */
const BESIDES = 200;

/** What this machine lacks, in words; empty when the generator and a server may each hold all sockets of each cast. */
export function lackedOpenFiles(casts: readonly Cast[], allowed = openFilesAllowed()): string[] {
  const sockets = Math.max(...casts.map(({ members, socketsEach = 1 }) => members * socketsEach));
  const needed = sockets + BESIDES;
  return needed <= allowed ? [] : [`${needed} open files a process (ulimit -n allows ${allowed})`];
}

/** Node raises its own limit as far as it may, and its children inherit that. */
function openFilesAllowed(): number {
  const [, soft] = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft);
}
