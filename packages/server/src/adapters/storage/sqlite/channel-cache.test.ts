import { describe, expect, it } from 'vitest';
import { ChannelCache } from './channel-cache.ts';

const row = (id: string, seq: number, aclVersion = 0) => ({ id, head_seq: seq, acl_version: aclVersion });

/** A cache over a table that is asked only for what the test allows. */
function over(table: Readonly<Record<string, number>>, max?: number) {
  const cache = new ChannelCache(max);
  const asked: string[][] = [];
  const read = (...ids: string[]) =>
    cache.rows(ids, (missing) => {
      asked.push([...missing]);
      return missing.flatMap((id) => (table[id] === undefined ? [] : [row(id, table[id])]));
    });
  return { cache, asked, read };
}

describe('counters of channels', () => {
  it('are read once, and count from 0 where there is no row', () => {
    const { asked, read } = over({ a: 7 });
    expect(read('a', 'b')).toEqual([row('a', 7), row('b', 0)]);
    expect(read('a', 'b')).toEqual([row('a', 7), row('b', 0)]);
    expect(asked).toEqual([['a', 'b']]);
  });

  it('are what was committed, and never what was rolled back', () => {
    const { cache, read } = over({ a: 7 });
    read('a');
    cache.written([['a', 8, 1]]);
    expect(read('a')).toEqual([row('a', 7)]);
    cache.rolledBack();
    cache.committed();
    expect(read('a')).toEqual([row('a', 7)]);
    cache.written([['a', 9, 1]]);
    cache.committed();
    expect(read('a')).toEqual([row('a', 9, 1)]);
  });

  it('are read anew after others wrote', () => {
    const { cache, asked, read } = over({ a: 7 });
    read('a');
    cache.clear();
    read('a');
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('are kept for so many, those of late', () => {
    const { asked, read } = over({ a: 1, b: 2, c: 3 }, 2);
    read('a', 'b');
    read('c');
    read('b', 'c');
    read('a');
    expect(asked).toEqual([['a', 'b'], ['c'], ['a']]);
  });
});
