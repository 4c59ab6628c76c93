/** Bytes over REST: a form with a file, and downloads. Resumable uploads are tus 1.0 under `/api/files/tus`. */
import { z } from 'zod';
import { route } from '../../kernel/define.ts';
import { Id } from '../../kernel/scalars.ts';
import { RoomRef } from '../chat/model.ts';
import { FileInfo } from './model.ts';

export const upload = route({
  summary: 'Upload a file into a room with one form: `roomId`, then `file`',
  method: 'POST',
  path: '/api/chat/upload',
  status: 201,
  auth: true,
  consumes: 'multipart/form-data',
  body: z.object({ roomId: RoomRef, file: z.string().meta({ format: 'binary' }) }),
  output: z.object({ file: FileInfo }),
});

const download = {
  method: 'GET',
  status: 200,
  auth: true,
  produces: 'application/octet-stream',
  output: z.string().meta({ format: 'binary' }),
} as const;

export const content = route({
  ...download,
  summary:
    'A file of a room I may read; takes `Range`. Everything but pictures, sound and film is an attachment',
  path: '/api/files/:id',
  body: z.object({ id: Id }),
});

export const namedContent = route({
  ...download,
  summary: 'The same under the name it is saved by',
  path: '/api/files/:id/:name',
  body: z.object({ id: Id, name: z.string() }),
});

export const thumbnail = route({
  ...download,
  summary: 'A picture of at most 640 × 640 pixels of a picture',
  path: '/api/files/:id/thumbnail',
  body: z.object({ id: Id }),
});
