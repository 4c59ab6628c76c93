import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { blobsConformance } from '../../../kernel/conformance/blobs.conformance.ts';
import { diskBlobs } from './blobs.ts';

blobsConformance('disk', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-blobs-'));
  let files = 0;
  return {
    nodes: [diskBlobs(join(folder, 'blobs')), diskBlobs(join(folder, 'blobs'))],
    file: async (content) => {
      files += 1;
      writeFileSync(join(folder, `${files}`), content);
      return join(folder, `${files}`);
    },
    close: async () => rmSync(folder, { recursive: true }),
  };
});

it('a key that is a path is no key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-blobs-'));
  const blobs = diskBlobs(join(folder, 'blobs'));
  writeFileSync(join(folder, 'secret'), 'secret');
  for (const key of ['../secret', '..', '.hidden', 'a/b', '', 'a\0b']) {
    await expect(Promise.resolve().then(() => blobs.open(key))).rejects.toThrow('not the key');
    await expect(Promise.resolve().then(() => blobs.remove(key))).rejects.toThrow('not the key');
  }
  expect(existsSync(join(folder, 'secret'))).toBe(true);
  rmSync(folder, { recursive: true });
});
