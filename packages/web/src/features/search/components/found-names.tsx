/** Rooms, people and files that are called so. */
import type { User } from '@parley/contract/features/accounts/model';
import type { FoundFile, FoundRoom } from '@parley/contract/features/search/model';
import { IconFile, IconHash, IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import classes from './found-names.module.css';

interface FoundNamesProps {
  readonly rooms: readonly FoundRoom[];
  readonly people: readonly User[];
  readonly files: readonly FoundFile[];
}

export function FoundNames({ rooms, people, files }: FoundNamesProps) {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const talk = useMutation({
    mutationFn: (userId: string) => client.call('chat:direct', { userIds: [userId] }),
    onSuccess: ({ room }) => navigate({ to: '/rooms/$roomId', params: { roomId: room.id } }),
    onError: (error) => toast(errorText(t, error), { tone: 'danger' }),
  });
  return (
    <section aria-label={t('names')}>
      <ul className={classes.list}>
        {rooms.map((room) => (
          <li key={room.id}>
            <Link to="/rooms/$roomId" params={{ roomId: room.id }} className={classes.name} data-stop>
              {room.visibility === 'public' ? (
                <IconHash size={17} aria-hidden />
              ) : (
                <IconLock size={17} aria-hidden />
              )}
              <bdi>{room.name}</bdi>
              {room.mine ? null : <span className={classes.note}>{t('notJoined')}</span>}
            </Link>
          </li>
        ))}
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={classes.name}
              data-stop
              disabled={talk.isPending}
              onClick={() => talk.mutate(person.id)}
            >
              <Avatar id={person.id} name={person.displayName} url={person.avatarUrl} size={20} />
              <bdi>{person.displayName}</bdi>
              <span className={classes.note}>
                <bdi>@{person.username}</bdi>
              </span>
            </button>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.id}>
            <a href={file.url} className={classes.name} data-stop>
              <IconFile size={17} aria-hidden />
              <bdi>{file.name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
