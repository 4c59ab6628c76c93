/** What REDIS_URL says: one server, or a cluster. */

export interface RedisAddress {
  /** Of a cluster any of its nodes; it is asked for the others. */
  readonly urls: readonly [string, ...string[]];
  readonly cluster: boolean;
}

/** Several addresses separated by commas are a cluster's, and so is one with `?cluster=true`. */
export function redisAddress(text: string): RedisAddress {
  const [first = '', ...more] = text.split(',');
  const parse = (part: string) => new URL(part.trim());
  const urls = [parse(first), ...more.map(parse)] as const;
  const cluster = urls.length > 1 || urls.some((url) => url.searchParams.get('cluster') === 'true');
  for (const url of urls) url.search = '';
  const [main, ...others] = urls;
  return { urls: [main.href, ...others.map(({ href }) => href)], cluster };
}
