/**
 * The one catalogue of refusals. An error is data that tells the client what to do: `retryable` says whether
 * the same request may succeed later, `retryAfterMs` when. The internal cause never travels.
 */
import { z } from 'zod';

export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'TOO_LARGE',
  'UNSUPPORTED',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** HTTP status of each code (RFC 9110). */
export const HTTP_STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const satisfies Record<ErrorCode, number>;

export const RETRYABLE: Readonly<Record<ErrorCode, boolean>> = {
  UNAUTHENTICATED: false,
  FORBIDDEN: false,
  NOT_FOUND: false,
  INVALID: false,
  CONFLICT: false,
  TOO_LARGE: false,
  UNSUPPORTED: false,
  RATE_LIMITED: true,
  UNAVAILABLE: true,
  INTERNAL: true,
};

export const ErrorDetail = z.object({ path: z.string(), message: z.string() });
export type ErrorDetail = z.infer<typeof ErrorDetail>;

export const WireError = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  retryable: z.boolean(),
  retryAfterMs: z.number().int().nonnegative().optional(),
  details: z.array(ErrorDetail).optional(),
  /** With CONFLICT: the present state of what the request was based on an older one of, as the command describes it. */
  current: z.unknown().optional(),
});
export type WireError = z.infer<typeof WireError>;

/** A refusal as every door sends it: the body of a REST error and the answer to a refused command. */
export const Refusal = z.object({ ok: z.literal(false), error: WireError });
export type Refusal = z.infer<typeof Refusal>;

export interface ErrorExtra {
  readonly retryAfterMs?: number;
  readonly details?: ErrorDetail[];
  readonly current?: object;
}

/** Builds a wire error; `message` is shown to people, so it says what to do. */
export function wireError(code: ErrorCode, message: string, extra: ErrorExtra = {}): WireError {
  return { code, message, retryable: RETRYABLE[code], ...extra };
}
