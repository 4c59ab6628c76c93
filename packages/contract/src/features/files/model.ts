/** Files of rooms, and uploads that are not complete. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';

/** How a file may be shown: pictures were made anew by the server; what it only recognised is played, previewed or downloaded. */
export const FileKind = z.enum(['image', 'audio', 'video', 'text', 'file']);
export type FileKind = z.infer<typeof FileKind>;

/** A file as messages carry it (`metadata.files`). Addresses are relative to the server and need a sign-in and the room. */
export const FileInfo = z.object({
  id: Id,
  name: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Found in its content, never taken from who uploaded it. */
  mime: z.string(),
  kind: FileKind,
  url: z.string(),
  thumbnailUrl: z.string().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** A picture of a few pixels as a `data:` address, to show until the picture is there. */
  blur: z.string().optional(),
});
export type FileInfo = z.infer<typeof FileInfo>;

/** A file that was posted in a room. */
export const PostedFile = FileInfo.extend({
  roomId: Id,
  messageId: Id,
  userId: Id,
  username: z.string(),
  displayName: z.string(),
  createdAt: Time,
});
export type PostedFile = z.infer<typeof PostedFile>;

export const UploadState = z.object({
  uploadId: Id,
  /** Bytes a chunk may have. */
  chunkBytes: z.number().int().positive(),
  /** Bytes the server has: the next chunk begins there. */
  offset: z.number().int().nonnegative(),
  size: z.number().int().positive(),
});
export type UploadState = z.infer<typeof UploadState>;
