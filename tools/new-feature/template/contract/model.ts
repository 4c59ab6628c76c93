/** Items of sample-name. */
import { z } from 'zod';
import { Id, Time } from '../../kernel/scalars.ts';

/** A snapshot and the state built from it hold at most this many, the newest. */
export const SAMPLE_NAME_SHOWN = 100;

/** No NUL and no half of a surrogate pair: neither can be stored on every database. */
export const SampleNameText = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'not plain text');

export const SampleNameItem = z.object({ id: Id, text: z.string(), createdBy: Id, createdAt: Time });
export type SampleNameItem = z.infer<typeof SampleNameItem>;
