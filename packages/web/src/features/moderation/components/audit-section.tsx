/** What was done by authority over others, the latest first, narrowed as the address says; also to be saved as a file. */
import { IconClipboardList, IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { type AuditSearch, auditQuery, auditSearch } from '../audit-filter.ts';
import { useExport } from '../use-export.ts';
import { AuditEntryRow } from './audit-entry-row.tsx';
import { AuditFilters } from './audit-filters.tsx';
import section from './section.module.css';

export function AuditSection() {
  const { t } = useTranslation('moderation');
  const navigate = useNavigate();
  const search = auditSearch(useSearch({ strict: false }));
  const query = auditQuery(search);
  const narrow = (next: AuditSearch) =>
    void navigate({ to: '/admin/$section', params: { section: 'audit' }, search: next, replace: true });
  const log = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam }) =>
      client.call('audit:list', { ...query, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
    // Others act meanwhile: coming here shows what is so now.
    staleTime: 0,
  });
  const saving = useExport(query);
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Object.keys(search).length > 0;
  const icon = <IconClipboardList size={30} stroke={1.5} />;
  return (
    <>
      <AuditFilters search={search} entries={entries} onChange={narrow}>
        {(['csv', 'json'] as const).map((kind) => (
          <Button
            key={kind}
            size="sm"
            icon={<IconDownload size={16} />}
            busy={saving.isPending && saving.variables === kind}
            onClick={() => saving.mutate(kind)}
          >
            {t(`audit.${kind}`)}
          </Button>
        ))}
      </AuditFilters>
      {saving.isError ? (
        <Banner tone="danger">{t('audit.exportFailed', { why: errorText(t, saving.error) })}</Banner>
      ) : null}
      {log.isError ? (
        <EmptyState
          icon={icon}
          title={t('audit.failed')}
          text={errorText(t, log.error)}
          action={<Button onClick={() => void log.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : log.isPending ? (
        <RowSkeletons rows={6} height={64} />
      ) : entries.length === 0 ? (
        <EmptyState
          icon={icon}
          title={t(isNarrowed ? 'audit.noMatchTitle' : 'audit.noneTitle')}
          text={t(isNarrowed ? 'audit.noMatchText' : 'audit.noneText')}
          {...(isNarrowed ? { action: <Button onClick={() => narrow({})}>{t('audit.clear')}</Button> } : {})}
        />
      ) : (
        <ul className={section.list} aria-label={t('section.audit')}>
          {entries.map((entry) => (
            <AuditEntryRow key={entry.id} entry={entry} onNarrow={(more) => narrow({ ...search, ...more })} />
          ))}
        </ul>
      )}
      {log.hasNextPage ? (
        <div className={section.more}>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
