/** Carries a message into another room, with a word before it. */
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import type { MessageSubject, OfferDialogProps } from '../../../app/feature.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextAreaField, TextField } from '../../../ui/components/field.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useRoomName, useRooms } from '../hooks.ts';
import { ranked } from '../switcher-model.ts';
import deleteClasses from './delete-dialog.module.css';
import classes from './forward-dialog.module.css';
import { RoomIcon } from './room-icon.tsx';

const SHOWN = 50;

export function ForwardDialog({ subject, onClose }: OfferDialogProps<MessageSubject>) {
  const { t } = useTranslation('talk');
  const { message, room } = subject;
  const name = useId();
  const { rooms } = useRooms();
  const nameOf = useRoomName();
  const [search, setSearch] = useState('');
  const [comment, setComment] = useState('');
  const [toRoomId, setTo] = useState<string | null>(null);
  const candidates = rooms
    .filter(({ archivedAt }) => !archivedAt)
    .map((one, index) => ({ id: one.id, name: nameOf(one), also: one.alias, weight: -index, room: one }));
  const found = ranked(search, candidates, SHOWN);
  const forward = useMutation({
    mutationFn: (to: string) => {
      const input = { roomId: room.id, messageId: message.id, toRoomId: to };
      return client.call('chat:forward', comment.trim() === '' ? input : { ...input, comment });
    },
    onSuccess: () => {
      toast(t('forward.done'));
      onClose();
    },
  });
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('forward.title')}
      submit={t('forward.submit')}
      disabled={toRoomId === null}
      busy={forward.isPending}
      onSubmit={() => toRoomId !== null && forward.mutate(toRoomId)}
    >
      {forward.isError ? <Banner tone="danger">{errorText(t, forward.error)}</Banner> : null}
      <blockquote className={deleteClasses.quote} dir="auto">
        {message.content}
      </blockquote>
      <TextField
        label={t('forward.search')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <fieldset className={classes.rooms}>
        <legend className="visually-hidden">{t('forward.rooms')}</legend>
        {found.map((one) => (
          <label key={one.id} className={classes.room}>
            <input type="radio" name={name} checked={toRoomId === one.id} onChange={() => setTo(one.id)} />
            <RoomIcon room={one.room} ground="var(--bg)" />
            <bdi>{one.name}</bdi>
          </label>
        ))}
        {found.length === 0 ? <p className={classes.none}>{t('forward.none')}</p> : null}
      </fieldset>
      <TextAreaField
        label={t('forward.comment')}
        optional
        rows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
    </FormDialog>
  );
}
