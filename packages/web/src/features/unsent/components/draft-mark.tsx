/** A pencil beside a room in which one began to write. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHasDraft } from '../hooks.ts';

export function DraftMark({ room }: { readonly room: Room }) {
  const { t } = useTranslation('unsent');
  return useHasDraft(room) ? <IconPencil size={14} role="img" aria-label={t('mark')} /> : null;
}
