/** Saving a message, in its menu. */
import { IconBookmark, IconBookmarkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../app/errors.ts';
import type { MessageSubject, Offer } from '../../app/feature.ts';
import { toast } from '../../ui/components/toasts.tsx';
import { useIsSaved, useSave } from './hooks.ts';

export function useSaveAction({ message }: MessageSubject): readonly Offer<MessageSubject>[] {
  const { t } = useTranslation('saved');
  const isSaved = useIsSaved(message.id);
  const save = useSave();
  const run = () =>
    save.mutate(
      { messageId: message.id, save: !isSaved },
      { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) },
    );
  const icon = isSaved ? <IconBookmarkOff size={17} /> : <IconBookmark size={17} />;
  return [{ id: 'save', label: t(isSaved ? 'unsave' : 'save'), icon, does: { kind: 'act', run } }];
}
