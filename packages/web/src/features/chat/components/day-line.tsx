/** A line per day; a press offers other days to go to. */
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { type Action, ActionMenu } from '../../../ui/components/action-menu.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { daysAgo } from '../day-model.ts';
import type { RowContext } from './row-context.ts';
import classes from './row-view.module.css';

const DateDialog = lazy(async () => ({ default: (await import('./date-dialog.tsx')).DateDialog }));

export function DayLine({ at, context }: { readonly at: string; readonly context: RowContext }) {
  const { t } = useTranslation('talk');
  const formats = useFormats();
  const [picking, setPicking] = useState(false);
  const goTo = (time: Date) => {
    context.handle.loadAt(time.toISOString()).then(
      (messageId) => {
        if (messageId !== null) context.onShow(messageId);
      },
      (error: unknown) => toast(errorText(t, error), { tone: 'danger' }),
    );
  };
  const now = new Date();
  const actions: readonly Action[] = [
    { id: 'today', label: t('date.today'), onSelect: () => goTo(daysAgo(now, 0)) },
    { id: 'yesterday', label: t('date.yesterday'), onSelect: () => goTo(daysAgo(now, 1)) },
    { id: 'week', label: t('date.week'), onSelect: () => goTo(daysAgo(now, 7)) },
    { id: 'beginning', label: t('date.beginning'), onSelect: () => goTo(new Date(0)) },
    {
      id: 'pick',
      label: t('date.pick'),
      icon: <IconCalendar size={17} />,
      apart: true,
      onSelect: () => setPicking(true),
    },
  ];
  return (
    <div className={classes.day}>
      <ActionMenu label={t('date.goTo')} actions={actions}>
        <button type="button" className={classes.dayLabel}>
          {formats.day(at, Date.now())}
        </button>
      </ActionMenu>
      {picking ? (
        <Suspense>
          <DateDialog from={at} onClose={() => setPicking(false)} onPick={goTo} />
        </Suspense>
      ) : null}
    </div>
  );
}
