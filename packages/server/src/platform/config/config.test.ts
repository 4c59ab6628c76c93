import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withEnvFile } from './env-file.ts';
import {
  busConfig,
  limitsConfig,
  listenConfig,
  livenessConfig,
  loggingConfig,
  storageConfig,
} from './server.ts';
import { checkAll, WrongConfiguration } from './variables.ts';

describe('the server’s configuration', () => {
  it('has a default for everything', () => {
    expect(listenConfig({})).toMatchObject({ PORT: 3000, CORS_ORIGINS: [] });
    expect(storageConfig({}).dataDir).toMatch(/\/data$/);
    expect(limitsConfig({}).kernel.rates).toEqual({
      commands: { perSecond: 30, burst: 60 },
      signals: { perSecond: 60, burst: 120 },
      strokes: { perSecond: 240, burst: 480 },
      connections: { perSecond: 10, burst: 20 },
    });
    expect(limitsConfig({}).maxFrameBytes).toBe(1_048_576);
    expect(livenessConfig({})).toMatchObject({ pingIntervalMs: 10_000, pingTimeoutMs: 8_000 });
    expect(loggingConfig({}).LOG_LEVEL).toBe('info');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(listenConfig({ PORT: '', PUBLIC_URL: '', HOST: ' ' })).toMatchObject({ PORT: 3000 });
    expect(storageConfig({ DATABASE_URL: '' }).databaseUrl).toBeUndefined();
  });

  it('takes an address with a password of special characters', () => {
    const DATABASE_URL = 'postgres://u:p%40%2C100%25@host/database';
    expect(storageConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
    const REDIS_URL = 'rediss://u:p%40%2C100%25@one:6379/2, redis://two/?cluster=true';
    expect(busConfig({ REDIS_URL, DATABASE_URL }).redisUrl).toBe(REDIS_URL);
  });

  it('takes 0 for no limit', () => {
    const { rates } = limitsConfig({ LIMIT_COMMANDS_PER_SECOND: '0', LIMIT_COMMANDS_BURST: '0' }).kernel;
    expect(rates.commands).toEqual({ perSecond: 0, burst: 0 });
  });

  it('reads origins as a list, and * as everyone', () => {
    expect(listenConfig({ CORS_ORIGINS: 'https://a.example, https://b.example:8443' }).CORS_ORIGINS).toEqual([
      'https://a.example',
      'https://b.example:8443',
    ]);
    expect(listenConfig({ CORS_ORIGINS: '*' }).CORS_ORIGINS).toBeNull();
  });

  it.each([
    [listenConfig, { PORT: 'http' }, 'PORT must be a whole number of at least 0'],
    [listenConfig, { PORT: '70000' }, 'PORT must be at most 65535'],
    [
      listenConfig,
      { PUBLIC_URL: 'chat.example' },
      'PUBLIC_URL must be an address like https://chat.example.org',
    ],
    [
      listenConfig,
      { TLS_CERT: '/c' },
      'TLS_CERT and TLS_KEY are files that belong together: set both or none',
    ],
    [
      listenConfig,
      { TRUST_PROXY: 'nginx' },
      'TRUST_PROXY must be true, false, a number of hops, or addresses separated by commas',
    ],
    [
      listenConfig,
      { CORS_ORIGINS: 'https://a.example/path' },
      'CORS_ORIGINS must be * or origins like https://example.org, separated by commas',
    ],
    [
      storageConfig,
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must be an address like postgres://user@host/database',
    ],
    [
      storageConfig,
      { DATABASE_URL: 'postgres://u:100%@host/database' },
      'DATABASE_URL must have the special characters of its user and password as %XX, a % as %25',
    ],
    [
      busConfig,
      { REDIS_URL: 'redis://one,redis://u:100%@two', DATABASE_URL: 'postgres://host/database' },
      'REDIS_URL must have the special characters of its user and password as %XX, a % as %25',
    ],
    [
      busConfig,
      { REDIS_URL: 'redis://host/one', DATABASE_URL: 'postgres://host/database' },
      'REDIS_URL must be an address like redis://host:6379, or several of a cluster separated by commas',
    ],
    [limitsConfig, { LIMIT_SIGNALS_BURST: '-1' }, 'LIMIT_SIGNALS_BURST must be a whole number of at least 0'],
    [
      loggingConfig,
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
    ],
  ])('%o says of %j what it must be', (read, env, problem) => {
    try {
      read(env);
      expect.unreachable('was accepted');
    } catch (wrong) {
      expect((wrong as WrongConfiguration).problems).toEqual([problem]);
    }
  });

  it('lists every wrong variable at once, whoever reads it', () => {
    const env = { PORT: 'x', PUBLIC_URL: 'y', LOG_LEVEL: 'z' };
    const feature = () => {
      throw new Error('Wrong configuration: REGISTRATION must be invite, open or closed');
    };
    expect(() => checkAll([() => listenConfig(env), () => loggingConfig(env), feature])).toThrow(
      new WrongConfiguration([
        'PORT must be a whole number of at least 0',
        'PUBLIC_URL must be an address like https://chat.example.org',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent',
        'REGISTRATION must be invite, open or closed',
      ]),
    );
  });
});

describe('the .env file', () => {
  it('fills in what the environment leaves out, and may be missing', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'parley-env-')), '.env');
    expect(withEnvFile({ PORT: '1' }, path)).toEqual({ PORT: '1' });
    writeFileSync(path, '# a comment\nPORT=2\nHOST="0.0.0.0"\n');
    expect(withEnvFile({ PORT: '1' }, path)).toEqual({ PORT: '1', HOST: '0.0.0.0' });
  });
});
