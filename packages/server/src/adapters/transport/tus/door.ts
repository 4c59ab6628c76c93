/**
 * Resumable uploads by tus 1.0 (https://tus.io/protocols/resumable-upload). The protocol is the library's; what begins, goes on
 * and ends are the commands every door has, so rights, rates and quotas are the same here.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable } from 'node:stream';
import { HTTP_STATUS, type WireError, wireError } from '@parley/contract/kernel/errors';
import { Server } from '@tus/server';
import { DataStore, ERRORS, Upload } from '@tus/utils';
import {
  type Caller,
  jsonText,
  type Kernel,
  TooMuch,
  type Uploads,
  WrongOffset,
} from '../../../kernel/index.ts';

export interface TusOptions {
  readonly kernel: Pick<Kernel, 'execute'>;
  readonly uploads: Uploads;
  readonly path: string;
}

export interface TusDoor {
  readonly path: string;
  readonly methods: readonly ['POST', 'HEAD', 'PATCH', 'DELETE'];
  readonly consumes: 'application/offset+octet-stream';
  handle(request: Request, caller: Caller): Promise<Response>;
}

/** What the library and its hooks understand as a refusal. */
interface TusRefusal {
  readonly status_code: number;
  readonly body: string;
}

interface Scope {
  readonly caller: Caller;
  /** Of the upload the request is about, once known. */
  size: number;
}

interface State {
  readonly offset: number;
  readonly size: number;
}

export function tusDoor({ kernel, uploads, path }: TusOptions): TusDoor {
  const scopes = new AsyncLocalStorage<Scope>();

  function scope(): Scope {
    const current = scopes.getStore();
    if (current === undefined) throw new Error('outside a request');
    return current;
  }

  function run<T>(command: string, payload: object): Promise<T> {
    return new Promise((resolve, reject) => {
      kernel.execute(scope().caller, command, payload, (json, ok) => {
        const answer = JSON.parse(jsonText(json));
        if (ok) resolve(answer.data);
        else reject(refusal(answer.error));
      });
    });
  }

  class Partials extends DataStore {
    override extensions = ['creation', 'creation-with-upload', 'termination'];

    override async create(upload: Upload): Promise<Upload> {
      scope().size = upload.size ?? 0;
      return upload;
    }

    override async write(stream: Readable, id: string, offset: number): Promise<number> {
      try {
        return await uploads.append(id, { offset, size: scope().size }, stream);
      } catch (cause) {
        if (cause instanceof WrongOffset) throw ERRORS.INVALID_OFFSET;
        if (cause instanceof TooMuch) throw ERRORS.ERR_SIZE_EXCEEDED;
        throw cause;
      }
    }

    override async getUpload(id: string): Promise<Upload> {
      const { offset, size } = await run<State>('file:state', { uploadId: id });
      scope().size = size;
      return new Upload({ id, offset, size });
    }

    override async remove(id: string): Promise<void> {
      await run('file:abort', { uploadId: id });
    }
  }

  const server = new Server({
    path,
    datastore: new Partials(),
    relativeLocation: true,
    namingFunction: async (request, metadata = {}) => {
      const key = request.headers.get('idempotency-key');
      const { uploadId } = await run<{ uploadId: string }>('file:start', {
        roomId: metadata.roomId ?? '',
        name: metadata.filename ?? '',
        size: Number(request.headers.get('upload-length') ?? Number.NaN),
        ...(metadata.filetype ? { mime: metadata.filetype } : {}),
        ...(key === null ? {} : { clientId: key }),
      });
      return uploadId;
    },
    // The file that came of it, for clients that read the answer of the last request.
    onUploadFinish: async (_request, { id }) => {
      const done = await run<object>('file:finish', { uploadId: id });
      return {
        status_code: 200,
        body: JSON.stringify(done),
        headers: { 'Content-Type': 'application/json' },
      };
    },
  });

  return {
    path,
    methods: ['POST', 'HEAD', 'PATCH', 'DELETE'],
    consumes: 'application/offset+octet-stream',
    handle: (request, caller) =>
      scopes.run({ caller, size: 0 }, async () => typed(await server.handleWeb(request))),
  };
}

function refusal(error: WireError): TusRefusal {
  return { status_code: HTTP_STATUS[error.code], body: JSON.stringify({ ok: false, error }) };
}

/** What the library itself refuses, as every door says it; the status stays the one tus clients know. */
async function typed(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const text = await response.text();
  const body = text.startsWith('{"ok":false')
    ? text
    : JSON.stringify({ ok: false, error: errorOf(response.status) });
  const headers = new Headers(response.headers);
  headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(body, { status: response.status, headers });
}

function errorOf(status: number): WireError {
  switch (status) {
    case 404:
    case 410:
      return wireError('NOT_FOUND', 'There is no such upload.');
    case 409:
      return wireError('CONFLICT', 'Bytes are expected at another offset: ask with HEAD where to go on.');
    case 413:
      return wireError('TOO_LARGE', 'This is more than the upload was said to have.');
    default:
      return status >= 500
        ? wireError('UNAVAILABLE', 'The upload broke off. Go on in a moment.')
        : wireError(
            'INVALID',
            'This is no request of tus 1.0: see https://tus.io/protocols/resumable-upload.',
          );
  }
}
