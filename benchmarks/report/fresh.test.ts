import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResults, reportOf } from './files.ts';

/** Whoever names the targets needs /proc. */
const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('the report in the tree', () => {
  it('is what its results make; where it is not, npm run bench -- --report makes it', async () => {
    const { WORKLOADS } = await import('../registry.ts');
    for (const [path, content] of await reportOf(WORKLOADS, await readResults())) {
      expect(await readFile(path, 'utf8'), relative(process.cwd(), path)).toBe(content);
    }
  });

  it('is about figures that are held in one direction each, so that of a ratio it is known which way is worse', async () => {
    const { WORKLOADS } = await import('../registry.ts');
    for (const { name, bars } of WORKLOADS) {
      const ways = new Set(bars.map(({ figure, limit }) => `${figure.name} ${limit.kind}`));
      expect(ways.size, name).toBe(new Set(bars.map(({ figure }) => figure.name)).size);
    }
  });
});
