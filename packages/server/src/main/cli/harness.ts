/** The `parley` command as a process, and what tests ask of its backups. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '@parley/testkit/process/child';
import { programArgs } from '@parley/testkit/process/programs';
import { countsAsEmpty } from '../backup/data-files.ts';

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs it to its end, in a folder without a `.env`. */
export function parley(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = startChild(process.execPath, [...programArgs('cli'), ...args], {
    cwd: tmpdir(),
    // Nothing of the environment the tests run in.
    env: { PATH: process.env.PATH, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** What a backup says each table held, by name. */
export function sumsOf(backup: string): Record<string, string> {
  const { tables } = JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as {
    tables: { name: string; rows: number; sha256: string }[];
  };
  return Object.fromEntries(tables.map(({ name, rows, sha256 }) => [name, `${rows} ${sha256}`]));
}

/** Whether nothing was left in a data directory. */
export function leftEmpty(dataDir: string): boolean {
  return (
    !existsSync(dataDir) || (countsAsEmpty(readdirSync(dataDir)) && !existsSync(join(dataDir, 'restoring')))
  );
}
