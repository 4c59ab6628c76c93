/** Against a store over HTTP that checks every signature. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blobsConformance } from '../../../kernel/conformance/blobs.conformance.ts';
import { s3Address } from './address.ts';
import { BlobStoreRefused, s3Blobs } from './blobs.ts';
import { startStore, type TestStore } from './harness.ts';

const ACCOUNT = { bucket: 'parley', key: 'AKTEST', secret: 'se/cret+key', region: 'eu-central-1' };
let folder: string;
let store: TestStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-s3-'));
  store = await startStore(ACCOUNT);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function account({ secret = ACCOUNT.secret, bucket = ACCOUNT.bucket, region = ACCOUNT.region } = {}) {
  const credentials = `${ACCOUNT.key}:${encodeURIComponent(secret)}`;
  const address = s3Address(
    `s3+http://${credentials}@127.0.0.1:${store.port}/${bucket}/files?region=${region}`,
  );
  if (address === null) throw new Error('no address');
  return s3Blobs(address);
}

blobsConformance('s3', async () => {
  let files = 0;
  return {
    nodes: [account(), account()],
    file: async (content) => {
      files += 1;
      writeFileSync(join(folder, `${files}`), content);
      return join(folder, `${files}`);
    },
    close: async () => {},
  };
});

it('keeps them under the prefix of its address', () => {
  expect([...store.objects.keys()].every((path) => path.startsWith('/parley/files/'))).toBe(true);
  expect(store.objects.has('/parley/files/whole-key')).toBe(true);
});

it('a wrong secret, a wrong region and a bucket that is not there are failures that say so', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'content');
  for (const wrong of [account({ secret: 'wrong' }), account({ region: 'us-east-1' })]) {
    await expect(wrong.put('a-key', path, 7)).rejects.toThrow(/PUT with 403.*SignatureDoesNotMatch/);
    await expect(wrong.open('a-key')).rejects.toBeInstanceOf(BlobStoreRefused);
    await expect(wrong.remove('a-key')).rejects.toThrow(/DELETE with 403/);
  }
  await expect(account({ bucket: 'nowhere' }).put('a-key', path, 7)).rejects.toThrow(/PUT with 404/);
  expect(store.objects.has('/parley/files/a-key')).toBe(false);
});

it('a store that is not there is a failure, and soon', async () => {
  const address = s3Address('s3+http://a:b@127.0.0.1:1/parley');
  if (address === null) throw new Error('no address');
  await expect(s3Blobs(address).open('a-key')).rejects.toThrow();
});
