/** An upload by one form, as `POST /api/chat/upload` takes it. */
import type { FileInfo } from '@parley/contract/features/files/model';
import * as contract from '@parley/contract/features/files/rest';
import { type Caller, jsonText, Refused, refuse, TooMuch } from '../../kernel/index.ts';
import {
  type FormRequest,
  formRoute,
  type Part,
  type StreamRoute,
} from '../../platform/http/stream-route.ts';
import type { FileParts } from './parts.ts';

interface Received {
  readonly roomId: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

/** Bytes are kept first, since a form may name its room last; what comes of them is decided as for every other upload. */
export function formUpload(parts: FileParts, newId: () => string): StreamRoute {
  return formRoute(contract.upload, async (request) => {
    const { login, address, header } = request;
    const caller: Caller = { ...login, address };
    const spooled = newId();
    try {
      const received = await receive(parts, spooled, request);
      const key = header('idempotency-key');
      const clientId = key === undefined ? {} : { clientId: key };
      const { uploadId } = await run<{ uploadId: string }>(parts, caller, 'file:start', {
        ...received,
        ...clientId,
      });
      // A retry of what went through finds its file, and its bytes are not needed again.
      const state = await run<{ file: FileInfo | null }>(parts, caller, 'file:state', { uploadId });
      if (state.file !== null) return { file: state.file };
      await parts.uploads.rename(spooled, uploadId);
      return await run<{ file: FileInfo }>(parts, caller, 'file:finish', { uploadId });
    } finally {
      await parts.uploads.remove(spooled);
    }
  });
}

async function receive(parts: FileParts, spooled: string, { parts: form }: FormRequest): Promise<Received> {
  const fields = new Map<string, string>();
  let file: Omit<Received, 'roomId'> | null = null;
  for await (const part of form) {
    if (part.kind === 'field') fields.set(part.name, part.value);
    else if (part.name === 'file' && file === null) file = await keep(parts, spooled, part);
    else part.skip();
  }
  if (file === null) {
    refuse('INVALID', 'The form has no file.', { details: [{ path: 'file', message: 'is missing' }] });
  }
  return { roomId: fields.get('roomId') ?? '', ...file };
}

async function keep({ uploads, config }: FileParts, spooled: string, part: Part & { kind: 'file' }) {
  const most = config.maxFileBytes;
  try {
    const size = await uploads.append(spooled, { offset: 0, size: most }, part.bytes);
    return { name: part.fileName === '' ? 'file' : part.fileName, mime: part.mime, size };
  } catch (cause) {
    if (!(cause instanceof TooMuch)) throw cause;
    return refuse('TOO_LARGE', `A file may have at most ${most} bytes.`, {
      details: [{ path: 'file', message: `at most ${most} bytes` }],
    });
  }
}

function run<T>(parts: FileParts, caller: Caller, command: string, payload: object): Promise<T> {
  return new Promise((resolve, reject) => {
    parts.kernel().execute(caller, command, payload, (json, ok) => {
      const answer = JSON.parse(jsonText(json));
      if (ok) resolve(answer.data);
      else reject(new Refused(answer.error));
    });
  });
}
