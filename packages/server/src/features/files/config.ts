/** This feature's slice of the environment: what may be uploaded, and how much. */
import { z } from 'zod';
import { amount, optional, readSlice } from '../../platform/config/variables.ts';
import type { Env } from '../../platform/feature.ts';

/** `image/*`, `application/pdf`. */
const PATTERN = /^[a-z0-9.+-]+\/(?:\*|[a-z0-9.+-]+)$/;

const split = (value: string) => value.split(',').flatMap((part) => part.trim().toLowerCase() || []);
const patterns = () =>
  optional(
    z
      .string()
      .refine(
        (value) => split(value).every((part) => PATTERN.test(part)),
        'must be types like image/* or application/pdf, separated by commas',
      ),
  ).transform((value) => split(value ?? ''));

const Variables = z.object({
  UPLOAD_MAX_BYTES: amount(104_857_600, 1),
  UPLOAD_TYPES_ALLOWED: patterns(),
  UPLOAD_TYPES_DENIED: patterns(),
  QUOTA_USER_BYTES: amount(5_368_709_120),
  QUOTA_SERVER_BYTES: amount(0),
  IMAGE_MAX_PIXELS: amount(64_000_000, 1),
  FRAME_MAX_BYTES: amount(1_048_576, 1_024),
});

export interface FilesConfig {
  readonly maxFileBytes: number;
  /** Of a frame of `file:chunk`, with room for what is around it. */
  readonly chunkBytes: number;
  /** Null: no limit. */
  readonly userQuotaBytes: number | null;
  readonly serverQuotaBytes: number | null;
  readonly maxPixels: number;
  /** Whether content of this type may be kept. */
  accepts(mime: string): boolean;
}

const CHUNK_BYTES = 262_144;

export function filesConfig(env: Env): FilesConfig {
  const set = readSlice(Variables, env);
  const matches = (mime: string) => (pattern: string) =>
    pattern.endsWith('/*') ? mime.startsWith(pattern.slice(0, -1)) : mime === pattern;
  return {
    maxFileBytes: set.UPLOAD_MAX_BYTES,
    chunkBytes: Math.min(CHUNK_BYTES, Math.floor(set.FRAME_MAX_BYTES / 2)),
    userQuotaBytes: set.QUOTA_USER_BYTES || null,
    serverQuotaBytes: set.QUOTA_SERVER_BYTES || null,
    maxPixels: set.IMAGE_MAX_PIXELS,
    accepts: (mime) =>
      (set.UPLOAD_TYPES_ALLOWED.length === 0 || set.UPLOAD_TYPES_ALLOWED.some(matches(mime))) &&
      !set.UPLOAD_TYPES_DENIED.some(matches(mime)),
  };
}
