import { describe, expect, test } from 'vitest';
import { passwords } from './passwords.ts';

const cost = { memoryCost: 64, timeCost: 1, parallelism: 1 };

describe('passwords', () => {
  test('are argon2id with the parameters OWASP names', async () => {
    expect(await passwords().hash('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('verify against their own hash and no other', async () => {
    const cheap = passwords({ cost });
    const known = await cheap.hash('correct horse');
    expect(await cheap.verify(known, 'correct horse')).toBe(true);
    expect(await cheap.verify(known, 'correct horsf')).toBe(false);
    expect(await cheap.verify(null, 'correct horse')).toBe(false);
  });

  test('are the same however their characters are composed', async () => {
    const cheap = passwords({ cost });
    expect(await cheap.verify(await cheap.hash('caf\u00e9 society'), 'cafe\u0301 society')).toBe(true);
  });

  test('hashed with other parameters are outdated', async () => {
    const known = await passwords({ cost }).hash('correct horse');
    expect(passwords({ cost }).outdated(known)).toBe(false);
    expect(passwords({ cost: { ...cost, timeCost: 2 } }).outdated(known)).toBe(true);
  });

  test('beyond the room to wait are refused, and those let in are all served', async () => {
    const narrow = passwords({ cost, concurrency: 1, waiting: 2 });
    const asked = await Promise.allSettled([1, 2, 3, 4].map((n) => narrow.hash(`password ${n}`)));
    expect(asked.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
    expect(asked[3]).toMatchObject({ reason: { wire: { code: 'UNAVAILABLE', retryAfterMs: 5000 } } });
    await expect(narrow.hash('later')).resolves.toMatch(/^\$argon2id/);
  });
});
