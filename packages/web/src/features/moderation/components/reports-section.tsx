/** Open reports, live: what was said, and what becomes of it. */
import type { Report, ReportOutcome } from '@parley/contract/features/moderation/model';
import { IconFlag } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Tag } from '../../../ui/components/badge.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useOpenReports } from '../use-open-reports.ts';
import classes from './section.module.css';

export function ReportsSection() {
  const { t } = useTranslation('moderation');
  const reports = useOpenReports();
  if (reports === null) return <RowSkeletons rows={4} height={90} />;
  if (reports.length === 0) {
    return (
      <EmptyState
        icon={<IconFlag size={30} stroke={1.5} />}
        title={t('reports.noneTitle')}
        text={t('reports.noneText')}
      />
    );
  }
  return (
    <ul className={classes.list} aria-label={t('section.reports')}>
      {reports.map((report) => (
        <ReportRow key={report.id} report={report} />
      ))}
    </ul>
  );
}

function ReportRow({ report }: { readonly report: Report }) {
  const { t } = useTranslation('moderation');
  const me = useMe();
  const formats = useFormats();
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const resolve = useMutation({
    mutationFn: (outcome: ReportOutcome) => client.call('report:resolve', { reportId: report.id, outcome }),
    onError: failed,
  });
  const remove = useMutation({
    mutationFn: () => client.call('chat:delete', { roomId: report.room.id, messageId: report.messageId }),
    onError: failed,
    onSuccess: () => resolve.mutate('removed'),
  });
  const busy = resolve.isPending || remove.isPending;
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <bdi>{report.author.displayName}</bdi>
        <Tag>{t(`reason.${report.reason}`)}</Tag>
        {report.room.name === undefined ? null : <Tag>{report.room.name}</Tag>}
      </div>
      <blockquote className={classes.quote} dir="auto">
        {report.content === '' ? t('reports.noText') : report.content}
      </blockquote>
      {report.note === '' ? null : (
        <p className={classes.detail} dir="auto">
          {report.note}
        </p>
      )}
      <span className={classes.detail}>
        {t('reports.said', { when: formats.exact(report.saidAt) })} ·{' '}
        {t('reports.reported', { when: formats.ago(report.reportedAt, Date.now()) })}
      </span>
      {report.author.id === me.id ? (
        <span className={classes.detail}>{t('reports.aboutYou')}</span>
      ) : (
        <div className={classes.buttons}>
          {report.room.name === undefined ? null : (
            <Button size="sm" variant="danger" busy={busy} onClick={() => remove.mutate()}>
              {t('reports.remove')}
            </Button>
          )}
          <Button size="sm" busy={busy} onClick={() => resolve.mutate('sanctioned')}>
            {t('reports.handled')}
          </Button>
          <Button size="sm" busy={busy} onClick={() => resolve.mutate('dismissed')}>
            {t('reports.dismiss')}
          </Button>
        </div>
      )}
    </li>
  );
}
