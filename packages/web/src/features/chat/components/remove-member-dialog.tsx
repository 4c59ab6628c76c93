/** Asks once, and for the reason, before somebody is taken out of a room. */
import type { Member, Room } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { useRemoveMember, useRoomName } from '../hooks.ts';

interface RemoveMemberDialogProps {
  readonly room: Room;
  readonly member: Member;
  readonly onClose: () => void;
}

export function RemoveMemberDialog({ room, member, onClose }: RemoveMemberDialogProps) {
  const { t } = useTranslation('chat');
  const remove = useRemoveMember();
  const roomName = useRoomName()(room);
  const [text, setText] = useState('');
  const reason = text.trim();
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('member.removeTitle', { name: member.displayName, room: roomName })}
      submit={t('member.remove')}
      danger
      busy={remove.isPending}
      onSubmit={() =>
        remove.mutate(
          { roomId: room.id, userId: member.id, ...(reason === '' ? {} : { reason }) },
          { onSuccess: onClose },
        )
      }
    >
      {remove.isError ? <Banner tone="danger">{errorText(t, remove.error)}</Banner> : null}
      <p>{t('member.removeText')}</p>
      <TextField
        label={t('moderation:sanction.reason')}
        hint={t('moderation:sanction.reasonTold')}
        optional
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
