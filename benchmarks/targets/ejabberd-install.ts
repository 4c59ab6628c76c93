/** Where this machine has ejabberd and what it runs on, or what of it is missing. */
import { readdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { findProgram } from '@parley/testkit/services/programs';

/** Folders of Erlang's applications, each in a folder of its name and version: Erlang's own, and Debian's of those that hold machine code. */
const LIBRARIES = [
  '/usr/lib/erlang/lib',
  '/usr/lib64/erlang/lib',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/local/lib/erlang/lib',
];

export type EjabberdInstall =
  | {
      readonly kind: 'found';
      readonly erlang: string;
      /** As ERL_LIBS has it. */
      readonly libraries: string;
    }
  | { readonly kind: 'missing'; readonly lacks: readonly string[] };

/** `erlang` is the program that runs it. */
export function findEjabberd(
  erlang = findProgram({
    name: 'Erlang',
    commands: ['erl'],
    places: ['/usr/bin'],
    debianPackage: 'erlang-base',
  }),
  libraries: readonly string[] = LIBRARIES,
): EjabberdInstall {
  const server = libraries.find(holding('ejabberd'));
  const sqlite = libraries.find(holding('p1_sqlite3'));
  if (erlang !== undefined && server !== undefined && sqlite !== undefined) {
    return { kind: 'found', erlang, libraries: [...new Set([server, sqlite])].join(delimiter) };
  }
  return {
    kind: 'missing',
    lacks: [
      ...(erlang === undefined || server === undefined ? ['ejabberd (Debian: ejabberd)'] : []),
      ...(sqlite === undefined ? ['its driver of SQLite (Debian: erlang-p1-sqlite3)'] : []),
    ],
  };
}

const holding = (application: string) => (folder: string) =>
  entriesOf(folder).some((entry) => new RegExp(`^${application}-\\d`).test(entry));

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
