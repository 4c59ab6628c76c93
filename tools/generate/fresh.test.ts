/** The committed documents are what the contract says today. */
import { readFileSync } from 'node:fs';
import { WIRE_VERSION } from '@parley/contract/kernel/version';
import { FEATURES } from '@parley/contract/registry';
import { describe, expect, test } from 'vitest';
import { documents, GENERATED, readWire } from './documents.ts';
import { CHANGED, fingerprint } from './wire.ts';

describe('packages/contract/generated', () => {
  test('the wire of this version is the wire its fingerprint was taken of', () => {
    const wire = readWire();
    const entry = wire?.history.find(({ version }) => version === WIRE_VERSION);
    expect(entry?.fingerprint, CHANGED).toBe(fingerprint(FEATURES));
    expect(wire?.version).toBe(WIRE_VERSION);
    expect(wire?.fingerprint).toBe(entry?.fingerprint);
  });

  test('the history rises by version and ends with the present one', () => {
    const versions = readWire()?.history.map(({ version }) => version) ?? [];
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(WIRE_VERSION);
  });

  test('every file is fresh', async () => {
    for (const [name, content] of await documents()) {
      const onDisk = readFileSync(new URL(name, GENERATED), 'utf8');
      expect(onDisk === content, `${name} is out of date: run \`npm run generate\` and commit it`).toBe(true);
    }
  });
});
