/** Which addresses the server may be sent to by what people write: those of the public internet, and no others. */
import ipaddr from 'ipaddr.js';

/** Networks an operator lets through although they are not public. */
export type AllowedNetworks = readonly [ipaddr.IPv4 | ipaddr.IPv6, number][];

/** Throws what is no network in CIDR notation (`10.1.0.0/16`, `fd00::/8`). */
export function networksOf(texts: readonly string[]): AllowedNetworks {
  return texts.map((text) => ipaddr.parseCIDR(text));
}

/** All of global unicast there is: whatever is given out one day outside of it is refused until then. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** What is behind it is the IPv4 address at its end. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** Special networks within what is otherwise public, by IANA's registries. */
const SPECIAL = networksOf([
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
]);

/** `address` is an IPv4 or IPv6 address as a resolver or a socket gives it; anything else is refused. */
export function mayReach(address: string, allowed: AllowedNetworks = []): boolean {
  const [bare = ''] = address.split('%');
  if (!ipaddr.isValid(bare)) return false;
  const reached = reachedBy(ipaddr.parse(bare));
  return isWithin(reached, allowed) || isPublic(reached);
}

/** An IPv4 address written as IPv6, or reached through a NAT64, is that IPv4 address. */
function reachedBy(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (!(address instanceof ipaddr.IPv6)) return address;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(-4));
  return address;
}

/** Tunnels (6to4, Teredo) carry any IPv4 address, so none of them is public. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (address.range() !== 'unicast' || isWithin(address, SPECIAL)) return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, networks: AllowedNetworks): boolean {
  return networks.some((network) => network[0].kind() === address.kind() && address.match(network));
}
