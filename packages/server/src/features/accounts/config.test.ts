import { describe, expect, test } from 'vitest';
import { accountsConfig } from './config.ts';

const SECRET = 'a-secret-of-thirty-two-characters';
const owner = { OWNER_USERNAME: 'ada', OWNER_EMAIL: 'ada@example.org', OWNER_PASSWORD: 'difference engine' };

describe('the configuration of accounts', () => {
  test('has defaults for everything, also where a variable is empty', () => {
    const defaults = accountsConfig({});
    expect(defaults).toEqual({
      registration: 'invite',
      owner: null,
      secrets: null,
      loginFailures: { perName: 5, perAddress: 50 },
      registrations: { perSecond: 1, burst: 200 },
    });
    expect(
      accountsConfig({ REGISTRATION: '', JWT_SECRET: '', LIMIT_LOGIN_FAILURES: '', OWNER_EMAIL: '' }),
    ).toEqual(defaults);
  });

  test('takes what is set', () => {
    const config = accountsConfig({
      ...owner,
      REGISTRATION: 'open',
      JWT_SECRET: SECRET,
      JWT_SECRET_PREVIOUS: `${SECRET}-old`,
      LIMIT_LOGIN_FAILURES: '0',
      LIMIT_REGISTRATIONS_PER_SECOND: '0.5',
    });
    expect(config.registration).toBe('open');
    expect(config.owner?.username).toBe('ada');
    expect(config.secrets).toEqual([SECRET, `${SECRET}-old`]);
    expect(config.loginFailures.perName).toBe(0);
    expect(config.registrations.perSecond).toBe(0.5);
  });

  test.each([
    ['REGISTRATION must be invite, open or closed', { REGISTRATION: 'yes' }],
    ['JWT_SECRET must have at least 32 characters', { JWT_SECRET: 'short' }],
    ['JWT_SECRET_PREVIOUS needs JWT_SECRET', { JWT_SECRET_PREVIOUS: SECRET }],
    ['set all three or none', { OWNER_USERNAME: 'ada' }],
    ['OWNER_PASSWORD at least 8 characters', { ...owner, OWNER_PASSWORD: 'secret' }],
    ['LIMIT_LOGIN_FAILURES must be a whole number of at least 0', { LIMIT_LOGIN_FAILURES: 'many' }],
    ['LIMIT_REGISTRATIONS_BURST must be a whole number of at least 0', { LIMIT_REGISTRATIONS_BURST: '-1' }],
  ])('refuses to start: %s', (message, env) => {
    expect(() => accountsConfig(env)).toThrow(message);
  });

  test('never repeats a secret in its errors', () => {
    expect(() => accountsConfig({ ...owner, OWNER_PASSWORD: 'hunter2' })).toThrow(/^((?!hunter2).)*$/);
  });
});
