/** Whether links get previews, and where they may lead; checked at start. */
import { z } from 'zod';
import { optional, readSlice, text, WrongConfiguration } from '../../platform/config/variables.ts';
import type { Env } from '../../platform/feature.ts';
import { type AllowedNetworks, networksOf } from '../../platform/outbound/addresses.ts';

const Variables = z.object({
  LINK_PREVIEWS: optional(z.enum(['on', 'off'], 'must be on or off')),
  LINK_PREVIEWS_ALLOW: text(),
  LINK_PREVIEWS_PORTS: text(),
});

export interface PreviewsConfig {
  readonly enabled: boolean;
  /** Networks asked although they are not public. */
  readonly allowed: AllowedNetworks;
  readonly ports: ReadonlySet<number>;
}

/** Throws `WrongConfiguration`. */
export function previewsConfig(env: Env): PreviewsConfig {
  const set = readSlice(Variables, env);
  return {
    enabled: (set.LINK_PREVIEWS ?? 'on') === 'on',
    allowed: networks(set.LINK_PREVIEWS_ALLOW),
    ports: ports(set.LINK_PREVIEWS_PORTS),
  };
}

const listed = (value = '') => value.split(',').flatMap((part) => part.trim() || []);

function networks(value: string | undefined): AllowedNetworks {
  try {
    return networksOf(listed(value));
  } catch {
    throw new WrongConfiguration([
      'LINK_PREVIEWS_ALLOW must be networks like 10.1.0.0/16 or fd00:1::/64, separated by commas',
    ]);
  }
}

function ports(value = '80,443'): ReadonlySet<number> {
  const numbers = listed(value).map(Number);
  if (numbers.every((port) => Number.isInteger(port) && port >= 1 && port <= 65_535)) return new Set(numbers);
  throw new WrongConfiguration(['LINK_PREVIEWS_PORTS must be ports from 1 to 65535, separated by commas']);
}
