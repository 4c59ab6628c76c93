/** My reminders: what is due, then what waits for its time. */
import { IconAlarm, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { BackLink } from '../../chat/components/back-link.tsx';
import { useUnreadTotal } from '../../chat/hooks.ts';
import { useReminderList } from '../hooks.ts';
import { ReminderRow } from './reminder-row.tsx';
import classes from './reminders.module.css';

const RemindDialog = lazy(async () => ({ default: (await import('./remind-dialog.tsx')).RemindDialog }));

export function RemindersPage() {
  const { t } = useTranslation('reminders');
  const list = useReminderList();
  const [making, setMaking] = useState(false);
  usePageTitle(t('title'), useUnreadTotal());
  const make = (
    <Button variant="primary" icon={<IconPlus size={17} />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  );
  const due = list.data?.filter(({ dueAt }) => dueAt !== null) ?? [];
  const waiting = list.data?.filter(({ dueAt }) => dueAt === null) ?? [];
  const sections = [
    { id: 'due', title: t('dueNow'), reminders: due },
    { id: 'waiting', title: t('later'), reminders: waiting },
  ].filter(({ reminders }) => reminders.length > 0);
  return (
    <Page title={t('title')} before={<BackLink />} actions={make}>
      {list.isError ? (
        <EmptyState
          icon={<IconAlarm size={30} stroke={1.5} />}
          title={t('failedTitle')}
          text={errorText(t, list.error)}
          action={<Button onClick={() => void list.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : list.isPending ? (
        <RowSkeletons rows={4} height={64} />
      ) : sections.length === 0 ? (
        <EmptyState
          icon={<IconAlarm size={30} stroke={1.5} />}
          title={t('noneTitle')}
          text={t('noneText')}
          action={make}
        />
      ) : (
        sections.map(({ id, title, reminders }) => (
          <section key={id} aria-labelledby={`reminders-${id}`}>
            <h2 id={`reminders-${id}`} className={classes.heading}>
              {title}
            </h2>
            <ul className={classes.list}>
              {reminders.map((reminder) => (
                <ReminderRow key={reminder.id} reminder={reminder} />
              ))}
            </ul>
          </section>
        ))
      )}
      {making ? (
        <Suspense>
          <RemindDialog onClose={() => setMaking(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}
