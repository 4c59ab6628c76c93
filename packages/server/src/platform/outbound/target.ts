/** What may be asked for over the network on behalf of people, judged by the address alone; where it leads is judged when it is known. */

/** `base` is what a redirect's address is relative to. Null for what may not be asked for. */
export function targetOf(address: string, ports: ReadonlySet<number>, base?: URL): URL | null {
  if (!URL.canParse(address, base?.href)) return null;
  // The parser reads `0x7f.1`, `127.1`, `2130706433` and full-width digits as the address they mean.
  const url = new URL(address, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '') return null;
  if (!ports.has(portOf(url))) return null;
  url.hash = '';
  return url;
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** The name to be resolved, or the address itself, without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
