/** What is shown of what a page says. */
import { expect, it } from 'vitest';
import { previewOf } from './preview.ts';

const page = (title: string, meta: Readonly<Record<string, string>> = {}) =>
  previewOf({ title, meta: new Map(Object.entries(meta)) });

it('Open Graph wins over Twitter, and both over the page’s own title', () => {
  const meta = {
    'og:title': 'OG',
    'twitter:title': 'TW',
    'twitter:description': 'about',
    description: 'other',
    'og:site_name': 'Site',
  };
  expect(page('Own', meta)).toEqual({ title: 'OG', description: 'about', siteName: 'Site' });
  expect(page('Own', { 'og:title': '  ', 'twitter:title': 'TW' })).toEqual({ title: 'TW' });
});

it('a page without a title has no preview', () => {
  expect(page(' \n', { description: 'only this' })).toBeNull();
});

it('a description that repeats the title is left out', () => {
  expect(page('Same', { description: 'Same' })).toEqual({ title: 'Same' });
});

it('texts become one line without what turns, hides or breaks it', () => {
  expect(page('a\n\t b\u202Ec\u0000\u2066d\ufeff \ud83d')).toEqual({ title: 'a bcd' });
});

it('texts are cut between characters', () => {
  const title = page('🍵'.repeat(300))?.title ?? '';
  expect([...title]).toHaveLength(200);
  expect(title.endsWith('🍵…')).toBe(true);
});

it('markup stays text', () => {
  expect(page('<b onclick=alert(1)>x</b>')).toEqual({ title: '<b onclick=alert(1)>x</b>' });
});
