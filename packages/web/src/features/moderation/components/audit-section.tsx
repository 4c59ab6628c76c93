/** What was done by authority over others, the latest first; one action at a time if wanted. */
import type { AuditEntry } from '@parley/contract/features/audit/model';
import { IconClipboardList } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { SelectField } from '../../../ui/components/field.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { AUDITED, isAudited } from '../audited.ts';
import classes from './section.module.css';

export function AuditSection() {
  const { t } = useTranslation('moderation');
  const [action, setAction] = useState('');
  const log = useInfiniteQuery({
    queryKey: ['audit', action],
    queryFn: ({ pageParam }) =>
      client.call('audit:list', {
        ...(action === '' ? {} : { action }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // Others act meanwhile: coming here shows what is so now.
    staleTime: 0,
  });
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <SelectField
        label={t('audit.filter')}
        value={action}
        onChange={(event) => setAction(event.target.value)}
      >
        <option value="">{t('audit.all')}</option>
        {AUDITED.map((name) => {
          const key = keyOf(name);
          return (
            <option key={name} value={name}>
              {t(`act.${key}`)}
            </option>
          );
        })}
      </SelectField>
      {log.isError ? (
        <EmptyState
          icon={<IconClipboardList size={30} stroke={1.5} />}
          title={t('audit.failed')}
          text={errorText(t, log.error)}
          action={<Button onClick={() => void log.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : log.isPending ? (
        <RowSkeletons rows={6} height={60} />
      ) : entries.length === 0 ? (
        <EmptyState
          icon={<IconClipboardList size={30} stroke={1.5} />}
          title={t('audit.noneTitle')}
          text={t('audit.noneText')}
        />
      ) : (
        <ul className={classes.list} aria-label={t('section.audit')}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      {log.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation('moderation');
  const formats = useFormats();
  const { action, actor, target, room, reason } = entry;
  const name = target.name ?? emojiNamed(entry);
  const where = room?.name;
  const key = keyOf(action);
  return (
    <li className={classes.row}>
      <span className={classes.head}>
        {isAudited(action) ? t(`act.${key}`) : action}
        {name === undefined ? null : <bdi>{name}</bdi>}
      </span>
      <span className={classes.detail}>
        <bdi>{actor.displayName}</bdi> · {formats.exact(entry.at)}
        {where === undefined ? null : <> · {where}</>}
        {reason === undefined ? null : (
          <>
            {' '}
            · <bdi>{reason}</bdi>
          </>
        )}
      </span>
    </li>
  );
}

/** What is left of an emoji that was taken away. */
function emojiNamed({ target, details }: AuditEntry): string | undefined {
  return target.kind === 'emoji' && typeof details.name === 'string' ? `:${details.name}:` : undefined;
}

/** A text's key holds words only: a colon would name a namespace. */
function keyOf(action: string): string {
  return action.replaceAll(/[:-]/g, '_');
}
