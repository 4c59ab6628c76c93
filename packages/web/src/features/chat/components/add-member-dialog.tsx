/** Brings people into a room. */
import type { User } from '@parley/contract/features/accounts/model';
import type { Member, Room } from '@parley/contract/features/chat/model';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { useRoomName } from '../hooks.ts';
import { PeoplePicker } from './people-picker.tsx';

interface AddMemberDialogProps {
  readonly room: Room;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

const MAX_AT_ONCE = 20;

export function AddMemberDialog({ room, members, onClose }: AddMemberDialogProps) {
  const { t } = useTranslation('chat');
  const name = useRoomName()(room);
  const [chosen, setChosen] = useState<readonly User[]>([]);
  const add = useMutation({
    // One after the other: who was added stays so when a later one is refused, and no longer stands among the chosen.
    mutationFn: async (people: readonly User[]) => {
      for (const person of people) {
        await client.call('chat:add-member', { roomId: room.id, userId: person.id });
        setChosen((known) => known.filter(({ id }) => id !== person.id));
      }
    },
    onSuccess: onClose,
  });
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('addMember.title', { name })}
      submit={t('addMember.submit', { count: chosen.length })}
      disabled={chosen.length === 0}
      busy={add.isPending}
      onSubmit={() => add.mutate(chosen)}
    >
      {add.isError ? <Banner tone="danger">{errorText(t, add.error)}</Banner> : null}
      <PeoplePicker
        chosen={chosen}
        onChange={setChosen}
        without={new Set(members.map(({ id }) => id))}
        max={MAX_AT_ONCE}
      />
    </FormDialog>
  );
}
