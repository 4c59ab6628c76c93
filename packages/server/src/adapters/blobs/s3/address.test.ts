import { expect, it } from 'vitest';
import { s3Address } from './address.ts';

it('reads addresses with and without TLS, region and prefix', () => {
  expect(s3Address('s3://key:s%2Fecret@s3.example.org/parley?region=eu-central-1')).toEqual({
    base: 'https://s3.example.org/parley/',
    accessKeyId: 'key',
    secretAccessKey: 's/ecret',
    region: 'eu-central-1',
  });
  expect(s3Address('s3+http://k:s@localhost:9000/parley/files/')).toMatchObject({
    base: 'http://localhost:9000/parley/files/',
    region: 'us-east-1',
  });
});

it('is none without host, bucket, key or secret, or of another kind', () => {
  for (const wrong of [
    '',
    'bucket',
    'https://k:s@host/bucket',
    's3://host/bucket',
    's3://k@host/bucket',
    's3://k:s@host/',
    's3://k:s%ZZ@host/bucket',
  ]) {
    expect(s3Address(wrong)).toBeNull();
  }
});
