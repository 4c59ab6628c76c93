/** Contents as objects of an S3-compatible store: path-style addresses, signed with version 4 (AWS SigV4). */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { Blobs } from '../../../kernel/index.ts';
import type { S3Address } from './address.ts';

/** Until the store answers: a whole content is sent in that time. */
const PUT_MS = 600_000;
const ANSWER_MS = 30_000;

export class BlobStoreRefused extends Error {
  constructor(what: string, status: number, text: string) {
    super(`the blob store answered ${what} with ${status}: ${text.slice(0, 300)}`);
    this.name = 'BlobStoreRefused';
  }
}

export function s3Blobs({ base, region, accessKeyId, secretAccessKey }: S3Address): Blobs {
  const aws = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });

  /** Signed, and not waited for longer than `withinMs`; the body comes in its own time. */
  async function ask(
    key: string,
    init: RequestInit & { duplex?: 'half' },
    withinMs: number,
  ): Promise<Response> {
    const signed = await aws.sign(base + encodeURIComponent(key), {
      method: init.method ?? 'GET',
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      },
    });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), withinMs);
    try {
      return await fetch(signed.url, { ...init, headers: signed.headers, signal: late.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async put(key, path, size) {
      const there = await stat(path).catch(() => null);
      // Put before, and its place of origin cleared.
      if (there === null && (await has(ask, key))) return;
      const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      const headers = { 'content-length': String(size), 'content-type': 'application/octet-stream' };
      const answer = await ask(key, { method: 'PUT', body, headers, duplex: 'half' }, PUT_MS);
      const text = await answer.text();
      if (!answer.ok) throw new BlobStoreRefused('PUT', answer.status, text);
    },

    async open(key, range) {
      const headers = range ? { range: `bytes=${range.from}-${range.to}` } : {};
      const answer = await ask(key, { headers }, ANSWER_MS);
      if (answer.status === 404) {
        await answer.body?.cancel();
        return null;
      }
      if (!answer.ok || answer.body === null) {
        throw new BlobStoreRefused('GET', answer.status, await answer.text());
      }
      return piecesOf(answer.body);
    },

    async remove(key) {
      const answer = await ask(key, { method: 'DELETE' }, ANSWER_MS);
      const text = await answer.text();
      if (!answer.ok && answer.status !== 404) throw new BlobStoreRefused('DELETE', answer.status, text);
    },
  };
}

/** Whoever stops reading ends the answer. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = body.getReader();
  try {
    for (;;) {
      const { done, value } = await pieces.read();
      if (done) return;
      yield value;
    }
  } finally {
    await pieces.cancel();
  }
}

async function has(
  ask: (key: string, init: RequestInit, withinMs: number) => Promise<Response>,
  key: string,
): Promise<boolean> {
  return (await ask(key, { method: 'HEAD' }, ANSWER_MS)).ok;
}
