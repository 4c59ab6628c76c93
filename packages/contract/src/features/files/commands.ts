/** Uploading over commands, and what a room's files are. Downloads and the other ways to upload are in `rest.ts`. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page } from '../../kernel/scalars.ts';
import { RoomRef } from '../chat/model.ts';
import { FileInfo, FileKind, PostedFile, UploadState } from './model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const start = command({
  name: 'file:start',
  summary: 'Begin an upload into a room; it has 24 hours to be complete and posted',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    name: z.string().min(1).max(1000),
    size: z.number().int().nonnegative(),
    /** A hint that decides nothing: the content does. */
    mime: z.string().max(255).optional(),
    clientId,
  }),
  output: UploadState,
  rest: { method: 'POST', path: '/api/files/uploads', status: 201 },
});

export const state = command({
  name: 'file:state',
  summary: 'How far an upload of mine has come on this node',
  effect: 'read',
  namespaces,
  input: z.object({ uploadId: Id }),
  output: UploadState.extend({ file: FileInfo.nullable() }),
  rest: { method: 'GET', path: '/api/files/uploads/:uploadId' },
});

/** Sockets send `(uploadId, offset, binary)`, or an object of the same. */
export const chunk = command({
  name: 'file:chunk',
  summary: 'The next bytes of an upload: (uploadId, offset, binary)',
  effect: 'session',
  namespaces,
  input: z.preprocess(
    (given) =>
      Array.isArray(given) && given.length === 3
        ? { uploadId: given[0], offset: given[1], bytes: given[2] }
        : given,
    z.object({
      uploadId: Id,
      offset: z.number().int().nonnegative(),
      bytes: z.custom<Uint8Array>((given) => given instanceof Uint8Array, 'must be binary'),
    }),
  ),
  output: z.object({ offset: z.number().int().nonnegative() }),
});

export const finish = command({
  name: 'file:finish',
  summary: 'Make a file of an upload that is complete; asked again, it answers the same file',
  effect: 'write',
  namespaces,
  input: z.object({ uploadId: Id, clientId }),
  output: z.object({ file: FileInfo }),
  rest: { method: 'POST', path: '/api/files/uploads/:uploadId/finish' },
});

export const abort = command({
  name: 'file:abort',
  summary: 'Give up an upload, or a file that was not posted',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ uploadId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/files/uploads/:uploadId' },
});

export const list = command({
  name: 'files:list',
  summary: 'Files posted in a room, the latest first',
  effect: 'read',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    kind: FileKind.optional(),
    cursor: z.string().max(200).optional(),
    limit: z.number().int().min(1).max(200).optional(),
  }),
  output: page(PostedFile),
  rest: { method: 'GET', path: '/api/chat/rooms/:roomId/files' },
});

export const usage = command({
  name: 'files:usage',
  summary: 'How much I keep here, and how much I may; null is no limit',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: z.object({
    usedBytes: z.number().int().nonnegative(),
    quotaBytes: z.number().int().positive().nullable(),
    maxFileBytes: z.number().int().positive(),
  }),
  rest: { method: 'GET', path: '/api/files/usage' },
});
