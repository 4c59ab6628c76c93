/** A bookmark beside a message one saved. */
import { IconBookmarkFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageSubject } from '../../../app/feature.ts';
import { useIsSaved } from '../hooks.ts';

export function SavedMark({ message }: MessageSubject) {
  const { t } = useTranslation('saved');
  return useIsSaved(message.id) ? <IconBookmarkFilled size={13} role="img" aria-label={t('mark')} /> : null;
}
