/**
 * An S3-compatible store in memory, for tests: the few requests a store of blobs takes, over real HTTP, each held against its
 * signature as AWS specifies version 4 (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface TestStore {
  readonly port: number;
  readonly objects: ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

interface Account {
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
}

export async function startStore(account: Account): Promise<TestStore> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    answer(request, response, account, objects).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // Listening on a port, it has an address of that kind.
    port: (server.address() as AddressInfo).port,
    objects,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  account: Account,
  objects: Map<string, Buffer>,
): Promise<void> {
  const body = await buffer(request);
  const refuse = (status: number, code: string) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${code}</Code></Error>`);
  if (!isSigned(request, account)) return void refuse(403, 'SignatureDoesNotMatch');
  const path = decodeURIComponent(request.url ?? '');
  if (!path.startsWith(`/${account.bucket}/`)) return void refuse(404, 'NoSuchBucket');
  if (request.method === 'PUT') {
    if (request.headers['content-length'] !== String(body.length))
      return void refuse(411, 'MissingContentLength');
    objects.set(path, body);
    return void response.writeHead(200).end();
  }
  if (request.method === 'DELETE') {
    objects.delete(path);
    return void response.writeHead(204).end();
  }
  const object = objects.get(path);
  if (object === undefined) return void refuse(404, 'NoSuchKey');
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const given = range ? object.subarray(Number(range[1]), Number(range[2]) + 1) : object;
  response.writeHead(range ? 206 : 200, { 'content-length': given.length });
  response.end(request.method === 'HEAD' ? undefined : given);
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

function isSigned(request: IncomingMessage, { key, secret, region }: Account): boolean {
  const [, by = '', day = '', where = '', names = '', signature = ''] =
    AUTHORIZATION.exec(request.headers.authorization ?? '') ?? [];
  const at = String(request.headers['x-amz-date']);
  if (by !== key || where !== region || !at.startsWith(day)) return false;
  const signed = names.split(';');
  // What S3 asks to be signed, and what must not be changed on the way.
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return false;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const canonical = [
    request.method,
    path,
    query,
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    String(request.headers['x-amz-content-sha256']),
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const signing = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secret}`, day), region));
  const expected = hmac(signing, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n'));
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
