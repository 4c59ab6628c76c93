import { beforeEach, describe, expect, it } from 'vitest';
import type { QueueEntry } from './state.ts';
import { webStorage } from './storage.ts';

class FakeStorage implements Storage {
  readonly map = new Map<string, string>();
  full = false;
  get length() {
    return this.map.size;
  }
  clear() {
    this.map.clear();
  }
  getItem(key: string) {
    return this.map.get(key) ?? null;
  }
  key(index: number) {
    return [...this.map.keys()][index] ?? null;
  }
  removeItem(key: string) {
    this.map.delete(key);
  }
  setItem(key: string, value: string) {
    if (this.full) throw new Error('QuotaExceededError');
    this.map.set(key, value);
  }
}

const entry: QueueEntry = {
  clientId: 'c1',
  name: 'chat:message',
  input: { roomId: 'r1', content: 'one', clientId: 'c1' },
  enqueuedAt: 1,
  order: 1,
  error: null,
};
let web: FakeStorage;

beforeEach(() => {
  web = new FakeStorage();
});

describe('the queue in a browser’s storage', () => {
  it('gives back what was put, to the same person only', () => {
    const storage = webStorage(web);
    storage.put('ada', entry);
    expect(storage.load('ada')).toEqual([entry]);
    expect(storage.load('ad')).toEqual([]);
    expect(storage.load('bob')).toEqual([]);
    storage.remove('ada', 'c1');
    expect(web.length).toBe(0);
  });

  it('leaves out what it cannot read', () => {
    const storage = webStorage(web);
    const texts = [
      '',
      '{',
      'null',
      '7',
      '{"clientId":"x"}',
      JSON.stringify({ ...entry, name: 'chat:create' }),
    ];
    for (const [index, text] of texts.entries()) web.map.set(`parley:queue:ada:${index}`, text);
    storage.put('ada', entry);
    expect(storage.load('ada')).toEqual([entry]);
  });

  it('goes without when the storage is full', () => {
    web.full = true;
    const storage = webStorage(web);
    storage.put('ada', entry);
    expect(storage.load('ada')).toEqual([]);
  });
});
