import { describe, expect, it } from 'vitest';
import { gathered } from './gathered.ts';

/** Reads that answer when told to. */
function slowReads() {
  const asked: string[][] = [];
  const ends: { answer: () => void; fail: (cause: Error) => void }[] = [];
  const ask = gathered<string>((ids) => {
    asked.push([...ids]);
    return new Promise((resolve, reject) => {
      const found = new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `found ${id}`]));
      ends.push({ answer: () => resolve(found), fail: reject });
    });
  });
  return { asked, ends, ask };
}

describe('reads put together', () => {
  it('ask at once for who comes alone, and once for all who come meanwhile', async () => {
    const { asked, ends, ask } = slowReads();
    const first = ask('a');
    const others = [ask('b'), ask('a'), ask('nobody'), ask('b')];
    expect(asked).toEqual([['a']]);
    ends[0]?.answer();
    expect(await first).toBe('found a');
    expect(asked[1]).toEqual(['b', 'a', 'nobody']);
    ends[1]?.answer();
    expect(await Promise.all(others)).toEqual(['found b', 'found a', null, 'found b']);
  });

  it('fail those who share a read that failed, and nobody after', async () => {
    const { ends, ask } = slowReads();
    const first = ask('a');
    const second = ask('b');
    ends[0]?.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    ends[1]?.answer();
    expect(await second).toBe('found b');
  });
});
