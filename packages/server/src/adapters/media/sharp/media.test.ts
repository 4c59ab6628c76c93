import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharpMedia } from './media.ts';
import { Slots } from './slots.ts';

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-media-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const media = sharpMedia({ maxPixels: 1_000_000 });
function file(content: string | Uint8Array): string {
  count += 1;
  const path = join(folder, `${count}`);
  writeFileSync(path, content);
  return path;
}
const colour = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 10, g: 100, b: 200, alpha: 1 } } });

describe('what a content is', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['text in any script', 'hello สวัสดี مرحبا', 'text/plain'],
    ['a page', '<!doctype html><p>hi', 'text/html'],
    ['a page without a beginning', 'x <script>alert(1)</script>', 'text/html'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['a drawing after a prologue', '<?xml version="1.0"?>\n<!-- c --><svg/>', 'image/svg+xml'],
    ['bytes', new Uint8Array([1, 0, 2, 0, 255]), 'application/octet-stream'],
    ['text that is none', new Uint8Array([0xc3, 0x28, 0x41]), 'application/octet-stream'],
    ['a PDF', '%PDF-1.7\n', 'application/pdf'],
    ['a program', new Uint8Array([0x4d, 0x5a, ...new Uint8Array(100)]), 'application/x-msdownload'],
    ['text cut within a character at the end of what is read', `${'a'.repeat(65_535)}ก`, 'text/plain'],
  ])('%s', async (_what, content, mime) => {
    expect(await media.recognise(file(content))).toBe(mime);
  });
});

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('%s is made anew in its own format', async (format) => {
    const path = file(await colour(100, 50).toFormat(format).toBuffer());
    const made = await media.picture(path, `image/${format}`);
    expect(made).toMatchObject({ mime: `image/${format}`, width: 100, height: 50 });
    expect(made?.blur.length).toBeLessThan(400);
    expect(readFileSync(made?.full.path ?? '').length).toBe(made?.full.size);
  });

  it('AVIF becomes WebP, which every browser shows', async () => {
    const path = file(await colour(64, 64).avif().toBuffer());
    expect((await media.picture(path, 'image/avif'))?.mime).toBe('image/webp');
  });

  it('is turned as the camera was held, so that nothing need say so', async () => {
    const path = file(await colour(100, 50).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(await media.picture(path, 'image/jpeg')).toMatchObject({ width: 50, height: 100 });
  });

  it('that moves goes on moving', async () => {
    const frames = await Promise.all([colour(8, 8).png().toBuffer(), colour(8, 8).negate().png().toBuffer()]);
    const pages = frames.map((frame) => file(frame));
    const path = file(
      await sharp(pages, { join: { animated: true } })
        .gif()
        .toBuffer(),
    );
    const made = await media.picture(path, 'image/gif');
    expect(made).toMatchObject({ width: 8, height: 8 });
    expect((await sharp(made?.full.path).metadata()).pages).toBe(2);
  });

  it('of more pixels than allowed is not decoded: one frame, or all together', async () => {
    const large = file(await colour(1_001, 1_000).png().toBuffer());
    expect(await media.picture(large, 'image/png')).toBeNull();
    const header = await colour(10, 10).png().toBuffer();
    header.writeUInt32BE(50_000, 16);
    header.writeUInt32BE(50_000, 20);
    const path = file(header);
    const before = performance.now();
    expect(await media.picture(path, 'image/png')).toBeNull();
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('is none when it is cut off, or of another format than it was taken for; nothing is left of it', async () => {
    const jpeg = await colour(400, 400).jpeg().toBuffer();
    const cut = file(jpeg.subarray(0, 300));
    expect(await media.picture(cut, 'image/jpeg')).toBeNull();
    expect(existsSync(`${cut}.full`)).toBe(false);
    expect(await media.picture(file(jpeg), 'image/png')).toBeNull();
    expect(
      await media.picture(
        file('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        'image/png',
      ),
    ).toBeNull();
    expect(await media.picture(file('text'), 'text/plain')).toBeNull();
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('%s is made small as WebP', async (format) => {
    const path = file(
      await colour(300, 150)
        .withExif({ IFD0: { Artist: 'me' } })
        .toFormat(format)
        .toBuffer(),
    );
    const made = await media.small(path, `image/${format}`, 128);
    expect(readFileSync(made?.path ?? '').length).toBe(made?.size);
    const found = await sharp(made?.path).metadata();
    expect(found).toMatchObject({ format: 'webp', width: 128, height: 64 });
    expect(found.exif).toBeUndefined();
  });

  it('that is small stays as large as it is, and goes on moving', async () => {
    const frames = await Promise.all([colour(9, 8).png().toBuffer(), colour(9, 8).negate().png().toBuffer()]);
    for (const format of ['gif', 'webp'] as const) {
      const pages = frames.map((frame) => file(frame));
      const joined = sharp(pages, { join: { animated: true } });
      const path = file(await joined.toFormat(format, { delay: [200, 300] }).toBuffer());
      const made = await media.small(path, `image/${format}`, 128);
      const found = await sharp(made?.path).metadata();
      expect(found).toMatchObject({ width: 9, height: 8, pages: 2, delay: [200, 300] });
    }
  });

  it('is not made small where it is none, or of more pixels than allowed', async () => {
    const header = await colour(10, 10).png().toBuffer();
    header.writeUInt32BE(50_000, 16);
    header.writeUInt32BE(50_000, 20);
    const svg = file('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const [path, mime] of [
      [file(header), 'image/png'],
      [file((await colour(400, 400).jpeg().toBuffer()).subarray(0, 300)), 'image/jpeg'],
      [svg, 'image/svg+xml'],
      [svg, 'image/png'],
    ] as const) {
      expect(await media.small(path, mime, 128)).toBeNull();
      expect(existsSync(`${path}.small`)).toBe(false);
    }
  });

  it('one still WebP of it fits into a box, is never enlarged, and holds nothing of what a camera wrote', async () => {
    const box = { width: 640, height: 360 };
    const large = file(await colour(900, 900).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const still = await media.still(large, 'image/jpeg', box);
    expect(still).toMatchObject({
      width: 360,
      height: 360,
      blur: expect.stringMatching(/^data:image\/webp/),
    });
    const made = await sharp(still?.made.path).metadata();
    expect(made).toMatchObject({ format: 'webp', width: 360, height: 360 });
    expect([made.exif, made.orientation, made.pages]).toEqual([undefined, undefined, undefined]);
    const small = file(await colour(120, 63).png().toBuffer());
    expect(await media.still(small, 'image/png', box)).toMatchObject({ width: 120, height: 63 });
    const huge = file(await colour(1_001, 1_000).png().toBuffer());
    expect(await media.still(huge, 'image/png', box)).toBeNull();
    const cut = file((await colour(400, 400).jpeg().toBuffer()).subarray(0, 300));
    expect(await media.still(cut, 'image/jpeg', box)).toBeNull();
    expect(existsSync(`${cut}.still`)).toBe(false);
  });

  it('SVG reaches no decoder, whoever asks', async () => {
    const path = file('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(sharp(path).metadata()).rejects.toThrow('unsupported');
  });
});

it('no more at once than there are places, in order, and a failure frees its own', async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string, fails = false) =>
    slots
      .run(async () => {
        log.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
        if (fails) throw new Error(name);
      })
      .catch((cause: Error) => log.push(`failed ${cause.message}`));
  const all = [work('a', true), work('b'), work('c')];
  await Promise.resolve();
  expect(log).toEqual(['a', 'b']);
  ends[0]?.();
  await all[0];
  expect(log).toEqual(['a', 'b', 'c', 'failed a']);
  ends[1]?.();
  ends[2]?.();
  await Promise.all(all);
});
