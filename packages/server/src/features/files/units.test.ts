/** The small rules: names, ranges, kinds, configuration. */
import { describe, expect, it } from 'vitest';
import { filesConfig } from './config.ts';
import { isShown, kindOf, servedType } from './kinds.ts';
import { safeName } from './name.ts';
import { askedRange } from './range.ts';

it.each([
  ['holiday.jpg', 'holiday.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['a\\b\\c.txt', 'c.txt'],
  ['.htaccess', 'htaccess'],
  ['a\u0000b\r\n.txt', 'ab.txt'],
  ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
  ['a<b>:"c"|?*.txt', 'a_b___c____.txt'],
  ['/', 'file'],
  ['  ', 'file'],
  ['รูปภาพ.png', 'รูปภาพ.png'],
  [`${'x'.repeat(500)}.pdf`, `${'x'.repeat(196)}.pdf`],
])('a file called %j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept);
});

it.each<[string | undefined, ReturnType<typeof askedRange>]>([
  [undefined, { kind: 'whole' }],
  ['bytes=0-', { kind: 'part', from: 0, to: 9 }],
  ['bytes=3-5', { kind: 'part', from: 3, to: 5 }],
  ['bytes=-4', { kind: 'part', from: 6, to: 9 }],
  ['bytes=-40', { kind: 'part', from: 0, to: 9 }],
  ['bytes=-0', { kind: 'beyond' }],
  ['bytes=10-12', { kind: 'beyond' }],
  ['bytes=5-3', { kind: 'whole' }],
  ['bytes=0-1,3-4', { kind: 'whole' }],
  ['pages=1-2', { kind: 'whole' }],
])('%s of ten bytes', (header, asked) => {
  expect(askedRange(header, 10)).toEqual(asked);
});

it('only what is shown in its place says what it is', () => {
  expect([kindOf('image/svg+xml'), kindOf('text/html'), kindOf('application/pdf')]).toEqual([
    'text',
    'text',
    'file',
  ]);
  expect([kindOf('video/mp4'), kindOf('audio/mpeg'), kindOf('image/png')]).toEqual([
    'video',
    'audio',
    'file',
  ]);
  expect(['image', 'audio', 'video', 'text', 'file'].filter(isShown)).toEqual(['image', 'audio', 'video']);
  expect(servedType('text', 'text/html')).toBe('application/octet-stream');
  expect(servedType('video', 'video/mp4')).toBe('video/mp4');
});

describe('the configuration', () => {
  it('accepts types by pattern, and denies before it accepts', () => {
    const { accepts } = filesConfig({
      UPLOAD_TYPES_ALLOWED: 'image/*, text/plain',
      UPLOAD_TYPES_DENIED: 'image/gif',
    });
    expect(['image/png', 'text/plain', 'image/gif', 'text/html'].map(accepts)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(filesConfig({}).accepts('anything/at-all')).toBe(true);
  });

  it('has chunks that fit a frame, and 0 for no limit', () => {
    expect(filesConfig({}).chunkBytes).toBe(262_144);
    expect(filesConfig({ FRAME_MAX_BYTES: '65536' }).chunkBytes).toBe(32_768);
    expect(filesConfig({ QUOTA_USER_BYTES: '0' }).userQuotaBytes).toBeNull();
  });

  it.each([{ UPLOAD_MAX_BYTES: '0' }, { QUOTA_USER_BYTES: '-1' }, { UPLOAD_TYPES_DENIED: 'exe' }])(
    'refuses %j',
    (env) => {
      expect(() => filesConfig(env)).toThrow('Wrong configuration');
    },
  );
});
