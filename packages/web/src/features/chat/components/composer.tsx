/** Where one writes. Enter sends, Shift+Enter begins a line, ↑ in an empty field changes one's last message. */

import type { RoomHandle } from '@parley/client/client';
import { mentionedIn } from '@parley/contract/features/chat/mention-text';
import type { Room } from '@parley/contract/features/chat/model';
import { IconSend2 } from '@tabler/icons-react';
import {
  Fragment,
  type KeyboardEvent,
  lazy,
  type Ref,
  Suspense,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { useEnclosures } from '../../../app/extensions.ts';
import { hasMod } from '../../../app/shell/keys.ts';
import { useMedia } from '../../../app/use-media.ts';
import { directionFor } from '../../../i18n/languages.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { applyFormat, type Draft, type Format, insertEmoji, toSend } from '../compose-model.ts';
import { useRoomName } from '../hooks.ts';
import { sentAs } from '../slash-model.ts';
import { useDraft } from '../use-draft.ts';
import { useSlashRun } from '../use-slash.ts';
import classes from './composer.module.css';
import { DraftConflict } from './draft-conflict.tsx';
import { EmojiButton } from './emoji-button.tsx';
import { FormatBar } from './format-bar.tsx';
import { ReplyBar } from './reply-bar.tsx';
import { focusLastInView } from './row-keys.ts';
import { SendMenu } from './send-menu.tsx';
import type { Note } from './slash-note.tsx';
import { SlowNote } from './slow-note.tsx';
import { useAutosize } from './use-autosize.ts';
import { useSuggestions } from './use-suggestions.tsx';

const OutsideNote = lazy(async () => ({ default: (await import('./outside-note.tsx')).OutsideNote }));
const SlashNote = lazy(async () => ({ default: (await import('./slash-note.tsx')).SlashNote }));

export interface ComposerHandle {
  readonly focus: () => void;
  /** Puts a text there to be changed and sent again. */
  readonly put: (text: string) => void;
  /** Makes the next message an answer to this one. */
  readonly answer: (messageId: string) => void;
}

interface ComposerProps {
  readonly ref: Ref<ComposerHandle>;
  readonly handle: RoomHandle;
  readonly room: Room;
  /** How long slow mode keeps the next message back; 0: not. What is written stays meanwhile. */
  readonly waitSeconds: number;
  /** Of the thread one writes in; without it, in the room. */
  readonly threadId?: string | undefined;
  readonly onEditLast: () => void;
  readonly onSent: () => void;
}

const FORMAT_KEYS: Readonly<Record<string, Format>> = { b: 'bold', i: 'italic', e: 'code' };

export function Composer({ ref, handle, room, threadId, waitSeconds, onEditLast, onSent }: ComposerProps) {
  const { t } = useTranslation('chat');
  const name = useRoomName()(room);
  const touch = useMedia('(pointer: coarse)');
  const draft = useDraft(room.id, threadId);
  const { text, replyTo } = draft;
  const field = useRef<HTMLTextAreaElement>(null);
  const selection = useRef<{ readonly start: number; readonly end: number } | null>(null);
  const [note, setNote] = useState<Note | null>(null);
  const [named, setNamed] = useState<readonly string[]>([]);
  const slash = useSlashRun(room);
  useAutosize(field, text);

  useImperativeHandle(ref, () => ({
    focus: () => field.current?.focus(),
    put: (given) => {
      change(given);
      field.current?.focus();
    },
    answer: (messageId) => {
      draft.answer(messageId);
      field.current?.focus();
    },
  }));
  useEffect(() => {
    // On a touch screen the keyboard would cover half of what one came to read.
    if (!touch) field.current?.focus({ preventScroll: true });
  }, [touch]);
  // A change of ours places the caret once React has put the text there.
  useLayoutEffect(() => {
    if (selection.current === null) return;
    field.current?.setSelectionRange(selection.current.start, selection.current.end);
    selection.current = null;
  });

  const change = (next: string) => {
    draft.write(next);
    handle.setTyping(next.trim() !== '');
  };
  const present = (): Draft => ({
    text,
    start: field.current?.selectionStart ?? text.length,
    end: field.current?.selectionEnd ?? text.length,
  });
  const apply = (next: Draft) => {
    selection.current = next;
    change(next.text);
    field.current?.focus();
  };
  const suggestions = useSuggestions(field, text, room, apply);
  const content = toSend(text);
  const enclosures = useEnclosures(room);
  const enclosed = enclosures.find(({ state }) => state.kind !== 'none');
  const extra = enclosed?.state.kind === 'ready' ? enclosed.state.extra : {};
  const sendable = enclosed === undefined ? content !== null : enclosed.state.kind === 'ready';
  const taken = () => {
    draft.write('');
    draft.answer(null);
  };
  // The text stays until the server has carried it out, so that nothing is typed twice.
  const carryOut = (command: string) =>
    slash.run(command, {
      done: (outcome) => {
        taken();
        if (outcome.kind !== 'reply') return;
        setNote(
          outcome.key === 'help'
            ? { kind: 'help' }
            : { kind: 'reply', text: t(`slash:reply.${outcome.key}`, { defaultValue: outcome.text }) },
        );
      },
      failed: (why) => setNote({ kind: 'failed', why }),
    });
  const send = () => {
    field.current?.focus();
    if (!sendable) return;
    const sent = sentAs(content ?? '');
    setNote(null);
    // What goes with a file is said of it.
    if (sent.kind === 'command' && enclosed === undefined) {
      if (!slash.busy) carryOut(sent.text);
      return;
    }
    if (waitSeconds > 0) return;
    const words = sent.kind === 'message' ? sent.content : sent.text;
    setNamed(room.visibility === 'direct' ? [] : mentionedIn(words).names);
    handle.send(words, { ...extra, ...(replyTo !== null && { replyTo }) });
    enclosed?.taken();
    taken();
    onSent();
  };
  const onKey = (event: KeyboardEvent) => {
    // Enter ends a word in an input method; it must not send half a sentence.
    if (event.nativeEvent.isComposing || suggestions.onKey(event)) return;
    const format = hasMod(event.nativeEvent) ? FORMAT_KEYS[event.key.toLowerCase()] : undefined;
    if (event.key === 'Enter' && !event.shiftKey && !touch) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && replyTo !== null) {
      event.preventDefault();
      draft.answer(null);
    } else if (event.key === 'Escape' && text === '') {
      event.preventDefault();
      focusLastInView();
    } else if (event.key === 'ArrowUp' && text === '' && !event.altKey) {
      event.preventDefault();
      onEditLast();
    } else if (format !== undefined) {
      event.preventDefault();
      apply(applyFormat(present(), format));
    }
  };

  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <DraftConflict draft={draft} onDone={() => field.current?.focus()} />
      {note === null ? null : (
        <Suspense>
          <SlashNote note={note} room={room} onClose={() => setNote(null)} />
        </Suspense>
      )}
      {named.length === 0 ? null : (
        <Suspense>
          <OutsideNote key={named.join(' ')} room={room} names={named} onClose={() => setNamed([])} />
        </Suspense>
      )}
      {replyTo === null ? null : (
        <ReplyBar handle={handle} roomId={room.id} messageId={replyTo} onCancel={() => draft.answer(null)} />
      )}
      {enclosures.map(({ name, tray }) => (
        <Fragment key={name}>{tray}</Fragment>
      ))}
      <textarea
        ref={field}
        className={classes.field}
        aria-label={threadId === undefined ? t('composer.label', { name }) : t('threads:placeholder')}
        placeholder={
          threadId === undefined
            ? t(room.visibility === 'public' ? 'composer.placeholder' : 'composer.placeholderDirect', {
                name,
              })
            : t('threads:placeholder')
        }
        dir={directionFor(text)}
        rows={1}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKey}
        onPaste={(event) => {
          if (enclosures.some(({ paste }) => paste(event.clipboardData))) event.preventDefault();
        }}
        onBlur={(event) => {
          suggestions.onBlur();
          handle.setTyping(false);
          // The button that sends it is no leaving.
          if (!event.currentTarget.form?.contains(event.relatedTarget)) client.drafts.flush();
        }}
        {...suggestions.field}
      />
      {suggestions.list}
      <div className={classes.tools}>
        {enclosures.map(({ name, button }) => (
          <Fragment key={name}>{button}</Fragment>
        ))}
        <FormatBar onFormat={(format) => apply(applyFormat(present(), format))} />
        <EmojiButton onEmoji={(emoji) => apply(insertEmoji(present(), emoji))} />
        {room.slowModeSeconds === 0 ? null : <SlowNote room={room} waitSeconds={waitSeconds} />}
        <SendMenu
          className={classes.sendMenu}
          unsent={
            content === null || enclosed !== undefined
              ? null
              : { room, content, taken, ...(replyTo !== null && { replyTo }) }
          }
        />
        <IconButton
          type="submit"
          tone={sendable ? 'accent' : 'default'}
          label={t('composer.send')}
          keys={touch ? undefined : 'Enter'}
          icon={<IconSend2 size={18} className="flip" />}
          disabled={!sendable || waitSeconds > 0}
        />
      </div>
    </form>
  );
}
