/** Changes what a room is called and what it is for. */
import type { Room } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextAreaField, TextField } from '../../../ui/components/field.tsx';
import { useUpdateRoom } from '../hooks.ts';

export function EditRoomDialog({ room, onClose }: { readonly room: Room; readonly onClose: () => void }) {
  const { t } = useTranslation('chat');
  const update = useUpdateRoom();
  const [name, setName] = useState(room.name);
  const [description, setDescription] = useState(room.description);
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('panel.edit')}
      submit={t('app:action.save')}
      disabled={name.trim() === ''}
      busy={update.isPending}
      onSubmit={() =>
        update.mutate(
          { roomId: room.id, name: name.trim(), description: description.trim() },
          { onSuccess: onClose },
        )
      }
    >
      {update.isError ? <Banner tone="danger">{errorText(t, update.error)}</Banner> : null}
      <TextField
        label={t('create.name')}
        maxLength={80}
        dir="auto"
        required
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextAreaField
        label={t('create.description')}
        maxLength={1000}
        dir="auto"
        optional
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
    </FormDialog>
  );
}
