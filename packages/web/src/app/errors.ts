/** What went wrong, in the reader's language: by code, because the server's own words are English. */
import { type ParleyError, toParleyError } from '@parley/client/errors';
import type { WireError } from '@parley/contract/kernel/errors';
import type { TFunction } from 'i18next';

export function errorText(t: TFunction, error: unknown): string {
  const { code, retryAfterMs } = toParleyError(error);
  return codeText(t, code, retryAfterMs);
}

export function wireErrorText(t: TFunction, error: WireError): string {
  return codeText(t, error.code, error.retryAfterMs);
}

function codeText(t: TFunction, code: WireError['code'], retryAfterMs: number | undefined): string {
  if (code === 'RATE_LIMITED' && retryAfterMs !== undefined) {
    return t('app:error.RATE_LIMITED_FOR', { count: Math.max(1, Math.ceil(retryAfterMs / 1000)) });
  }
  return t(`app:error.${code}`);
}

/** The complaint about one field, if the error has one: `path` is the property's name. */
export function concerns(error: unknown, path: string): boolean {
  return error !== null && errorOf(error).details.some((detail) => detail.path === path);
}

export function errorOf(error: unknown): ParleyError {
  return toParleyError(error);
}
