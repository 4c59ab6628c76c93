/** A moment near now in words: the day as people say it, and the time. */
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';

export function useWhen(): (iso: string) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (iso) => t('when.at', { day: formats.day(iso, Date.now()), time: formats.time(iso) });
}
