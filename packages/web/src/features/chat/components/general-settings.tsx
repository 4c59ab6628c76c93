/** What a room is called and what it is about. */
import type { Room } from '@parley/contract/features/chat/model';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { concerns, errorText } from '../../../app/errors.ts';
import { Banner } from '../../../ui/components/banner.tsx';
import { Button } from '../../../ui/components/button.tsx';
import { TextAreaField, TextField } from '../../../ui/components/field.tsx';
import { useUpdateRoom } from '../hooks.ts';
import { mayChangeRoom, standingOf } from '../room-policy.ts';
import classes from './room-settings.module.css';

export function GeneralSettings({ room, onClose }: { readonly room: Room; readonly onClose: () => void }) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const update = useUpdateRoom();
  const [name, setName] = useState(room.name);
  const [topic, setTopic] = useState(room.topic);
  const [description, setDescription] = useState(room.description);
  const [alias, setAlias] = useState(room.alias ?? '');
  const isFixed = !mayChangeRoom(standingOf(room, me));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isFixed || name.trim() === '') return;
    update.mutate(
      {
        roomId: room.id,
        name: name.trim(),
        topic: topic.trim(),
        description: description.trim(),
        alias: alias.trim() === '' ? null : alias.trim(),
      },
      { onSuccess: onClose },
    );
  };
  const isAliasWrong = update.isError && concerns(update.error, 'alias');
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {isFixed ? <Banner tone="info">{t('archived.notice')}</Banner> : null}
      {update.isError && !isAliasWrong ? <Banner tone="danger">{errorText(t, update.error)}</Banner> : null}
      <TextField
        label={t('chat:create.name')}
        maxLength={80}
        dir="auto"
        required
        disabled={isFixed}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={t('topic.label')}
        hint={t('topic.hint')}
        maxLength={250}
        dir="auto"
        optional
        disabled={isFixed}
        value={topic}
        onChange={(event) => setTopic(event.target.value)}
      />
      <TextAreaField
        label={t('chat:create.description')}
        maxLength={1000}
        dir="auto"
        optional
        disabled={isFixed}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <TextField
        label={t('settings.alias')}
        hint={t('settings.aliasHint')}
        error={isAliasWrong ? t('settings.aliasRefused') : undefined}
        maxLength={40}
        dir="ltr"
        optional
        autoCapitalize="none"
        spellCheck={false}
        disabled={isFixed}
        value={alias}
        onChange={(event) => setAlias(event.target.value)}
      />
      <div className={classes.buttons}>
        <Button
          type="submit"
          variant="primary"
          busy={update.isPending}
          disabled={isFixed || name.trim() === ''}
        >
          {t('app:action.save')}
        </Button>
      </div>
    </form>
  );
}
