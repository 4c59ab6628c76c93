/** Who somebody is, at the top of what one may do about them. */
import type { User } from '@parley/contract/features/accounts/model';
import { useTranslation } from 'react-i18next';
import { useShown } from '../../../app/use-shown.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { useStatusText } from '../../../ui/components/status-mark.tsx';
import classes from './person-card.module.css';

export function PersonCard({ person }: { readonly person: User }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status, lastSeenAt, custom } = useShown(person);
  const said = useStatusText(custom);
  return (
    <div className={classes.card}>
      <Avatar
        id={person.id}
        name={person.displayName}
        url={person.avatarUrl}
        size={40}
        presence={status}
        ground="var(--bg-raised)"
      />
      <div className={classes.words}>
        <bdi className={classes.name}>{person.displayName}</bdi>
        <span className={classes.dim} dir="ltr">
          @{person.username}
        </span>
        <span className={classes.dim} title={lastSeenAt === null ? undefined : formats.exact(lastSeenAt)}>
          {t(`presence.${status}`)}
          {status === 'offline' && lastSeenAt !== null
            ? ` · ${t('presence.lastSeen', { when: formats.ago(lastSeenAt, Date.now()) })}`
            : null}
        </span>
        {custom === undefined ? null : (
          <span className={classes.said}>
            {custom.text === undefined ? null : custom.emoji} <bdi>{said}</bdi>
          </span>
        )}
      </div>
    </div>
  );
}
