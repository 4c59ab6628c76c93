/** Scalars every feature shares. */
import { z } from 'zod';

/** An id: a UUIDv7 string when the server made it; any id-shaped text is accepted and simply not found. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'not an id');
export type Id = z.infer<typeof Id>;

/** ISO 8601, UTC, milliseconds. */
export const Time = z.iso.datetime({ precision: 3 });
export type Time = z.infer<typeof Time>;

/** Chosen by the client; a retry carries the same one and has one effect (P3). Without NUL, which PostgreSQL cannot look for. */
export const ClientId = z
  .string()
  .min(1)
  .max(128)
  .refine((text) => !text.includes('\0'), 'must not contain the NUL character');

/** One page of a list; `next` is an opaque cursor. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
