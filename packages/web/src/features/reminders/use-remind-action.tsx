/** Being reminded of a message, in its menu. */
import { IconAlarm } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageSubject, Offer, OfferDialogProps } from '../../app/feature.ts';

const RemindDialog = lazy(async () => ({
  default: (await import('./components/remind-dialog.tsx')).RemindDialog,
}));

export function useRemindAction(): readonly Offer<MessageSubject>[] {
  const { t } = useTranslation('reminders');
  return [
    {
      id: 'remind',
      label: t('action'),
      icon: <IconAlarm size={17} />,
      does: { kind: 'ask', Dialog: RemindOfMessage },
    },
  ];
}

function RemindOfMessage({ subject, onClose }: OfferDialogProps<MessageSubject>) {
  return <RemindDialog message={subject.message} onClose={onClose} />;
}
