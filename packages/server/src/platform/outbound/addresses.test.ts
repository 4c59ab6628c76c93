/** What people write never sends the server into its own network. */
import { describe, expect, it } from 'vitest';
import { mayReach, networksOf } from './addresses.ts';

describe('addresses the server may be sent to', () => {
  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '2a00:1450:4001:830::200e',
    // Reached through a NAT64: a public address behind it.
    '64:ff9b::1.1.1.1',
    '::ffff:1.1.1.1',
  ])('%s is public', (address) => expect(mayReach(address)).toBe(true));

  it.each([
    ['this host', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local, where clouds keep their secrets', '169.254.169.254'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['AS112', '192.31.196.1'],
    ['AMT', '192.52.193.1'],
    ['AS112', '192.175.48.1'],
    ['6to4 relays', '192.88.99.1'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4 written as IPv6', '::ffff:127.0.0.1'],
    ['the same in hexadecimal', '::ffff:7f00:1'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['translated', '::ffff:0:127.0.0.1'],
    ['NAT64 to loopback', '64:ff9b::127.0.0.1'],
    ['NAT64 to a private network', '64:ff9b::a00:1'],
    ['local NAT64', '64:ff9b:1::1.1.1.1'],
    ['discard only', '100::1'],
    ['unique local', 'fd00::1'],
    ['unique local, where clouds keep their secrets', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with its interface', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['6to4 of a public address', '2002:101:101::'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['benchmarks', '2001:2::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['segment routing', '5f00::1'],
    ['given to nobody', '4000::1'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('%s (%s) is not', (_, address) => expect(mayReach(address)).toBe(false));

  it('what an operator names is let through, and nothing beside it', () => {
    const allowed = networksOf(['10.1.0.0/16', 'fd00::/8']);
    expect(mayReach('10.1.2.3', allowed)).toBe(true);
    expect(mayReach('::ffff:10.1.2.3', allowed)).toBe(true);
    expect(mayReach('10.2.0.1', allowed)).toBe(false);
    expect(mayReach('fd12::1', allowed)).toBe(true);
    expect(mayReach('fe80::1', allowed)).toBe(false);
    expect(() => networksOf(['10.0.0.1'])).toThrow();
  });
});
