/** The generated files, as text by name: written by `npm run generate`, proven fresh by a test. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { WIRE_VERSION } from '@parley/contract/kernel/version';
import { FEATURES } from '@parley/contract/registry';
import { asyncapi } from './asyncapi.ts';
import { text } from './json.ts';
import { openapi } from './openapi.ts';
import { fingerprint, nextWire, Wire } from './wire.ts';

export const GENERATED = new URL('../../packages/contract/generated/', import.meta.url);

export function readWire(): Wire | undefined {
  const file = new URL('wire.json', GENERATED);
  return existsSync(file) ? Wire.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/**
 * Whether the committed wire of this version went out with a release: some `v…` tag holds a `wire.json` that
 * lists it. A tree without git, a copy for example, has released nothing.
 */
function isReleased(version: number): boolean {
  const root = new URL('../..', import.meta.url);
  const git = (...args: string[]) => {
    try {
      return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    } catch {
      return '';
    }
  };
  const tags = git('tag', '-l', 'v*').split('\n').filter(Boolean);
  return tags.some((tag) => {
    const then = git('show', `${tag}:packages/contract/generated/wire.json`);
    return then !== '' && Wire.parse(JSON.parse(then)).history.some((entry) => entry.version === version);
  });
}

export async function documents(): Promise<ReadonlyMap<string, string>> {
  const wire = nextWire(readWire(), WIRE_VERSION, fingerprint(FEATURES), isReleased(WIRE_VERSION));
  return new Map([
    ['openapi.json', text(await openapi(FEATURES))],
    ['asyncapi.json', text(await asyncapi(FEATURES))],
    ['wire.json', text(wire)],
  ]);
}
