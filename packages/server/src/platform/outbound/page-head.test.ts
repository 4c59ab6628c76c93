/** What pages say of themselves, whatever they are written in and however they are broken. */
import { expect, it } from 'vitest';
import { isPage, PageHeadReader } from './page-head.ts';

function read(page: string | Buffer, contentType = 'text/html', pieceBytes = 7) {
  const bytes = Buffer.from(page as string);
  const reader = new PageHeadReader(contentType);
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (reader.write(bytes.subarray(at, at + pieceBytes)) === 'enough') break;
  }
  const { title, meta } = reader.end();
  return { title, ...Object.fromEntries(meta) };
}

it('reads titles and metas, the first of each, entities decoded', () => {
  const page = `<!doctype html><html><head><TITLE>Tea &amp; <b>cake</b></TITLE><title>other</title>
    <meta property="og:title" content="A &quot;title&quot;"><meta property="OG:Title" content="second">
    <meta name="description" content="About it"/><meta charset="utf-8"><meta name="empty"></head><body>`;
  expect(read(page)).toEqual({
    title: 'Tea & <b>cake</b>',
    'og:title': 'A "title"',
    description: 'About it',
    empty: '',
  });
});

it('reads nothing of a body, a script, a comment or a picture', () => {
  const page = `<head><script>"<title>no</title>"</script><!-- <title>no</title> --></head>
    <body><title>no</title><meta name="a" content="b">`;
  expect(read(page)).toEqual({ title: '' });
  expect(read('<svg><title>no</title></svg>')).toEqual({ title: '' });
});

it.each([
  ['its header', 'text/html; charset=windows-874', ''],
  ['its meta', 'text/html', '<meta charset="tis-620">'],
  [
    'its older meta',
    'text/html',
    '<meta http-equiv="Content-Type" content="text/html; charset=windows-874">',
  ],
])('knows the character set by %s', (_, contentType, meta) => {
  const thai = Buffer.from([0xca, 0xc7, 0xd1, 0xca, 0xb4, 0xd5]);
  const page = Buffer.concat([Buffer.from(`${meta}<title>`), thai, Buffer.from('</title>')]);
  expect(read(page, contentType).title).toBe('สวัสดี');
});

it('takes an unknown character set for UTF-8, and characters cut between pieces as they are', () => {
  const page = `${' '.repeat(2_000)}<title>مرحبا 🍵</title>`;
  expect(read(page, 'text/html; charset=klingon', 1).title).toBe('مرحبا 🍵');
  expect(read(Buffer.from('\ufeff<title>wide</title>', 'utf16le')).title).toBe('wide');
});

it('keeps a bounded amount of whatever it is given', () => {
  const many = Array.from({ length: 5_000 }, (_, n) => `<meta name="m${n}" content="x">`).join('');
  const page = `<title>${'t'.repeat(100_000)}</title><meta name="long" content="${'c'.repeat(50_000)}">${many}`;
  const found = read(page, 'text/html', 16_384);
  expect(found.title).toHaveLength(4_096);
  expect(Object.keys(found).length).toBeLessThanOrEqual(257);
});

it('bears nesting without end', () => {
  expect(read('<div>'.repeat(100_000), 'text/html', 16_384).title).toBe('');
});

it.each([
  ['text/html', true],
  ['TEXT/HTML;charset=x', true],
  ['application/xhtml+xml', true],
  ['text/htmlx', false],
  ['image/svg+xml', false],
  ['', false],
])('%j is a page: %s', (type, answer) => expect(isPage(type)).toBe(answer));
