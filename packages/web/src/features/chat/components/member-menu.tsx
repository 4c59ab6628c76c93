/** What one may do about a member of a room. */
import type { Member, Room } from '@parley/contract/features/chat/model';
import {
  IconDots,
  IconEraser,
  IconHandStop,
  IconMessage,
  IconMicrophoneOff,
  IconUserMinus,
} from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { type Action, ActionMenu } from '../../../ui/components/action-menu.tsx';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useDirect, useRoomName, useSetRoomRole } from '../hooks.ts';
import { mayRemove, maySetRoles, standingOf } from '../room-policy.ts';
import { PersonCard } from './person-card.tsx';

const SanctionDialog = lazy(async () => ({
  default: (await import('../../../app/sanction-dialog.tsx')).SanctionDialog,
}));

const RemoveMemberDialog = lazy(async () => ({
  default: (await import('./remove-member-dialog.tsx')).RemoveMemberDialog,
}));
const PurgeDialog = lazy(async () => ({ default: (await import('./purge-dialog.tsx')).PurgeDialog }));

const ROOM_ROLES = ['owner', 'moderator', 'member'] as const;

export function MemberMenu({ room, member }: { readonly room: Room; readonly member: Member }) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const direct = useDirect();
  const setRole = useSetRoomRole();
  const roomName = useRoomName()(room);
  const [asking, setAsking] = useState<'mute' | 'ban' | 'remove' | 'purge' | null>(null);
  if (member.id === me.id) return null;

  const standing = standingOf(room, me);
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const name = member.displayName;
  const close = () => setAsking(null);
  const about = { room, member, onClose: close };
  const actions: Action[] = [
    {
      id: 'message',
      label: t('member.message'),
      icon: <IconMessage size={17} />,
      onSelect: () => direct.mutate([member.id], { onError: failed }),
    },
  ];
  if (maySetRoles(standing)) {
    for (const role of ROOM_ROLES) {
      actions.push({
        id: role,
        label: t(`member.make.${role}`),
        apart: role === 'owner',
        selected: member.roomRole === role,
        onSelect: () => {
          if (member.roomRole === role) return;
          setRole.mutate({ roomId: room.id, userId: member.id, role }, { onError: failed });
        },
      });
    }
  }
  if (mayRemove(standing, member.roomRole)) {
    actions.push(
      {
        id: 'mute',
        label: t('moderation:sanction.muteMenu'),
        icon: <IconMicrophoneOff size={17} />,
        apart: true,
        onSelect: () => setAsking('mute'),
      },
      {
        id: 'ban',
        label: t('moderation:sanction.banMenu'),
        icon: <IconHandStop size={17} />,
        danger: true,
        onSelect: () => setAsking('ban'),
      },
    );
    actions.push({
      id: 'purge',
      label: t('moderation:purge.menu'),
      icon: <IconEraser size={17} />,
      danger: true,
      onSelect: () => setAsking('purge'),
    });
    actions.push({
      id: 'remove',
      label: t('member.remove'),
      icon: <IconUserMinus size={17} />,
      danger: true,
      apart: true,
      onSelect: () => setAsking('remove'),
    });
  }
  return (
    <>
      <ActionMenu
        label={t('member.menu', { name })}
        actions={actions}
        header={<PersonCard person={member} />}
      >
        <IconButton size="sm" label={t('member.menu', { name })} icon={<IconDots size={17} />} hint={false} />
      </ActionMenu>
      <Suspense>
        {asking === 'remove' ? <RemoveMemberDialog {...about} /> : null}
        {asking === 'purge' ? <PurgeDialog {...about} /> : null}
        {asking === 'mute' || asking === 'ban' ? (
          <SanctionDialog
            kind={asking}
            name={name}
            text={t(`moderation:sanction.${asking}Room`, { room: roomName })}
            impose={(sanction) =>
              client.call(`chat:${asking}`, { roomId: room.id, userId: member.id, ...sanction })
            }
            onClose={close}
          />
        ) : null}
      </Suspense>
    </>
  );
}
