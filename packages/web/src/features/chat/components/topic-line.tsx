/** The topic of a room in its header; whoever may change it presses it and writes. */
import type { Room } from '@parley/contract/features/chat/model';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { directionFor } from '../../../i18n/languages.ts';
import { toast } from '../../../ui/components/toasts.tsx';
import { useUpdateRoom } from '../hooks.ts';
import { mayChangeRoom, standingOf } from '../room-policy.ts';
import classes from './conversation-header.module.css';

const MAX_CHARS = 250;

export function TopicLine({ room }: { readonly room: Room }) {
  const { t } = useTranslation('rooms');
  const me = useMe();
  const [isEditing, setEditing] = useState(false);
  const shown = room.topic === '' ? room.description : room.topic;
  if (isEditing) return <TopicField room={room} onDone={() => setEditing(false)} />;
  if (!mayChangeRoom(standingOf(room, me))) {
    return shown === '' ? null : (
      <span className={classes.topic} dir="auto" title={shown}>
        {shown}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={classes.topicButton}
      data-empty={shown === '' || undefined}
      title={shown === '' ? undefined : shown}
      aria-label={shown === '' ? t('topic.add') : t('topic.change', { topic: shown })}
      onClick={() => setEditing(true)}
    >
      <span dir="auto">{shown === '' ? t('topic.add') : shown}</span>
    </button>
  );
}

function TopicField({ room, onDone }: { readonly room: Room; readonly onDone: () => void }) {
  const { t } = useTranslation('rooms');
  const update = useUpdateRoom();
  const [text, setText] = useState(room.topic);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => field.current?.select(), []);
  const save = () => {
    if (isDone.current) return;
    isDone.current = true;
    const topic = text.trim();
    if (topic === room.topic) return onDone();
    update.mutate(
      { roomId: room.id, topic },
      {
        onSuccess: onDone,
        onError: (error) => {
          isDone.current = false;
          toast(errorText(t, error), { tone: 'danger' });
        },
      },
    );
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      isDone.current = true;
      onDone();
    }
  };
  return (
    <input
      ref={field}
      type="text"
      className={classes.topicField}
      aria-label={t('topic.label')}
      placeholder={t('topic.add')}
      maxLength={MAX_CHARS}
      dir={directionFor(text)}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKey}
      onBlur={save}
    />
  );
}
