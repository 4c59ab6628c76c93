/** The threads I follow, the one answered last first. */
import { IconMessages } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { EmojiText } from '../../../app/emoji-text.tsx';
import { errorText } from '../../../app/errors.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Count } from '../../../ui/components/badge.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { EmptyState } from '../../../ui/components/empty-state.tsx';
import { Page } from '../../../ui/components/page.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { excerptOf } from '../excerpt.ts';
import { useRoomName, useRooms, useUnreadTotal } from '../hooks.ts';
import { useFollowedThreads } from '../threads.ts';
import { BackLink } from './back-link.tsx';
import classes from './threads-page.module.css';

export function ThreadsPage() {
  const { t } = useTranslation('threads');
  const formats = useFormats();
  const nameOf = useRoomName();
  const { rooms } = useRooms();
  const followed = useReadable(client.threads);
  const list = useFollowedThreads();
  const { refetch } = list;
  usePageTitle(t('title'), useUnreadTotal());
  // biome-ignore lint/correctness/useExhaustiveDependencies: what I follow, and what was answered there, changed
  useEffect(() => void refetch(), [followed, refetch]);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t('title')} before={<BackLink />}>
      {list.isPending ? <RowSkeletons rows={5} height={76} /> : null}
      {list.isError ? <p role="alert">{errorText(t, list.error)}</p> : null}
      {list.isSuccess && items.length === 0 ? (
        <EmptyState icon={<IconMessages size={30} stroke={1.5} />} title={t('none')} text={t('noneText')} />
      ) : null}
      <ul className={classes.list}>
        {items.map(({ root, roomId }) => {
          const room = rooms.find((each) => each.id === roomId);
          const unread = followed.find((each) => each.threadId === root.id)?.unread ?? 0;
          return (
            <li key={root.id}>
              <Link
                to="/rooms/$roomId"
                params={{ roomId }}
                search={{ thread: root.id }}
                className={classes.thread}
                data-unread={unread > 0 || undefined}
              >
                <span className={classes.head}>
                  <bdi className={classes.name}>{root.displayName}</bdi>
                  {room === undefined ? null : <bdi className={classes.room}>{nameOf(room)}</bdi>}
                  {unread === 0 ? null : <Count count={unread} label={t('unread', { count: unread })} />}
                </span>
                <bdi className={classes.text}>
                  <EmojiText text={root.deletedAt === null ? excerptOf(root) : t('gone')} />
                </bdi>
                <span className={classes.foot}>
                  {t('answers', { count: root.thread?.replies ?? 0 })}
                  {root.thread === undefined
                    ? null
                    : ` · ${formats.ago(root.thread.lastReplyAt, Date.now())}`}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {list.hasNextPage ? (
        <Button variant="quiet" onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </Page>
  );
}
