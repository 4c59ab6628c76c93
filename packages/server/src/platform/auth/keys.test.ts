import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyFile } from './key-file.ts';
import { makeKey, rotatingKeys, sharedKeys } from './keys.ts';

const DAY = 86_400_000;
const times = { rotateAfterMs: 30 * DAY, keepMs: 1000 };
const unexpected = (cause: unknown) => {
  throw cause;
};

describe('keys this server makes', () => {
  test('the first use makes a key and keeps it', () => {
    const saved: string[][] = [];
    const ring = rotatingKeys([], times, (keys) => saved.push(keys.map((key) => key.kid)), unexpected);
    const key = ring.current(0);
    expect(ring.current(29 * DAY)).toBe(key);
    expect(saved).toEqual([[key.kid]]);
  });

  test('a key that is too old is replaced, and verifies until its tokens have expired', () => {
    const ring = rotatingKeys([makeKey(0)], times, () => {}, unexpected);
    const old = ring.current(0);
    const fresh = ring.current(30 * DAY);
    expect(fresh.kid).not.toBe(old.kid);
    expect(ring.find(old.kid)).toEqual(old);
    const third = ring.current(60 * DAY);
    expect(ring.find(old.kid)).toBeUndefined();
    expect(ring.all().map((key) => key.kid)).toEqual([third.kid, fresh.kid]);
  });

  test('when a new key cannot be kept, the old one goes on signing', () => {
    const failures: unknown[] = [];
    const full = () => {
      throw new Error('disk full');
    };
    const ring = rotatingKeys([makeKey(0)], times, full, (cause) => failures.push(cause));
    const old = ring.all()[0];
    expect(ring.current(40 * DAY)).toBe(old);
    expect(failures).toHaveLength(1);
  });
});

describe('keys that nodes share', () => {
  test('the first signs, those it replaced verify, and their names are the same on every node', () => {
    const here = sharedKeys(['new-secret', 'old-secret']);
    const there = sharedKeys(['old-secret']);
    expect(here.find(there.current(0).kid)?.secret).toBe('old-secret');
    expect(here.current(0).secret).toBe('new-secret');
    expect(there.find(here.current(0).kid)).toBeUndefined();
  });
});

describe('the key file', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'parley-keys-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test('is empty at first, then gives back what it was given, readable by its owner only', () => {
    const file = keyFile(dir);
    expect(file.load()).toEqual([]);
    const keys = [makeKey(5)];
    file.save(keys);
    expect(keyFile(dir).load()).toEqual(keys);
    expect(statSync(join(dir, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  test('that others could read is closed to them', () => {
    keyFile(dir).save([makeKey(1)]);
    chmodSync(join(dir, 'keys.json'), 0o644);
    keyFile(dir).load();
    expect(statSync(join(dir, 'keys.json')).mode & 0o777).toBe(0o600);
  });

  test('that is damaged stops the start and says what to do', () => {
    writeFileSync(join(dir, 'keys.json'), '{"keys":[{"kid":"a"}]}');
    expect(() => keyFile(dir).load()).toThrow(/damaged.*delete it/);
  });
});
