/** Makes a room: its name, what it is for, and who may see it. */

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { concerns, errorText } from '../../../app/errors.ts';
import { directionFor } from '../../../i18n/languages.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { FormDialog } from '../../../ui/components/dialog.tsx';
import { TextAreaField, TextField } from '../../../ui/components/field.tsx';
import { Segmented } from '../../../ui/components/segmented.tsx';
import { useCreateRoom } from '../hooks.ts';
import classes from './create-room-dialog.module.css';

export function CreateRoomDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('chat');
  const create = useCreateRoom();
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [visibility, setVisibility] = useState<'public' | 'private'>('public');
  const nameRefused = concerns(create.error, 'name');
  const submit = () =>
    create.mutate({ name: name.trim(), description: description.trim(), visibility }, { onSuccess: onClose });
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('create.title')}
      submit={t('create.submit')}
      disabled={name.trim() === ''}
      busy={create.isPending}
      onSubmit={submit}
    >
      {create.isError && !nameRefused ? <Banner tone="danger">{errorText(t, create.error)}</Banner> : null}
      <TextField
        label={t('create.name')}
        name="name"
        placeholder={t('create.nameExample')}
        maxLength={80}
        dir={directionFor(name)}
        data-autofocus
        required
        error={nameRefused ? t('create.nameRefused') : undefined}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextAreaField
        label={t('create.description')}
        name="description"
        placeholder={t('create.descriptionExample')}
        maxLength={1000}
        dir={directionFor(description)}
        optional
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <div>
        <Segmented
          label={t('create.visibility')}
          value={visibility}
          options={[
            { value: 'public', label: t('create.public') },
            { value: 'private', label: t('create.private') },
          ]}
          onChange={setVisibility}
        />
        <p className={classes.note}>
          {t(visibility === 'public' ? 'create.publicText' : 'create.privateText')}
        </p>
      </div>
    </FormDialog>
  );
}
