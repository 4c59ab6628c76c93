/** Where an S3-compatible store is: `s3://KEY:SECRET@host[:port]/bucket[/prefix][?region=…]`, or `s3+http://` without TLS. */

export interface S3Address {
  /** `https://host/bucket/prefix/`, what keys are appended to. */
  readonly base: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly region: string;
}

/** Null for what is no such address. */
export function s3Address(text: string): S3Address | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const scheme = new Map([
    ['s3:', 'https'],
    ['s3+https:', 'https'],
    ['s3+http:', 'http'],
  ]).get(url.protocol);
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  if (scheme === undefined || url.host === '' || path === '') return null;
  try {
    const [accessKeyId, secretAccessKey] = [url.username, url.password].map(decodeURIComponent);
    if (!accessKeyId || !secretAccessKey) return null;
    const base = `${scheme}://${url.host}/${path}/`;
    return { base, accessKeyId, secretAccessKey, region: url.searchParams.get('region') ?? 'us-east-1' };
  } catch {
    return null;
  }
}
