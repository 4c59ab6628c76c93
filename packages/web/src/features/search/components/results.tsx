/** What was found: rooms and people by name, files, then messages; and what to do where there is nothing. */
import { hasOperators, type SearchQuery } from '@parley/contract/features/search/query';
import { IconCalendarOff, IconMoodEmpty, IconSearch, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorOf, errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { useSearch } from '../hooks.ts';
import { FoundNames } from './found-names.tsx';
import { Hints } from './hints.tsx';
import { Hit } from './hit.tsx';
import classes from './results.module.css';

interface ResultsProps {
  readonly q: string;
  readonly query: SearchQuery;
}

export function Results({ q, query }: ResultsProps) {
  const { t } = useTranslation('search');
  const formats = useFormats();
  const badDay = query.badDays[0];
  const askable = badDay === undefined && (query.words.some(({ not }) => !not) || hasOperators(query));
  const search = useSearch(q, askable);

  if (badDay !== undefined) {
    return (
      <EmptyState
        icon={<IconCalendarOff size={30} stroke={1.5} />}
        title={t('badDay.title', { day: badDay.text })}
        text={t('badDay.text', { example: `${badDay.operator}:2026-01-31` })}
      />
    );
  }
  if (!askable) {
    return (
      <>
        <EmptyState
          icon={<IconSearch size={30} stroke={1.5} />}
          title={t('begin.title')}
          text={t('begin.text')}
        />
        <Hints />
      </>
    );
  }
  if (search.isError && search.data === undefined) {
    return (
      <EmptyState
        icon={<IconWifiOff size={30} stroke={1.5} />}
        title={t('failed')}
        text={errorText(t, errorOf(search.error))}
        action={<Button onClick={() => void search.refetch()}>{t('app:action.tryAgain')}</Button>}
      />
    );
  }
  if (search.isPending) return <RowSkeletons rows={5} height={84} />;

  const [first] = search.data.pages;
  const last = search.data.pages.at(-1);
  const messages = search.data.pages.flatMap((page) => page.messages);
  const named = first !== undefined && first.rooms.length + first.people.length + first.files.length > 0;
  return (
    <div className={classes.results} aria-busy={search.isFetching}>
      <p className="visually-hidden" role="status">
        {t('count', { count: messages.length })}
      </p>
      {named ? <FoundNames rooms={first.rooms} people={first.people} files={first.files} /> : null}
      {messages.length > 0 ? (
        <section aria-label={t('messages')}>
          <h2 className={classes.heading}>{t('messages')}</h2>
          <ol className={classes.list}>
            {messages.map((message) => (
              <li key={message.id}>
                <Hit message={message} />
              </li>
            ))}
          </ol>
        </section>
      ) : last?.next === null && !named ? (
        <>
          <EmptyState
            icon={<IconMoodEmpty size={30} stroke={1.5} />}
            title={t('none.title')}
            text={t('none.text')}
          />
          <Hints />
        </>
      ) : null}
      {last !== undefined && last.next !== null ? (
        <div className={classes.more}>
          {last.searchedTo === null ? null : (
            <p>{t('searchedTo', { day: formats.day(last.searchedTo, Date.now()) })}</p>
          )}
          <Button onClick={() => void search.fetchNextPage()} busy={search.isFetchingNextPage}>
            {t(last.searchedTo === null ? 'more' : 'further')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
