/** What is indexed of a message. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FLAGS,
  flagsOf,
  freePlaces,
  type Indexable,
  indexedText,
  placeAt,
  placeOf,
  timeOfPlace,
} from './documents.ts';

const message = (more: Partial<Indexable>): Indexable => ({
  id: '0198f000-0000-7000-8000-000000000001',
  type: 'text',
  content: 'Hello',
  metadata: '{}',
  threadId: null,
  createdAt: '2026-01-31T12:00:00.000Z',
  ...more,
});
const withFiles = (...files: unknown[]) => JSON.stringify({ files });

describe('what a message has', () => {
  it.each([
    ['nothing', {}, 0],
    ['a link', { content: 'see HTTPS://example.org' }, FLAGS.link],
    ['no link', { content: 'http:// and nothing' }, 0],
    ['code', { content: 'a `b` c' }, FLAGS.code],
    ['a block of code', { content: '```\nx' }, FLAGS.code],
    ['a thread', { threadId: 'x' }, FLAGS.thread],
    ['a file by its type', { type: 'file', content: '' }, FLAGS.file],
    ['an image, which is a file too', { type: 'image', content: '' }, FLAGS.file | FLAGS.image],
    ['a file', { metadata: withFiles({ name: 'a.pdf', mime: 'application/pdf' }) }, FLAGS.file],
    [
      'a picture among files',
      { metadata: withFiles({ name: 'a.png', mime: 'image/png' }) },
      FLAGS.file | FLAGS.image,
    ],
    ['no file: a list of anything', { metadata: withFiles(null, 1, 'a.pdf', {}, { name: 7 }) }, 0],
    ['no file: no list', { metadata: '{"files":"a.pdf"}' }, 0],
  ])('%s', (_, more, flags) => {
    expect(flagsOf(message(more))).toBe(flags);
  });

  it('its words are its text and the names of its files', () => {
    const files = withFiles({ name: 'Résumé.PDF' }, { name: '' }, { name: 'b.txt' });
    expect(indexedText(message({ content: '', metadata: files }))).toBe('resume.pdf b.txt');
  });
});

describe('places in time', () => {
  it('are exact numbers that order by time and tell it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2010-01-01'), max: new Date('2075-01-01'), noInvalidDate: true }),
        (at) => {
          const place = placeOf(message({ createdAt: at.toISOString() }));
          expect(Number.isSafeInteger(place)).toBe(true);
          expect(timeOfPlace(place)).toBe(at.getTime());
          expect(place).toBeGreaterThanOrEqual(placeAt(at.getTime()));
          expect(place).toBeLessThan(placeAt(at.getTime() + 1));
        },
      ),
      { seed: 20260131 },
    );
    expect(placeAt(0)).toBe(0);
    expect(Number.isSafeInteger(placeAt(Number.MAX_VALUE))).toBe(true);
  });

  it('are each one’s own', () => {
    expect(freePlaces([5, 5, 6, 9], new Set([5, 7]))).toEqual([6, 8, 9, 10]);
  });
});
