/** What is shown as a preview, whatever a message carries. */
import { expect, test } from 'vitest';
import { previewsIn } from './previews-model.ts';

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

test('what is of no use in it is left out', () => {
  expect(previewsIn({ previews: [{ ...one, description: 1, siteName: {} }] })).toEqual([
    { ...one, host: 'a.example' },
  ]);
});
