/** What is shown as a preview, whatever a message carries. */
import { expect, test } from 'vitest';
import { isWide, pictureAddress, previewsIn } from './previews-model.ts';

const one = { url: 'https://www.a.example/b', title: 'A' };

test('what the server writes is shown, with where it leads', () => {
  const full = { ...one, description: 'about', siteName: 'Site' };
  expect(previewsIn({ previews: [full] })).toEqual([{ ...full, host: 'a.example' }]);
  expect(previewsIn({ previews: [one, one, one, one] })).toHaveLength(3);
});

test.each([
  [{}],
  [{ previews: 'x' }],
  [{ previews: [null, 1, 'x', {}] }],
  [{ previews: [{ url: 'https://a.example' }] }],
  [{ previews: [{ ...one, url: 'javascript:alert(1)' }] }],
  [{ previews: [{ ...one, url: 'nowhere' }] }],
  [{ previews: [{ ...one, title: { toString: 'x' } }] }],
])('%j shows nothing', (metadata) => expect(previewsIn(metadata)).toEqual([]));

const picture = { id: 'p1', width: 640, height: 336, blur: 'data:image/webp;base64,AAAA' };

test('a picture is shown by its size, from this server, in the place that suits it', () => {
  expect(previewsIn({ previews: [{ ...one, picture }] })[0]?.picture).toEqual(picture);
  expect(pictureAddress({ roomId: 'r', id: 'm' }, picture)).toBe('/api/files/previews/r/m/p1');
  expect([
    isWide(picture),
    isWide({ ...picture, width: 336 }),
    isWide({ ...picture, width: 100, height: 50 }),
  ]).toEqual([true, false, false]);
});

test.each([
  [{ ...picture, id: '../../x' }],
  [{ ...picture, id: 1 }],
  [{ ...picture, width: 0 }],
  [{ ...picture, height: 1e9 }],
  ['https://elsewhere.example/x.png'],
])('a picture that is %j is none', (given) => {
  expect(previewsIn({ previews: [{ ...one, picture: given }] })).toEqual([{ ...one, host: 'a.example' }]);
});

test('a blur that is no picture of ours is left out', () => {
  const given = { ...picture, blur: 'url(https://elsewhere.example)' };
  expect(previewsIn({ previews: [{ ...one, picture: given }] })[0]?.picture).toEqual({
    ...picture,
    blur: '',
  });
});

test('what is of no use in it is left out', () => {
  expect(previewsIn({ previews: [{ ...one, description: 1, siteName: {} }] })).toEqual([
    { ...one, host: 'a.example' },
  ]);
});
