/** What somebody says of themselves, small beside their name: their emoji, or a speech bubble, with the text on hover. */
import type { CustomStatus } from '@parley/contract/kernel/presence';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import classes from './status-mark.module.css';

export function StatusMark({ custom }: { readonly custom: CustomStatus | undefined }) {
  const said = useStatusText(custom);
  if (custom === undefined) return null;
  return (
    <span className={classes.mark} title={said} role="img" aria-label={said}>
      {custom.emoji ?? '💬'}
    </span>
  );
}

/** In one line: the text, and until when. */
export function useStatusText(custom: CustomStatus | undefined): string {
  const { t } = useTranslation();
  const formats = useFormats();
  if (custom === undefined) return '';
  const text = custom.text ?? custom.emoji ?? '';
  return custom.until === undefined
    ? text
    : t('status.until', { text, when: formats.upTo(custom.until, Date.now()) });
}
