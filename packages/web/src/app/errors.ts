/** What went wrong, in the reader's language: by code, because the server's own words are English. */
import { type ParleyError, toParleyError } from '@parley/client/errors';
import type { WireError } from '@parley/contract/kernel/errors';
import type { Sanction } from '@parley/contract/kernel/sanction';
import { sanctionOf } from '@parley/contract/kernel/sanction-words';
import type { TFunction } from 'i18next';
import { formatsFor } from '../i18n/format.ts';
import { currentLanguage } from '../i18n/setup.ts';

export function errorText(t: TFunction, error: unknown): string {
  return wireErrorText(t, toParleyError(error).wire);
}

export function wireErrorText(t: TFunction, error: WireError): string {
  for (const kind of ['banned', 'muted'] as const) {
    const sanction = sanctionOf(kind, error.details);
    if (sanction !== null) return sanctionText(t, kind, sanction);
  }
  return codeText(t, error.code, error.retryAfterMs);
}

/** Until when and why somebody may not come in, or not write. */
export function sanctionText(t: TFunction, kind: 'banned' | 'muted', { until, reason }: Sanction): string {
  if (until === null) return t(`app:error.${kind}`, { reason });
  return t(`app:error.${kind}Until`, { until: formatsFor(currentLanguage()).exact(until), reason });
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
