/** Who is muted in a room or banned from it, and lifting that. */
import type { Room } from '@parley/contract/features/chat/model';
import { inForce } from '@parley/contract/kernel/sanction-words';
import type { CommandOutput } from '@parley/contract/registry';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Tag } from '../../../ui/components/badge.tsx';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { RowSkeletons } from '../../../ui/components/row-skeletons.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useLiftSanction, useRoomSanctions } from '../room-settings.ts';
import classes from './room-settings.module.css';

type Held = CommandOutput<'chat:sanctions'>['items'][number];

export function SanctionSettings({ room }: { readonly room: Room }) {
  const { t } = useTranslation('moderation');
  const sanctions = useRoomSanctions(room.id);
  if (sanctions.isPending) return <RowSkeletons rows={3} height={48} />;
  if (sanctions.isError) {
    return (
      <Banner
        tone="danger"
        action={<Button onClick={() => void sanctions.refetch()}>{t('app:action.tryAgain')}</Button>}
      >
        {t('here.failed')} {errorText(t, sanctions.error)}
      </Banner>
    );
  }
  const held = sanctions.data.pages.flatMap((page) => page.items);
  if (held.length === 0) return <p className={classes.note}>{t('here.noneText')}</p>;
  return (
    <div className={classes.form}>
      <p className={classes.note}>{t('here.note')}</p>
      <ul className={classes.list} aria-label={t('section.people')}>
        {held.map((one) => (
          <SanctionLine key={`${one.kind} ${one.user.id}`} room={room} held={one} />
        ))}
      </ul>
      {sanctions.hasNextPage ? (
        <Button busy={sanctions.isFetchingNextPage} onClick={() => void sanctions.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      ) : null}
    </div>
  );
}

function SanctionLine({ room, held }: { readonly room: Room; readonly held: Held }) {
  const { t } = useTranslation('moderation');
  const formats = useFormats();
  const lift = useLiftSanction(room.id);
  const { user, kind, until, reason } = held;
  const now = Date.now();
  const end =
    until === null
      ? t('people.forGood')
      : inForce(held, now)
        ? t('people.until', { when: formats.upTo(until, now) })
        : t('people.ended');
  return (
    <li className={classes.invite}>
      <span className={classes.about}>
        <span>
          <bdi>{user.displayName}</bdi>{' '}
          <Tag>{t(kind === 'mute' ? 'sanction.isMuted' : 'sanction.isBanned')}</Tag>
        </span>
        <span className={classes.note}>
          {end} · <bdi>{reason}</bdi>
        </span>
      </span>
      <Button
        size="sm"
        busy={lift.isPending}
        onClick={() =>
          lift.mutate(
            { kind, userId: user.id },
            { onError: (error) => toast(errorText(t, error), { tone: 'danger' }) },
          )
        }
      >
        {t(kind === 'mute' ? 'sanction.unmute' : 'sanction.unban')}
      </Button>
    </li>
  );
}
