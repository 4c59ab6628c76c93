/** `.env.example` is the documentation of the configuration: it names what is read, all of it and nothing else. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { moveConfig } from '../platform/config/server.ts';
import { startServer } from './compose.ts';
import { configuration } from './configuration.ts';
import { seedDemo } from './seed-demo.ts';

const EXAMPLE = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');

it('.env.example names exactly the variables that the server and its commands read', async () => {
  const read = new Set<string>();
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-configuration-'));
  const given: Record<string, string> = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
  };
  const env = new Proxy(given, {
    get(target, name) {
      if (typeof name === 'string') read.add(name);
      return Reflect.get(target, name);
    },
  });
  const server = await startServer({ env });
  await seedDemo(server);
  await server.close();
  rmSync(dataDir, { recursive: true });
  expect(() => moveConfig(env)).toThrow('TO_DATABASE_URL must name');

  const named = [...EXAMPLE.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect([...read].filter((name) => /^[A-Z]/.test(name)).sort()).toEqual([...named].sort());
});

it('.env.example shows defaults that are accepted as they stand', () => {
  const shown = [...EXAMPLE.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const env: Record<string, string> = Object.fromEntries(shown);
  expect(configuration(env)).toEqual(configuration({}));
});

it('REDIS_URL without DATABASE_URL is refused: several nodes cannot share an embedded database', () => {
  const redis = { REDIS_URL: 'redis://one:6379,redis://two:6379', REDIS_PREFIX: 'ours' };
  expect(() => configuration(redis)).toThrow(/REDIS_URL .*DATABASE_URL/);
  const both = { ...redis, DATABASE_URL: 'postgres://parley@db/parley' };
  expect(configuration(both).bus).toEqual({ redisUrl: redis.REDIS_URL, redisPrefix: 'ours' });
  expect(() => configuration({ ...both, REDIS_URL: 'redis://one,http://two' })).toThrow(/REDIS_URL must be/);
  expect(() => configuration({ ...both, REDIS_PREFIX: '{a}' })).toThrow(/REDIS_PREFIX must be/);
});

it('names what is wrong in every slice at once, those of features too', () => {
  const env = { PORT: 'x', REGISTRATION: 'sometimes', MESSAGE_MAX_CHARS: '-1' };
  expect(() => configuration(env)).toThrow(/PORT .*REGISTRATION .*MESSAGE_MAX_CHARS/);
});
