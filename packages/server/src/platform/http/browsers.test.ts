/** What browsers are told: cookies, what a page may do, which sites may call. */
import { describe, expect, it } from 'vitest';
import { trustOf } from './address.ts';
import { AUTH, useDoor } from './harness.ts';

const door = useDoor();

describe('cookies', () => {
  const greetAs = (name: string, headers: Record<string, string> = {}) =>
    door.app.inject({ method: 'POST', url: '/api/greet', payload: { name }, headers });

  it('are httpOnly and same-site, and come back to the route', async () => {
    const reply = await greetAs('ann', { cookie: 'refresh=old' });
    expect(reply.headers['set-cookie']).toBe(
      'refresh=v; Max-Age=60; Path=/api/auth; HttpOnly; SameSite=Strict',
    );
    expect(door.greeted[0]?.cookies).toEqual({ refresh: 'old' });
  });

  it('an empty one is cleared', async () => {
    expect((await greetAs('bye')).headers['set-cookie']).toContain('Expires=Thu, 01 Jan 1970');
  });

  it('are Secure exactly where a trusted proxy says that the client came over TLS', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
    expect((await greetAs('ann', headers)).headers['set-cookie']).not.toContain('Secure');
    expect(door.greeted[0]).toMatchObject({ secure: false, address: '127.0.0.1' });
    await door.rebuild({ trust: trustOf('loopback') });
    expect((await greetAs('ann', headers)).headers['set-cookie']).toContain('Secure');
    expect(door.greeted[1]).toMatchObject({ secure: true, address: '203.0.113.9' });
  });
});

describe('headers', () => {
  it('API answers are never stored, and every answer says what a page may do', async () => {
    const { headers } = await door.app.inject({ url: '/api/things/t1', headers: AUTH });
    expect(headers['cache-control']).toBe('no-store');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('pages of other sites may call only when their origin is named', async () => {
    const from = (origin: string) => door.app.inject({ url: '/healthz', headers: { origin } });
    expect((await from('https://a.example')).headers['access-control-allow-origin']).toBeUndefined();
    await door.rebuild({ corsOrigins: ['https://a.example'] });
    expect((await from('https://a.example')).headers['access-control-allow-origin']).toBe(
      'https://a.example',
    );
    expect((await from('https://b.example')).headers['access-control-allow-origin']).toBeUndefined();
    await door.rebuild({ corsOrigins: null });
    const any = await from('https://b.example');
    expect(any.headers['access-control-allow-origin']).toBe('*');
    expect(any.headers['access-control-allow-credentials']).toBeUndefined();
  });
});
