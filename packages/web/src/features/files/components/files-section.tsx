/** The files of a room in its panel, the latest first. */
import type { Room } from '@parley/contract/features/chat/model';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client, useReadable } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { filesOf, sizeText } from '../model.ts';
import classes from './files-section.module.css';
import { Picture } from './picture.tsx';

const PAGE = 20;

export function FilesSection({ room }: { readonly room: Room }) {
  const { t, i18n } = useTranslation('files');
  const formats = useFormats();
  const changed = useFilesChanged(room.id);
  const files = useInfiniteQuery({
    queryKey: ['files', room.id, changed],
    queryFn: ({ pageParam }) =>
      client.call('files:list', {
        roomId: room.id,
        limit: PAGE,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const items = files.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.section} aria-label={t('title')}>
      <h3 className={classes.heading}>{t('title')}</h3>
      {files.isError ? <p className={classes.none}>{errorText(t, files.error)}</p> : null}
      {files.isSuccess && items.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      <ul className={classes.list}>
        {items.map((file) => (
          <li key={file.id}>
            <Link
              to="/rooms/$roomId"
              params={{ roomId: room.id }}
              search={{ message: file.messageId }}
              className={classes.file}
            >
              <span className={classes.small}>
                {file.kind === 'image' ? (
                  <Picture file={file} alone={false} />
                ) : (
                  <span className={classes.ending}>{endingOf(file.name)}</span>
                )}
              </span>
              <span className={classes.about}>
                <bdi className={classes.name}>{file.name}</bdi>
                <span className={classes.note}>
                  <bdi>{file.displayName}</bdi> · {formats.day(file.createdAt, Date.now())} ·{' '}
                  {sizeText(file.size, i18n.language)}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {files.hasNextPage ? (
        <Button
          size="sm"
          variant="quiet"
          busy={files.isFetchingNextPage}
          onClick={() => void files.fetchNextPage()}
        >
          {t('more')}
        </Button>
      ) : null}
    </section>
  );
}

/** Another text whenever files came into what is shown of the room, or went out of it. */
function useFilesChanged(roomId: string): string {
  const { conversation } = useReadable(client.room(roomId).state);
  const carrying = conversation?.messages.filter(
    ({ delivery, metadata }) => delivery === 'sent' && filesOf(metadata).length > 0,
  );
  return `${carrying?.length ?? 0} ${carrying?.at(-1)?.id ?? ''}`;
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 6 ? name.slice(dot + 1).toUpperCase() : '…';
}
