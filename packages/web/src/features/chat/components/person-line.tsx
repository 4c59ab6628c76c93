/** A person in a list: face, name, and a word on them. */
import type { User } from '@parley/contract/features/accounts/model';
import type { PresenceStatus } from '@parley/contract/kernel/presence';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Tag } from '../../../ui/components/badge.tsx';
import classes from './person-line.module.css';

interface PersonLineProps {
  readonly person: Pick<User, 'id' | 'displayName' | 'username' | 'avatarUrl'>;
  readonly status: PresenceStatus;
  readonly note?: string | undefined;
}

export function PersonLine({ person, status, note }: PersonLineProps) {
  const { t } = useTranslation();
  return (
    <span className={classes.line}>
      <Avatar id={person.id} name={person.displayName} url={person.avatarUrl} size={28} presence={status} />
      <bdi className={classes.name} title={`@${person.username}`}>
        {person.displayName}
      </bdi>
      <span className="visually-hidden">{t(`presence.${status}`)}</span>
      {note === undefined ? null : <Tag>{note}</Tag>}
    </span>
  );
}
