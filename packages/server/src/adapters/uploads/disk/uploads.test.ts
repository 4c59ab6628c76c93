import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TooMuch, type Uploads, WrongOffset } from '../../../kernel/index.ts';
import { diskUploads } from './uploads.ts';

let folder: string;
let uploads: Uploads;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'parley-uploads-')), 'uploads');
  uploads = diskUploads(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

async function* bytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
const content = (id: string) => readFileSync(uploads.path(id), 'utf8');

it('U1: bytes are appended where the last ones ended, in pieces of any size', async () => {
  expect(await uploads.offset('a')).toBe(0);
  expect(await uploads.append('a', { offset: 0, size: 8 }, bytes('ab', 'c'))).toBe(3);
  expect(await uploads.append('a', { offset: 3, size: 8 }, bytes('defgh'))).toBe(8);
  expect([await uploads.offset('a'), content('a')]).toEqual([8, 'abcdefgh']);
});

it('U1: another offset changes nothing and says where to go on', async () => {
  await uploads.append('a', { offset: 0, size: 8 }, bytes('abc'));
  for (const offset of [0, 2, 4]) {
    const refused = uploads.append('a', { offset, size: 8 }, bytes('x'));
    await expect(refused).rejects.toEqual(new WrongOffset(3));
  }
  await expect(uploads.append('new', { offset: 4, size: 8 }, bytes('x'))).rejects.toEqual(new WrongOffset(0));
  expect([content('a'), existsSync(uploads.path('new'))]).toEqual(['abc', false]);
});

it('U1: more than belongs there is not kept, and what was there is', async () => {
  await uploads.append('a', { offset: 0, size: 8 }, bytes('abc'));
  await expect(uploads.append('a', { offset: 3, size: 8 }, bytes('defg', 'hi'))).rejects.toThrow(TooMuch);
  expect(content('a')).toBe('abc');
});

it('U1: two writers at once do not mix', async () => {
  const one = uploads.append('a', { offset: 0, size: 8 }, bytes('ab', 'cd'));
  const two = uploads.append('a', { offset: 0, size: 8 }, bytes('xx', 'yy'));
  expect(await one).toBe(4);
  await expect(two).rejects.toEqual(new WrongOffset(4));
  expect(content('a')).toBe('abcd');
});

it('U2: what breaks off leaves what came before', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('abc');
    throw new Error('the line went');
  }
  await expect(uploads.append('a', { offset: 0, size: 8 }, broken())).rejects.toThrow('the line went');
  expect(await uploads.offset('a')).toBe(3);
});

it('is removed with what was made of it, and of it alone', async () => {
  await uploads.append('a', { offset: 0, size: 8 }, bytes('abc'));
  await uploads.append('ab', { offset: 0, size: 8 }, bytes('abc'));
  writeFileSync(`${uploads.path('a')}.full`, 'made');
  await uploads.remove('a');
  await uploads.remove('a');
  expect([existsSync(uploads.path('a')), existsSync(`${uploads.path('a')}.full`)]).toEqual([false, false]);
  expect(content('ab')).toBe('abc');
  await uploads.rename('ab', 'c');
  expect([await uploads.offset('ab'), content('c')]).toEqual([0, 'abc']);
});

it('tells those that nothing was appended to since a time', async () => {
  expect(await uploads.idleSince(Date.now())).toEqual([]);
  await uploads.append('old', { offset: 0, size: 8 }, bytes('abc'));
  await uploads.append('new', { offset: 0, size: 8 }, bytes('abc'));
  utimesSync(uploads.path('old'), 1_000, 1_000);
  expect(await uploads.idleSince(2_000_000)).toEqual(['old']);
});

it('an id that is a path is no id', () => {
  for (const id of ['../a', 'a/b', '', '.', 'a\0']) expect(() => uploads.path(id)).toThrow('not the id');
});
