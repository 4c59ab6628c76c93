/** Why the server ends a connection, and whether the client should come back. Sent as `session:closing`. */
import { z } from 'zod';
import { Sanction } from './sanction.ts';

export const CLOSING_CODES = {
  drain: { retryable: true, message: 'This server is restarting. Reconnecting.' },
  overrun: { retryable: true, message: 'The connection was too slow to keep up. Reconnecting.' },
  logout: { retryable: false, message: 'You signed out.' },
  revoked: { retryable: false, message: 'This sign-in was ended. Sign in again.' },
  banned: { retryable: false, message: 'You were banned. Sign in to read until when and why.' },
  disabled: { retryable: false, message: 'This account was disabled. Ask an administrator.' },
} as const;

export type ClosingCode = keyof typeof CLOSING_CODES;

export const Closing = z.object({
  code: z.enum(Object.keys(CLOSING_CODES) as [ClosingCode, ...ClosingCode[]]),
  message: z.string(),
  retryable: z.boolean(),
  /** How long to wait before coming back, milliseconds. */
  afterMs: z.number().int().nonnegative(),
  /** With `banned`: until when, and why. */
  sanction: Sanction.optional(),
});
export type Closing = z.infer<typeof Closing>;
