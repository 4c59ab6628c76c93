import { expect, it } from 'vitest';
import { newId } from './ids.ts';

it('makes UUIDv7: they carry their time, sort by it, and differ within it', () => {
  const now = Date.UTC(2026, 10, 21);
  const id = newId(now);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
  expect(newId(now) < newId(now + 1)).toBe(true);
  expect(new Set(Array.from({ length: 1_000 }, () => newId(now))).size).toBe(1_000);
});
