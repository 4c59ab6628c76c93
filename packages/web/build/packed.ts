/**
 * Lays a packed copy beside every file that packing makes smaller, as Brotli and as gzip: the server sends these as they are, so
 * packing as hard as can be costs once and here.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXTS = new Set(['.css', '.html', '.js', '.json', '.svg', '.txt', '.webmanifest']);
/** Less than a packet of the network: nothing is won by packing it. */
const LEAST_BYTES = 1_024;

const PACKINGS = [
  {
    suffix: '.br',
    pack: (content: Buffer) =>
      promisify(brotliCompress)(content, {
        params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
      }),
  },
  {
    suffix: '.gz',
    pack: (content: Buffer) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  },
] as const;

export function packedCopies(): Plugin {
  let folder = '';
  return {
    name: 'parley-packed-copies',
    apply: 'build',
    configResolved: ({ root, build }) => {
      folder = join(root, build.outDir);
    },
    // After everything is written: what comes from `public` passes no bundle.
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () => {
        const files = await readdir(folder, { recursive: true });
        await Promise.all(
          files.filter((file) => TEXTS.has(extname(file))).map((file) => pack(join(folder, file))),
        );
      },
    },
  };
}

async function pack(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < LEAST_BYTES) return;
  await Promise.all(PACKINGS.map(async ({ suffix, pack }) => writeFile(path + suffix, await pack(content))));
}
