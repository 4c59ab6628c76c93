/** What every store of finished files must do (ports/blobs.ts, rules O1–O3). An adapter's test calls this with a way to open one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Blobs } from '../ports/blobs.ts';

export interface BlobsSubject {
  /** Two nodes of one store. */
  readonly nodes: readonly [Blobs, Blobs];
  /** A file of this node with that content; its path. */
  file(content: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

export function blobsConformance(name: string, open: () => Promise<BlobsSubject>): void {
  describe(`blobs conformance: ${name}`, () => {
    let subject: BlobsSubject;
    let one: Blobs;
    let other: Blobs;
    beforeAll(async () => {
      subject = await open();
      [one, other] = subject.nodes;
    });
    afterAll(() => subject.close());

    const put = async (key: string, content: Uint8Array) => {
      const path = await subject.file(content);
      await one.put(key, path, content.length);
      return path;
    };
    const read = async (key: string, range?: { from: number; to: number }): Promise<string | null> => {
      const pieces = await other.open(key, range);
      if (pieces === null) return null;
      const text = new TextDecoder();
      let read = '';
      for await (const piece of pieces) read += text.decode(piece, { stream: true });
      return read;
    };

    it('O1 what was put is read from every node, whole or in part', async () => {
      const content = new TextEncoder().encode('0123456789'.repeat(30_000));
      await put('whole-key', content);
      expect(await read('whole-key')).toBe('0123456789'.repeat(30_000));
      expect(await read('whole-key', { from: 0, to: 0 })).toBe('0');
      expect(await read('whole-key', { from: 100_007, to: 100_012 })).toBe('789012');
      expect(await read('whole-key', { from: 299_998, to: 299_999 })).toBe('89');
    });

    it('O2 what is not there is not there', async () => {
      expect(await read('no-such-key')).toBeNull();
      await expect(one.put('never-key', '/nowhere/at/all', 3)).rejects.toThrow();
      expect(await read('never-key')).toBeNull();
    });

    it('O2 a reader may stop early, and others read on', async () => {
      await put('half-key', new Uint8Array(300_000).fill(120));
      for await (const piece of (await other.open('half-key')) ?? []) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      expect((await read('half-key'))?.length).toBe(300_000);
    });

    it('O3 putting twice and removing twice are no errors', async () => {
      const content = new TextEncoder().encode('twice');
      const path = await put('twice-key.thumbnail', content);
      await one.put('twice-key.thumbnail', path, content.length);
      expect(await read('twice-key.thumbnail')).toBe('twice');
      await one.remove('twice-key.thumbnail');
      await one.remove('twice-key.thumbnail');
      expect(await read('twice-key.thumbnail')).toBeNull();
    });
  });
}
