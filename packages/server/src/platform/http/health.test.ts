/** Liveness, readiness and metrics, and a server that drains. */
import { describe, expect, it } from 'vitest';
import { AUTH, useDoor } from './harness.ts';

const door = useDoor();

describe('health', () => {
  it('is live and ready, and shows its metrics', async () => {
    expect((await door.app.inject('/healthz')).statusCode).toBe(200);
    expect((await door.app.inject('/readyz')).json()).toEqual({ ok: true, reasons: [], impaired: [] });
    expect((await door.app.inject('/metrics')).body).toBe('up 1\n');
  });

  it('503 with the reasons while it is not ready', async () => {
    door.reasons = ['the database does not answer'];
    const reply = await door.app.inject('/readyz');
    expect(reply.statusCode).toBe(503);
    expect(reply.json()).toEqual({ ok: false, reasons: door.reasons, impaired: [] });
  });

  it('ready, and says so, while something is amiss that is no reason to send people elsewhere', async () => {
    door.impaired = ['the bus is away'];
    const reply = await door.app.inject('/readyz');
    expect(reply.statusCode).toBe(200);
    expect(reply.json()).toEqual({ ok: true, reasons: [], impaired: door.impaired });
  });

  it('P1: serves whoever reaches it while it drains, one request a connection', async () => {
    const url = await door.app.listen({ port: 0, host: '127.0.0.1' });
    const ask = () => fetch(`${url}/api/things/t1`, { headers: AUTH });
    expect((await ask()).headers.get('connection')).toBe('keep-alive');
    door.draining = true;
    const reply = await ask();
    expect(reply.status).toBe(200);
    expect(reply.headers.get('connection')).toBe('close');
    expect((await fetch(`${url}/healthz`)).headers.get('connection')).toBe('close');
  });
});
