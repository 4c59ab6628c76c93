/** A person in a list: face, name, what they say of themselves, when they were last here, and a word on them. */
import type { User } from '@parley/contract/features/accounts/model';
import { useTranslation } from 'react-i18next';
import { useShown } from '../../../app/use-shown.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { Tag } from '../../../ui/components/badge.tsx';
import { StatusMark } from '../../../ui/components/status-mark.tsx';
import classes from './person-line.module.css';

interface PersonLineProps {
  readonly person: User;
  readonly note?: string | undefined;
}

export function PersonLine({ person, note }: PersonLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status, lastSeenAt, custom } = useShown(person);
  const seen =
    status === 'offline' && lastSeenAt !== null
      ? t('presence.lastSeen', { when: formats.ago(lastSeenAt, Date.now()) })
      : undefined;
  const below = custom?.text ?? seen;
  return (
    <span className={classes.line}>
      <Avatar id={person.id} name={person.displayName} url={person.avatarUrl} size={28} presence={status} />
      <span className={classes.words}>
        <span className={classes.first}>
          <bdi className={classes.name} title={`@${person.username}`}>
            {person.displayName}
          </bdi>
          <StatusMark custom={custom} />
        </span>
        {below === undefined ? null : (
          <bdi
            className={classes.below}
            title={lastSeenAt === null || seen === undefined ? undefined : formats.exact(lastSeenAt)}
          >
            {below}
          </bdi>
        )}
      </span>
      <span className="visually-hidden">{t(`presence.${status}`)}</span>
      {note === undefined ? null : <Tag>{note}</Tag>}
    </span>
  );
}
