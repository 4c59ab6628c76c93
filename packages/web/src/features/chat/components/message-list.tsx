/** The messages of a conversation: what is read, what is new, and the way to the end. */
import type { RoomHandle } from '@parley/client/client';
import type { Conversation, ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { dayNumbers } from '../../../i18n/format.ts';
import { toast } from '../../../ui/components/toasts.tsx';
import { keepHeads, keptHeads } from '../reading-places.ts';
import { keyOf, type Row, timelineOf, unreadStart } from '../timeline.ts';
import { useReading } from '../use-reading.ts';
import { firstIndex, firstMessageKey } from '../window-model.ts';
import { EmptyConversation } from './empty-conversation.tsx';
import { JumpPill } from './jump-pill.tsx';
import classes from './message-list.module.css';
import { MessageRows, type MessageRowsHandle } from './message-rows.tsx';
import { NewMessageAnnouncer } from './new-message-announcer.tsx';
import type { RowContext } from './row-context.ts';
import { onRowKey } from './row-keys.ts';
import { useBodyPress } from './use-body-press.ts';
import { useMarked } from './use-marked.ts';

export interface MessageListHandle {
  readonly toEnd: () => void;
  /** Brings a message into view; false when it is not loaded. */
  readonly show: (messageId: string) => boolean;
  /** Goes to a message, loaded or not, and marks it for a moment. */
  readonly goTo: (messageId: string) => void;
}

interface MessageListProps {
  readonly ref: Ref<MessageListHandle>;
  readonly handle: RoomHandle;
  readonly conversation: Conversation;
  readonly room: Room;
  readonly editing: string | null;
  readonly onEdit: (messageId: string) => void;
  readonly onStopEditing: () => void;
  /** Gives a text back to the composer. */
  readonly onPutBack: (text: string) => void;
  /** The next message answers this one. */
  readonly onReply: (message: ShownMessage) => void;
  readonly onThread: (messageId: string) => void;
}

const dayOf = dayNumbers();

export function MessageList(props: MessageListProps) {
  const { ref, handle, conversation, room, editing, onEdit, onStopEditing, onPutBack, onReply, onThread } =
    props;
  const { t } = useTranslation('chat');
  const me = useMe();
  const { messages, hasOlder, hasNewer } = conversation;
  const list = useRef<MessageRowsHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  // Where reading stopped when the room was opened; the line stays until one leaves.
  const [unreadBefore] = useState(() => unreadStart(messages, room, me.id));
  const [first] = messages;
  const heads = useHeads(room.id, first === undefined ? undefined : keyOf(first, me.id));
  const rows = useMemo(
    () => timelineOf(messages, { me: me.id, hasOlder, unreadBefore, heads, dayOf }),
    [messages, me.id, hasOlder, unreadBefore, heads],
  );
  const anchor = useAnchor(rows);
  const { newCount } = useReading({ handle, messages, hasNewer, room, atEnd, me: me.id });

  const toEnd = () => {
    if (hasNewer) handle.showLatest();
    // After the message just sent is in the list.
    requestAnimationFrame(() => list.current?.toEnd());
  };
  const show = (messageId: string): boolean => {
    const index = rows.findIndex((row) => row.kind === 'message' && row.message.id === messageId);
    if (index !== -1) list.current?.show(index);
    return index !== -1;
  };
  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  // What is wanted and not loaded yet is shown once it is.
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    if (wanted === null) return;
    // Rows that are not drawn yet can't be drawn from within an effect.
    const frame = requestAnimationFrame(() => {
      if (show(wanted)) setWanted(null);
    });
    return () => cancelAnimationFrame(frame);
  });
  const goTo = useRef<(messageId: string) => void>(() => undefined);
  goTo.current = (messageId) => {
    if (show(messageId)) return;
    setWanted(messageId);
    handle.loadAround(messageId).catch((error: unknown) => {
      setWanted(null);
      failed(error);
    });
  };
  const onShow = useCallback((messageId: string) => goTo.current(messageId), []);
  const frame = useRef<HTMLDivElement>(null);
  const { marked, mark } = useMarked(frame);
  useImperativeHandle(ref, () => ({
    toEnd,
    show,
    goTo: (messageId) => {
      mark(messageId);
      requestAnimationFrame(() => goTo.current(messageId));
    },
  }));

  const onPress = useBodyPress(me.id);
  const onMarkUnread = useCallback(
    (messageId: string) =>
      void handle
        .markUnread(messageId)
        .catch((error: unknown) => toast(errorText(t, error), { tone: 'danger' })),
    [handle, t],
  );

  const context = useMemo<RowContext>(
    () => ({
      handle,
      room,
      me: me.id,
      hasOlder,
      editing,
      onEdit,
      onMarkUnread,
      onStopEditing,
      onPutBack,
      onReply,
      onShow,
      onThread,
      marked,
    }),
    [
      handle,
      room,
      me.id,
      hasOlder,
      editing,
      onEdit,
      onMarkUnread,
      onStopEditing,
      onPutBack,
      onReply,
      onShow,
      onThread,
      marked,
    ],
  );

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys act on the message that has the focus already, presses on what stands in it
    <div
      ref={frame}
      className={classes.frame}
      onClick={onPress}
      onKeyDown={(event) => onRowKey(event, messages, context)}
    >
      {anchor === null ? (
        <EmptyConversation room={room} />
      ) : (
        <MessageRows
          // Another stretch of history is another list.
          key={anchor}
          ref={list}
          rows={rows}
          anchor={anchor}
          context={context}
          follow={!hasNewer}
          onAtEnd={setAtEnd}
          onStart={() => {
            if (hasOlder) handle.loadOlder().catch(failed);
          }}
          onEnd={() => {
            if (hasNewer) handle.loadNewer().catch(failed);
          }}
        />
      )}
      <JumpPill shown={anchor !== null && (!atEnd || hasNewer)} count={newCount} onJump={toEnd} />
      <NewMessageAnnouncer messages={messages} me={me.id} />
    </div>
  );
}

/** Keys of every message that was ever the first loaded one; the same set until there is another. */
function useHeads(roomId: string, first: string | undefined): ReadonlySet<string> {
  const [known, setKnown] = useState(() => keptHeads(roomId));
  const heads = first === undefined || known.has(first) ? known : new Set([...known, first]);
  // Drawn with in this very pass, so that the rows are made once.
  if (heads !== known) setKnown(heads);
  useEffect(() => keepHeads(roomId, heads), [roomId, heads]);
  return heads;
}

/** The row others are counted from: the first loaded message, until a stretch is shown that lacks it. */
function useAnchor(rows: readonly Row[]): string | null {
  const [anchor, setAnchor] = useState(() => firstMessageKey(rows));
  if (anchor !== null && firstIndex(rows, anchor) !== null) return anchor;
  const next = firstMessageKey(rows);
  if (next !== anchor) setAnchor(next);
  return next;
}
