/** Names a category: a new one, or one there is. */
import type { Room, RoomCategory } from '@parley/contract/features/chat/model';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextField } from '../../../ui/components/field.tsx';
import { useCategories, usePrefer } from '../preferences.ts';

interface CategoryDialogProps {
  /** Null: a new one. */
  readonly category: RoomCategory | null;
  /** Goes into the new one. */
  readonly room?: Room;
  readonly onClose: () => void;
}

export function CategoryDialog({ category, room, onClose }: CategoryDialogProps) {
  const { t } = useTranslation('rooms');
  const { create, update } = useCategories();
  const prefer = usePrefer();
  const [name, setName] = useState(category?.name ?? '');
  const submit = () => {
    if (category !== null) {
      update.mutate({ categoryId: category.id, name: name.trim() }, { onSuccess: onClose });
      return;
    }
    create.mutate(name.trim(), {
      onSuccess: ({ category: made }) => {
        if (room !== undefined) prefer.mutate({ roomId: room.id, categoryId: made.id });
        onClose();
      },
    });
  };
  const error = create.error ?? update.error;
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t(category === null ? 'category.new' : 'category.rename')}
      submit={t('app:action.save')}
      disabled={name.trim() === ''}
      busy={create.isPending || update.isPending}
      onSubmit={submit}
    >
      {error === null ? null : <Banner tone="danger">{errorText(t, error)}</Banner>}
      <TextField
        label={t('category.name')}
        maxLength={40}
        dir="auto"
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
