/** Open reports, live: what was said, who told of it, and what becomes of it. */

import type { Report } from '@parley/contract/features/moderation/model';
import { IconFlag } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../app/button-link.tsx';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Tag } from '../../../ui/components/badge.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useMayOpen } from '../use-may-open.ts';
import { useOpenReports } from '../use-open-reports.ts';
import classes from './section.module.css';

const HandleDialog = lazy(async () => ({ default: (await import('./handle-dialog.tsx')).HandleDialog }));

export function ReportsSection() {
  const { t } = useTranslation('moderation');
  const reports = useOpenReports();
  const reporters = useReporters(reports ?? []);
  if (reports === null) return <RowSkeletons rows={4} height={130} />;
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
        <ReportRow key={report.id} report={report} reporter={reporters.get(report.id)} />
      ))}
    </ul>
  );
}

/** Events leave out who reported, because they reach also whom it is about; lists tell it. */
function useReporters(reports: readonly Report[]): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['reporters', ...reports.map(({ id }) => id)],
    queryFn: () => client.call('report:list', { limit: 100 }),
    enabled: reports.length > 0,
    placeholderData: (previous) => previous,
  });
  return new Map(
    data?.items.flatMap(({ id, reporter }) =>
      reporter === undefined ? [] : [[id, reporter.displayName] as const],
    ),
  );
}

function ReportRow({ report, reporter }: { readonly report: Report; readonly reporter: string | undefined }) {
  const { t } = useTranslation('moderation');
  const me = useMe();
  const formats = useFormats();
  const mayOpen = useMayOpen(report.room);
  const [acting, setActing] = useState(false);
  const dismiss = useMutation({
    mutationFn: () => client.call('report:resolve', { reportId: report.id, outcome: 'dismissed' }),
    onSuccess: () => toast(t('reports.dismissed')),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
  });
  const now = Date.now();
  return (
    <li className={classes.row} data-testid="report">
      <div className={classes.head}>
        <bdi>{report.author.displayName}</bdi>
        <Tag>{t(`reason.${report.reason}`)}</Tag>
        <span className={classes.detail}>
          {report.room.name === undefined ? null : (
            <>
              <bdi>{report.room.name}</bdi> ·{' '}
            </>
          )}
          <time dateTime={report.saidAt} title={formats.exact(report.saidAt)}>
            {formats.ago(report.saidAt, now)}
          </time>
        </span>
      </div>
      <blockquote className={classes.quote} dir="auto">
        {report.content === '' ? t('reports.noText') : report.content}
      </blockquote>
      <p className={classes.detail}>
        <time dateTime={report.reportedAt} title={formats.exact(report.reportedAt)}>
          {t('reports.reported', { when: formats.ago(report.reportedAt, now) })}
        </time>{' '}
        {reporter === undefined ? null : <bdi>{t('reports.by', { name: reporter })}</bdi>}
        {report.note === '' ? null : (
          <>
            {' · '}
            <bdi>{report.note}</bdi>
          </>
        )}
      </p>
      {report.author.id === me.id ? (
        <span className={classes.detail}>{t('reports.aboutYou')}</span>
      ) : (
        <div className={classes.buttons}>
          <Button size="sm" variant="primary" onClick={() => setActing(true)}>
            {t('reports.act')}
          </Button>
          <Button size="sm" busy={dismiss.isPending} onClick={() => dismiss.mutate()}>
            {t('reports.dismiss')}
          </Button>
          {mayOpen ? (
            <ButtonLink
              to="/rooms/$roomId"
              params={{ roomId: report.room.id }}
              search={{ message: report.messageId }}
              size="sm"
              variant="quiet"
            >
              {t('reports.show')}
            </ButtonLink>
          ) : null}
        </div>
      )}
      {acting ? (
        <Suspense>
          <HandleDialog report={report} mayDelete={mayOpen} onClose={() => setActing(false)} />
        </Suspense>
      ) : null}
    </li>
  );
}
