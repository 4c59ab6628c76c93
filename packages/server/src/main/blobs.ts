/** Where files are kept: an S3-compatible store where an address is given, else the data directory. Only the one used is loaded. */
import { join } from 'node:path';
import { type S3Address, s3Address } from '../adapters/blobs/s3/address.ts';
import type { Blobs } from '../kernel/index.ts';
import { WrongConfiguration } from '../platform/config/variables.ts';
import type { Env } from '../platform/feature.ts';

/** Of the data directory. */
const BLOBS_FOLDER = 'blobs';

/** Null: the data directory. */
export function blobsConfig(env: Env): S3Address | null {
  const text = env.BLOBS_URL?.trim() ?? '';
  if (text === '') return null;
  const address = s3Address(text);
  if (address !== null) return address;
  throw new WrongConfiguration([
    'BLOBS_URL must be an address like s3://KEY:SECRET@host/bucket?region=eu-central-1 (s3+http:// without TLS), special characters of key and secret as %XX',
  ]);
}

export async function openBlobs(address: S3Address | null, dataDir: string): Promise<Blobs> {
  if (address === null) {
    const { diskBlobs } = await import('../adapters/blobs/disk/blobs.ts');
    return diskBlobs(join(dataDir, BLOBS_FOLDER));
  }
  const { s3Blobs } = await import('../adapters/blobs/s3/blobs.ts');
  return s3Blobs(address);
}
