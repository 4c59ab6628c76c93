import { describe, expect, it } from 'vitest';
import { fileIdsOf, filesOf, frameOf, sizeText } from './model.ts';

const FILE = { id: 'f', name: 'a.png', size: 3, mime: 'image/png', kind: 'image', url: '/api/files/f/a.png' };

describe('the files of a message', () => {
  it('are those that are files of this server', () => {
    expect(filesOf({ files: [FILE] })).toEqual([FILE]);
    for (const wrong of [
      { ...FILE, url: 'https://evil.example/a.png' },
      { ...FILE, url: 'javascript:alert(1)' },
      { ...FILE, thumbnailUrl: '//evil.example' },
      { ...FILE, blur: 'url(https://evil.example)' },
      { ...FILE, kind: 'page' },
      { ...FILE, id: 7 },
      null,
      'file',
    ]) {
      expect(filesOf({ files: [wrong] })).toEqual([]);
    }
    expect([filesOf({}), filesOf({ files: 'x' }), fileIdsOf({ fileIds: ['a', 1] })]).toEqual([[], [], ['a']]);
  });
});

it('a picture is shown in its own shape, never larger than it is', () => {
  const most = { w: 400, h: 300 };
  expect(frameOf({ width: 4000, height: 1000 }, most)).toEqual({ width: 400, height: 100 });
  expect(frameOf({ width: 1000, height: 4000 }, most)).toEqual({ width: 75, height: 300 });
  expect(frameOf({ width: 40, height: 30 }, most)).toEqual({ width: 40, height: 30 });
  expect(frameOf({ width: 10_000, height: 1 }, most)).toEqual({ width: 400, height: 1 });
});

it('sizes are said in the reader’s words', () => {
  expect([0, 999, 1400, 2_500_000, 12_345_678].map((bytes) => sizeText(bytes, 'en'))).toEqual([
    '0 byte',
    '999 byte',
    '1.4 kB',
    '2.5 MB',
    '12 MB',
  ]);
});
