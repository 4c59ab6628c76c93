/**
 * Looks into files with file-type and makes pictures anew with sharp (libvips, on threads of its own). Nothing is decoded
 * but the formats named here, a few at once, and no picture of more pixels than allowed: its header says how many before any is.
 */
import { open, rm } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import type { Box, MadeFile, Media, Picture, Still } from '../../../kernel/index.ts';
import { Slots } from './slots.ts';
import { textType } from './text.ts';

export interface MediaOptions {
  /** Of a picture, all its frames together. */
  readonly maxPixels: number;
}

const AT_ONCE = 2;
const SECONDS = 30;
const HEAD_BYTES = 65_536;
const THUMBNAIL_PIXELS = 640;
const BLUR_PIXELS = 16;
/** The longest side WebP has, and more than a screen shows. */
const MAX_SIDE = 16_383;
/** Of a picture that is made small, all its frames together: what moves for long is a film. */
const SMALL_MAX_PIXELS = 16_000_000;

/** Type -> what libvips calls it, and what is made of it. */
const DECODED = new Map([
  ['image/jpeg', { format: 'jpeg', made: 'jpeg' }],
  ['image/png', { format: 'png', made: 'png' }],
  ['image/webp', { format: 'webp', made: 'webp' }],
  ['image/gif', { format: 'gif', made: 'gif' }],
  ['image/avif', { format: 'heif', made: 'webp' }],
] as const);

type Made = 'jpeg' | 'png' | 'webp' | 'gif';

// Whatever a file pretends to be, no other decoder is reached (SVG and PDF could fetch, others are little tested).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadHeifFile',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

export function sharpMedia({ maxPixels }: MediaOptions): Media {
  const slots = new Slots(AT_ONCE);

  return {
    recognise: async (path) => {
      const known = (await fileTypeFromFile(path))?.mime;
      if (known !== undefined && known !== 'application/xml') return known;
      const { head, whole } = await readHead(path);
      return textType(head, whole) ?? known ?? 'application/octet-stream';
    },

    picture: async (path, mime) => {
      const known = decodedAs(mime);
      if (known === undefined) return null;
      const [full, thumbnail] = [`${path}.full`, `${path}.thumbnail`];
      return slots.run(() =>
        orNone([full, thumbnail], async () =>
          (await isDecodable(path, known.format, maxPixels))
            ? make(path, known.made, { full, thumbnail, maxPixels })
            : null,
        ),
      );
    },

    small: async (path, mime, maxSide) => {
      const known = decodedAs(mime);
      if (known === undefined) return null;
      const [small, most] = [`${path}.small`, Math.min(maxPixels, SMALL_MAX_PIXELS)];
      return slots.run(() =>
        orNone([small], async () =>
          (await isDecodable(path, known.format, most)) ? makeSmall(path, small, { maxSide, most }) : null,
        ),
      );
    },

    still: async (path, mime, box) => {
      const known = decodedAs(mime);
      if (known === undefined) return null;
      const still = `${path}.still`;
      return slots.run(() =>
        orNone([still], async () =>
          (await isDecodable(path, known.format, maxPixels)) ? makeStill(path, still, box, maxPixels) : null,
        ),
      );
    },
  };
}

function decodedAs(mime: string) {
  return [...DECODED].find(([type]) => type === mime)?.[1];
}

/** What fails is no picture of its kind after all; nothing is left of it. */
async function orNone<T>(made: readonly string[], work: () => Promise<T | null>): Promise<T | null> {
  try {
    return await work();
  } catch {
    await Promise.all(made.map((path) => rm(path, { force: true })));
    return null;
  }
}

/** By its header alone. */
async function isDecodable(path: string, format: string, maxPixels: number): Promise<boolean> {
  const header = await sharp(path, { limitInputPixels: false }).metadata();
  const { width, height, pages = 1 } = header;
  if (header.format !== format || Math.max(width, height) > MAX_SIDE) return false;
  return width * height * pages <= maxPixels;
}

interface Making {
  readonly full: string;
  readonly thumbnail: string;
  readonly maxPixels: number;
}

async function make(path: string, made: Made, { full, thumbnail, maxPixels }: Making): Promise<Picture> {
  const moves = made === 'gif' || made === 'webp';
  const source = sharp(path, {
    limitInputPixels: maxPixels,
    animated: moves,
    sequentialRead: true,
    failOn: 'error',
  });
  // Turned as the camera was held; nothing else of what it wrote is kept.
  const info = await encoded(source.autoOrient(), made).timeout({ seconds: SECONDS }).toFile(full);
  const small = await sharp(full, { limitInputPixels: maxPixels })
    .resize({ width: THUMBNAIL_PIXELS, height: THUMBNAIL_PIXELS, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .timeout({ seconds: SECONDS })
    .toFile(thumbnail);
  return {
    mime: `image/${made}`,
    width: info.width,
    height: info.pageHeight ?? info.height,
    blur: await blurOf(thumbnail),
    full: madeFile(full, info.size),
    thumbnail: madeFile(thumbnail, small.size),
  };
}

async function makeSmall(
  path: string,
  small: string,
  { maxSide, most }: { readonly maxSide: number; readonly most: number },
): Promise<MadeFile> {
  const source = sharp(path, { limitInputPixels: most, animated: true, failOn: 'error' });
  const { size } = await source
    .autoOrient()
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 90 })
    .timeout({ seconds: SECONDS })
    .toFile(small);
  return madeFile(small, size);
}

/** The first frame of what moves. */
async function makeStill(path: string, still: string, box: Box, maxPixels: number): Promise<Still> {
  const { width, height, size } = await sharp(path, {
    limitInputPixels: maxPixels,
    sequentialRead: true,
    failOn: 'error',
  })
    .autoOrient()
    .resize({ width: box.width, height: box.height, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .timeout({ seconds: SECONDS })
    .toFile(still);
  return { width, height, blur: await blurOf(still), made: madeFile(still, size) };
}

async function blurOf(small: string): Promise<string> {
  const blur = await sharp(small)
    .resize({ width: BLUR_PIXELS, height: BLUR_PIXELS, fit: 'inside' })
    .webp({ quality: 30 })
    .toBuffer();
  return `data:image/webp;base64,${blur.toString('base64')}`;
}

function encoded(image: Sharp, made: Made): Sharp {
  switch (made) {
    case 'jpeg':
      return image.jpeg({ quality: 88 });
    case 'png':
      return image.png();
    case 'webp':
      return image.webp({ quality: 88 });
    case 'gif':
      return image.gif();
  }
}

function madeFile(path: string, size: number): MadeFile {
  return { path, size };
}

async function readHead(path: string): Promise<{ head: Uint8Array; whole: boolean }> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { head: buffer.subarray(0, bytesRead), whole: bytesRead < HEAD_BYTES };
  } finally {
    await file.close();
  }
}
