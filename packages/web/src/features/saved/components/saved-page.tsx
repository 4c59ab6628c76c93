/** What I saved, as it is now; each leads back to where it was said. */
import { IconBookmark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { BackLink } from '../../chat/components/back-link.tsx';
import { useUnreadTotal } from '../../chat/hooks.ts';
import { useSavedMessages } from '../hooks.ts';
import classes from './saved.module.css';
import { SavedRow } from './saved-row.tsx';

export function SavedPage() {
  const { t } = useTranslation('saved');
  const list = useSavedMessages();
  usePageTitle(t('title'), useUnreadTotal());
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')} before={<BackLink />}>
      {list.isError ? (
        <EmptyState
          icon={<IconBookmark size={30} stroke={1.5} />}
          title={t('failedTitle')}
          text={errorText(t, list.error)}
          action={<Button onClick={() => void list.refetch()}>{t('app:action.tryAgain')}</Button>}
        />
      ) : list.isPending ? (
        <RowSkeletons rows={5} height={84} />
      ) : shown.length === 0 && !list.hasNextPage ? (
        <EmptyState
          icon={<IconBookmark size={30} stroke={1.5} />}
          title={t('noneTitle')}
          text={t('noneText')}
        />
      ) : (
        <ul className={classes.list} aria-label={t('title')}>
          {shown.map((saved) => (
            <SavedRow key={saved.message.id} saved={saved} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <div className={classes.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </Page>
  );
}
