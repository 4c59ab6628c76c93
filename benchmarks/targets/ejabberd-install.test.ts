import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEjabberd } from './ejabberd-install.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-ejabberd-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A folder with these applications in it. */
function library(name: string, ...applications: readonly string[]): string {
  const path = join(folder, name);
  for (const application of applications) mkdirSync(join(path, application), { recursive: true });
  return path;
}

describe('ejabberd on this machine', () => {
  it('is found with its driver, wherever each of them is', () => {
    const erlang = library('erlang', 'kernel-8.5.3', 'p1_sqlite3-1.1.14');
    const debian = library('debian', 'ejabberd-23.01');
    expect(findEjabberd('/usr/bin/erl', [erlang, debian])).toEqual({
      kind: 'found',
      erlang: '/usr/bin/erl',
      libraries: `${debian}:${erlang}`,
    });
  });

  it('lacks by name what is not there', () => {
    const none = join(folder, 'none');
    expect(findEjabberd(undefined, [none])).toEqual({
      kind: 'missing',
      lacks: ['ejabberd (Debian: ejabberd)', 'its driver of SQLite (Debian: erlang-p1-sqlite3)'],
    });
    const alone = library('alone', 'ejabberd-23.01');
    expect(findEjabberd('/usr/bin/erl', [alone])).toMatchObject({
      lacks: ['its driver of SQLite (Debian: erlang-p1-sqlite3)'],
    });
  });

  it('is not one of its extensions', () => {
    const extensions = library('extensions', 'ejabberd-mod-rest-0.1', 'p1_sqlite3-1.1.14');
    expect(findEjabberd('/usr/bin/erl', [extensions])).toMatchObject({
      lacks: ['ejabberd (Debian: ejabberd)'],
    });
  });
});
