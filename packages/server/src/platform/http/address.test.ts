import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, trustOf } from './address.ts';

function from(peer: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  // As much of a request as the library looks at.
  return { socket: { remoteAddress: peer }, headers } as unknown as IncomingMessage;
}

describe('the client’s address', () => {
  it.each([undefined, '', 'false', '0'])('trusting nobody (%j), it is the peer', (setting) => {
    expect(addressOf(from('10.0.0.1', '1.2.3.4'), trustOf(setting))).toBe('10.0.0.1');
  });

  it('trusting all, it is the first hop named', () => {
    expect(addressOf(from('10.0.0.1', '1.2.3.4, 5.6.7.8'), trustOf('true'))).toBe('1.2.3.4');
  });

  it('trusting one hop, a client can’t invent what stands before it', () => {
    expect(addressOf(from('10.0.0.1', 'invented, 5.6.7.8'), trustOf('1'))).toBe('5.6.7.8');
  });

  it('trusting networks, hops outside of them are not believed', () => {
    const trust = trustOf('loopback, 10.0.0.0/8');
    expect(addressOf(from('10.0.0.1', '9.9.9.9, 10.1.1.1'), trust)).toBe('9.9.9.9');
    expect(addressOf(from('11.0.0.1', '9.9.9.9'), trust)).toBe('11.0.0.1');
  });

  it('an IPv4 client of a dual-stack socket is spelt as IPv4', () => {
    expect(addressOf(from('::ffff:192.0.2.1'), trustOf(undefined))).toBe('192.0.2.1');
  });

  it('a list that names no network is refused', () => {
    expect(() => trustOf('somewhere')).toThrow();
  });
});
