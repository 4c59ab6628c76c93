/** What a refused or lost request throws: the wire's error, as a value one can catch. */
import type { ErrorCode, ErrorDetail, WireError } from '@parley/contract/kernel/errors';

export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly details: readonly ErrorDetail[];
  /** The error as it travels. */
  readonly wire: WireError;
  /** True when the request may have taken effect and only its answer is missing: retry with the same `clientId`. */
  readonly answerLost: boolean;

  constructor(wire: WireError, options: { readonly cause?: unknown; readonly answerLost?: boolean } = {}) {
    super(wire.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.wire = wire;
    this.code = wire.code;
    this.retryable = wire.retryable;
    this.retryAfterMs = wire.retryAfterMs;
    this.details = wire.details ?? [];
    this.answerLost = options.answerLost ?? false;
  }
}

/** There is no connection, or it went away before the answer came. */
export function unavailable(
  message: string,
  options: { readonly cause?: unknown; readonly answerLost?: boolean } = {},
): ParleyError {
  return new ParleyError({ code: 'UNAVAILABLE', message, retryable: true }, options);
}

/** The wire error in `value`, or null when it is none. Everything a server sends passes here before it is believed. */
export function asWireError(value: unknown): WireError | null {
  if (!isRecord(value) || typeof value.code !== 'string' || typeof value.message !== 'string') return null;
  if (typeof value.retryable !== 'boolean') return null;
  // Checked above as far as this client acts on it; a code from a newer server is passed through.
  return value as unknown as WireError;
}

/** The wire error of an answer `{ok:false,error}`, or null. */
export function refusalOf(answer: unknown): WireError | null {
  return isRecord(answer) && answer.ok === false ? asWireError(answer.error) : null;
}

export function toParleyError(thrown: unknown): ParleyError {
  if (thrown instanceof ParleyError) return thrown;
  return unavailable('The request could not be completed.', { cause: thrown });
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
