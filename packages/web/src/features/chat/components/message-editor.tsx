/** A message being changed, in its place. Enter saves, Escape leaves it as it was. */
import type { RoomHandle } from '@parley/client/client';
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wireErrorText } from '../../../app/errors.ts';
import { Button } from '../../../ui/components/button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { type Draft, toSend } from '../compose-model.ts';
import { TRIGGERS_OF_SENT } from '../suggest-model.ts';
import classes from './message-editor.module.css';
import { useAutosize } from './use-autosize.ts';
import { useSuggestions } from './use-suggestions.tsx';

interface MessageEditorProps {
  readonly message: ShownMessage;
  readonly handle: RoomHandle;
  readonly room: Room;
  readonly onDone: () => void;
}

export function MessageEditor({ message, handle, room, onDone }: MessageEditorProps) {
  const { t } = useTranslation('chat');
  const [text, setText] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  useAutosize(field, text);
  useEffect(() => {
    const element = field.current;
    // Its buttons too: the row has grown under the composer.
    element?.parentElement?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
    element?.setSelectionRange(element.value.length, element.value.length);
  }, []);

  const placed = useRef<Draft | null>(null);
  // A change of ours places the caret once React has put the text there.
  useLayoutEffect(() => {
    if (placed.current === null) return;
    field.current?.setSelectionRange(placed.current.start, placed.current.end);
    placed.current = null;
  });
  const suggestions = useSuggestions(
    field,
    text,
    room,
    (next) => {
      placed.current = next;
      setText(next.text);
    },
    TRIGGERS_OF_SENT,
  );

  const content = toSend(text);
  const save = () => {
    if (content === null) return;
    onDone();
    if (content === message.content) return;
    void handle.edit(message.id, content).outcome.then((outcome) => {
      if (!outcome.ok)
        toast(t('message.editFailed', { why: wireErrorText(t, outcome.error) }), { tone: 'danger' });
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || suggestions.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      save();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onDone();
    }
  };
  return (
    <div className={classes.editor}>
      <textarea
        ref={field}
        className={classes.field}
        aria-label={t('message.editing')}
        dir="auto"
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
        onBlur={suggestions.onBlur}
        {...suggestions.field}
      />
      {suggestions.list}
      <div className={classes.buttons}>
        <Button size="sm" variant="primary" disabled={content === null} onClick={save}>
          {t('app:action.save')}
        </Button>
        <Button size="sm" variant="quiet" onClick={onDone}>
          {t('app:action.cancel')}
        </Button>
      </div>
    </div>
  );
}
