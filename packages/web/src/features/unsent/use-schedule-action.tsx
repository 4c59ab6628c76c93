/** Sending later, as a way to send. */
import { IconClock } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer, Unsent } from '../../app/feature.ts';

const ScheduleDialog = lazy(async () => ({
  default: (await import('./components/schedule-dialog.tsx')).ScheduleDialog,
}));

export function useScheduleAction(): readonly Offer<Unsent>[] {
  const { t } = useTranslation('unsent');
  return [
    {
      id: 'schedule',
      label: t('schedule.action'),
      icon: <IconClock size={17} />,
      does: { kind: 'ask', Dialog: ScheduleDialog },
    },
  ];
}
