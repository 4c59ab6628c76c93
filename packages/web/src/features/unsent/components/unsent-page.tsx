/** What is written and not sent: drafts of every device, and messages that wait for their time. */
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { BackLink } from '../../chat/components/back-link.tsx';
import { useUnreadTotal } from '../../chat/hooks.ts';
import { useScheduled } from '../hooks.ts';
import { DraftRow } from './draft-row.tsx';
import { ScheduledRow } from './scheduled-row.tsx';
import classes from './unsent.module.css';

export function UnsentPage() {
  const { t } = useTranslation('unsent');
  const drafts = useReadable(client.drafts);
  const scheduled = useScheduled();
  usePageTitle(t('title'), useUnreadTotal());
  const waiting = scheduled.data ?? [];
  const nothing = drafts.length === 0 && scheduled.isSuccess && waiting.length === 0;
  return (
    <Page title={t('title')} before={<BackLink />}>
      {nothing ? (
        <EmptyState
          icon={<IconPencil size={30} stroke={1.5} />}
          title={t('noneTitle')}
          text={t('noneText')}
        />
      ) : null}
      {drafts.length === 0 ? null : (
        <section aria-labelledby="drafts">
          <h2 id="drafts" className={classes.heading}>
            {t('drafts')}
          </h2>
          <ul className={classes.list}>
            {drafts.map((draft) => (
              <DraftRow key={`${draft.roomId}/${draft.threadId ?? ''}`} draft={draft} />
            ))}
          </ul>
        </section>
      )}
      {scheduled.isError ? (
        <EmptyState
          icon={<IconPencil size={30} stroke={1.5} />}
          title={t('failedTitle')}
          text={errorText(t, scheduled.error)}
          action={<Button onClick={() => void scheduled.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : scheduled.isPending ? (
        <RowSkeletons rows={3} height={72} />
      ) : waiting.length === 0 ? null : (
        <section aria-labelledby="scheduled">
          <h2 id="scheduled" className={classes.heading}>
            {t('scheduled')}
          </h2>
          <ul className={classes.list}>
            {waiting.map((one) => (
              <ScheduledRow key={one.id} scheduled={one} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
