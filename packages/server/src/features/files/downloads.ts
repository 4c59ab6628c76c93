/** Giving files out: who may is asked each time, and again while it lasts. */
import * as contract from '@parley/contract/features/files/rest';
import { type ByteRange, refuse } from '../../kernel/index.ts';
import {
  type DownloadRequest,
  downloadRoute,
  type StreamReply,
  type StreamRoute,
} from '../../platform/http/stream-route.ts';
import { isShown, servedType } from './kinds.ts';
import { type FileParts, reader } from './parts.ts';
import { askedRange } from './range.ts';
import { readFile } from './store/files.ts';
import { readSharedRooms } from './store/shares.ts';
import type { FileTable } from './tables.ts';
import { thumbnailKey } from './view.ts';

interface Given {
  readonly key: string;
  readonly size: number;
  readonly type: string;
  readonly disposition: string;
}

/** How much of a download may pass before its right is looked at again. */
const LOOK_BYTES = 1_048_576;
const LOOK_MS = 1_000;

export function downloadRoutes(parts: FileParts): readonly StreamRoute[] {
  const content = (request: DownloadRequest<{ id: string }>) => give(parts, request, whole);
  return [
    downloadRoute(contract.content, content),
    downloadRoute(contract.namedContent, content),
    downloadRoute(contract.thumbnail, (request) => give(parts, request, thumbnailOf)),
  ];
}

function whole(file: FileTable): Given {
  const { id: key, size, kind, mime, name } = file;
  const how = isShown(kind) ? 'inline' : 'attachment';
  return { key, size, type: servedType(kind, mime), disposition: disposition(how, name) };
}

function thumbnailOf(file: FileTable): Given {
  if (file.thumbnail_size === null) noSuchFile();
  const key = thumbnailKey(file.id);
  return { key, size: file.thumbnail_size, type: 'image/webp', disposition: 'inline' };
}

async function give(
  parts: FileParts,
  { params, login, header }: DownloadRequest<{ id: string }>,
  pick: (file: FileTable) => Given,
): Promise<StreamReply> {
  const file = await readFile(reader(parts), params.id);
  if (file === null || file.state !== 'ready') noSuchFile();
  const mayGoOn = () => mayDownload(parts, login.userId, file.id);
  if (!(await mayGoOn())) noSuchFile();
  const { key, size, type, disposition } = pick(file);
  const etag = `"${key}"`;
  const headers = {
    etag,
    // Kept by its browser, and asked for each time: a right that ended is not there then.
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'content-type': type,
    'content-disposition': disposition,
  };
  if (header('if-none-match')?.includes(etag)) return { status: 304, headers, body: null };
  const current = header('if-range') === undefined || header('if-range') === etag;
  const asked = askedRange(current ? header('range') : undefined, size);
  if (asked.kind === 'beyond') {
    return { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` }, body: null };
  }
  const range = asked.kind === 'part' ? { from: asked.from, to: asked.to } : undefined;
  const length = range ? range.to - range.from + 1 : size;
  const body = await bytesOf(parts, key, range);
  return {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(length),
      ...(range ? { 'content-range': `bytes ${range.from}-${range.to}/${size}` } : {}),
    },
    body: whileAllowed(parts, body, mayGoOn),
  };
}

/** What was not posted yet is its person's alone; what was, is open to every room in which a message carries it. */
async function mayDownload(parts: FileParts, userId: string, id: string): Promise<boolean> {
  const file = await readFile(reader(parts), id);
  if (file === null || file.state !== 'ready') return false;
  if (file.message_id === null && file.user_id !== userId) return false;
  const mayRead = (roomId: string) => parts.kernel().mayRead(userId, `room:${roomId}`);
  if (await mayRead(file.room_id)) return true;
  if (file.shares === 0) return false;
  const now = new Date(parts.clock.now()).toISOString();
  for (const roomId of await readSharedRooms(reader(parts), id, { userId, role: 'member', now })) {
    if (await mayRead(roomId)) return true;
  }
  return false;
}

async function bytesOf(parts: FileParts, key: string, range: ByteRange | undefined) {
  const body = await parts.blobs.open(key, range);
  if (body !== null) return body;
  parts.log.error({ key }, 'a file is not where it was put');
  return refuse('NOT_FOUND', 'This file is not on this server any more.');
}

async function* whileAllowed(
  { clock }: FileParts,
  body: AsyncIterable<Uint8Array>,
  mayGoOn: () => Promise<boolean>,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let lookedAt = clock.monotonic();
  for await (const piece of body) {
    if (bytes > LOOK_BYTES || clock.monotonic() - lookedAt > LOOK_MS) {
      if (!(await mayGoOn())) throw new Error('the right to this file ended');
      bytes = 0;
      lookedAt = clock.monotonic();
    }
    bytes += piece.length;
    yield piece;
  }
}

/** RFC 6266: a name for everybody, and the real one for those who read it. */
function disposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function noSuchFile(): never {
  refuse('NOT_FOUND', 'There is no such file, or it is not open to you.');
}
