/** Why a file was refused, in the reader's language. */
import type { ParleyError } from '@parley/client/errors';
import type { TFunction } from 'i18next';
import { concerns, errorText } from '../../app/errors.ts';

export function failureText(t: TFunction, error: ParleyError): string {
  if (error.code === 'INVALID' && concerns(error, 'size')) return t('files:failed.empty');
  if (error.code === 'TOO_LARGE') return t('files:failed.tooLarge');
  if (error.code === 'UNSUPPORTED') return t('files:failed.unsupported');
  return errorText(t, error);
}
