/** Work that was given up after all its attempts: done again, or forgotten. */
import type { DeadJob } from '@parley/contract/features/jobs/commands';
import { IconProgressX } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import classes from './section.module.css';

export function JobsSection() {
  const { t } = useTranslation('moderation');
  const jobs = useInfiniteQuery({
    queryKey: ['dead-jobs'],
    queryFn: ({ pageParam }) => client.call('job:list', pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const shown = jobs.data?.pages.flatMap((page) => page.items) ?? [];
  if (jobs.isPending) return <RowSkeletons rows={4} height={90} />;
  if (jobs.isError) {
    return (
      <EmptyState
        icon={<IconProgressX size={30} stroke={1.5} />}
        title={t('jobs.failed')}
        text={errorText(t, jobs.error)}
        action={<Button onClick={() => void jobs.refetch()}>{t('app:action.tryAgain')}</Button>}
      />
    );
  }
  if (shown.length === 0) {
    return (
      <EmptyState
        icon={<IconProgressX size={30} stroke={1.5} />}
        title={t('jobs.noneTitle')}
        text={t('jobs.noneText')}
      />
    );
  }
  return (
    <>
      <ul className={classes.list} aria-label={t('section.jobs')}>
        {shown.map((job) => (
          <Job key={job.id} job={job} />
        ))}
      </ul>
      {jobs.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={jobs.isFetchingNextPage} onClick={() => void jobs.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Job({ job }: { readonly job: DeadJob }) {
  const { t } = useTranslation('moderation');
  const formats = useFormats();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const settled = {
    onError: (error: unknown) => toast(errorText(t, error), { tone: 'danger' as const }),
    onSettled: () => {
      setAsking(false);
      return queries.invalidateQueries({ queryKey: ['dead-jobs'] });
    },
  };
  const retry = useMutation({ mutationFn: () => client.call('job:retry', { jobId: job.id }), ...settled });
  const discard = useMutation({
    mutationFn: () => client.call('job:discard', { jobId: job.id }),
    ...settled,
  });
  return (
    <li className={classes.row}>
      <span className={classes.head}>
        <bdi>{job.kind}</bdi>
      </span>
      <span className={classes.detail} dir="auto">
        {job.error}
      </span>
      <span className={classes.detail}>
        {t('jobs.died', { when: formats.ago(job.diedAt, Date.now()), count: job.attempts })}
      </span>
      <div className={classes.buttons}>
        <Button size="sm" busy={retry.isPending} onClick={() => retry.mutate()}>
          {t('jobs.retry')}
        </Button>
        <Button size="sm" variant="danger" onClick={() => setAsking(true)}>
          {t('jobs.discard')}
        </Button>
      </div>
      <FormDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('jobs.discardTitle')}
        submit={t('jobs.discard')}
        danger
        busy={discard.isPending}
        onSubmit={() => discard.mutate()}
      >
        <p>{t('jobs.discardText')}</p>
      </FormDialog>
    </li>
  );
}
