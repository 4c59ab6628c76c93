/**
 * The messages, virtualised. Follows the end only when the reader is at it; loading older ones never moves the line being
 * read; coming back restores the place.
 */
import type { RoomHandle } from '@parley/client/client';
import type { Conversation } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import {
  type ComponentPropsWithRef,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { dayNumbers } from '../../../i18n/format.ts';
import { toast } from '../../../ui/components/toasts.tsx';
import { keepPlace, placeIn, placeOf } from '../reading-places.ts';
import { type Row, timelineOf, unreadStart } from '../timeline.ts';
import { useReading } from '../use-reading.ts';
import { firstIndex, firstMessageKey, ORIGIN } from '../window-model.ts';
import { MessageSkeletons } from './conversation-skeleton.tsx';
import { EmptyConversation } from './empty-conversation.tsx';
import { JumpPill } from './jump-pill.tsx';
import classes from './message-list.module.css';
import { NewMessageAnnouncer } from './new-message-announcer.tsx';
import { type RowContext, RowView } from './row-view.tsx';

export interface MessageListHandle {
  readonly toEnd: () => void;
  /** Brings a loaded message into view. */
  readonly show: (messageId: string) => void;
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
}

/** Within this of the end one counts as being there. */
const AT_END_PX = 100;
const dayOf = dayNumbers();

export function MessageList(props: MessageListProps) {
  const { ref, handle, conversation, room, editing, onEdit, onStopEditing, onPutBack } = props;
  const { t } = useTranslation('chat');
  const me = useMe();
  const { messages, hasOlder, hasNewer } = conversation;
  const list = useRef<VirtuosoHandle>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const atEndNow = useRef(true);
  const [atEnd, setAtEnd] = useState(true);
  // Where reading stopped when the room was opened; the line stays until one leaves.
  const [unreadBefore] = useState(() => unreadStart(messages, room, me.id));
  const heads = useHeads(messages[0]?.id);
  const rows = useMemo(
    () => timelineOf(messages, { me: me.id, hasOlder, unreadBefore, heads, dayOf }),
    [messages, me.id, hasOlder, unreadBefore, heads],
  );
  const anchor = useAnchor(rows);
  const reading = useReading({ handle, messages, hasNewer, room, atEnd, me: me.id });

  const toEnd = () => {
    if (hasNewer) handle.showLatest();
    // After the message just sent is in the list.
    requestAnimationFrame(() => list.current?.scrollToIndex({ index: 'LAST', align: 'end' }));
  };
  useImperativeHandle(ref, () => ({
    toEnd,
    show: (messageId) => {
      const index = rows.findIndex((row) => row.kind === 'message' && row.message.id === messageId);
      if (index !== -1) list.current?.scrollIntoView({ index });
    },
  }));
  useLayoutEffect(
    () => () => {
      const place = scroller.current === null || atEndNow.current ? null : placeIn(scroller.current);
      keepPlace(room.id, place);
    },
    [room.id],
  );

  const failed = (error: unknown) => toast(errorText(t, error), { tone: 'danger' });
  const context = useMemo<RowContext>(
    () => ({ handle, room, me: me.id, editing, onEdit, onStopEditing, onPutBack }),
    [handle, room, me.id, editing, onEdit, onStopEditing, onPutBack],
  );

  return (
    <div className={classes.frame} onKeyDown={moveAmongRows} role="presentation">
      {anchor === null ? (
        <EmptyConversation room={room} />
      ) : (
        <Virtuoso<Row, RowContext>
          // Another stretch of history is another list.
          key={anchor}
          ref={list}
          scrollerRef={(element) => {
            scroller.current = element instanceof HTMLElement ? element : null;
          }}
          className={classes.list ?? ''}
          data={rows}
          context={context}
          firstItemIndex={firstIndex(rows, anchor) ?? ORIGIN}
          initialTopMostItemIndex={useBeginning(rows, room.id)}
          computeItemKey={(_, row) => row.key}
          itemContent={(_, row, rowContext) => <RowView row={row} context={rowContext} />}
          components={PARTS}
          alignToBottom
          followOutput={(isAtBottom) => (isAtBottom && !hasNewer ? 'auto' : false)}
          atBottomThreshold={AT_END_PX}
          atBottomStateChange={(now) => {
            atEndNow.current = now;
            setAtEnd(now);
          }}
          startReached={() => {
            if (hasOlder) handle.loadOlder().catch(failed);
          }}
          endReached={() => {
            if (hasNewer) handle.loadNewer().catch(failed);
          }}
          increaseViewportBy={{ top: 800, bottom: 400 }}
        />
      )}
      <JumpPill shown={anchor !== null && (!atEnd || hasNewer)} count={reading.newCount} onJump={toEnd} />
      <NewMessageAnnouncer messages={messages} me={me.id} />
    </div>
  );
}

/** Where the list begins: the place left, else the unread line, else the end. */
function useBeginning(rows: readonly Row[], roomId: string) {
  const [beginning] = useState(() => {
    const place = placeOf(roomId);
    const kept = place === undefined ? -1 : rows.findIndex((row) => row.key === place.key);
    if (place !== undefined && kept !== -1)
      return { index: kept, align: 'start' as const, offset: place.offset };
    const unread = rows.findIndex((row) => row.kind === 'unread');
    if (unread !== -1) return { index: unread, align: 'start' as const, offset: -80 };
    return { index: 'LAST' as const, align: 'end' as const };
  });
  return beginning;
}

/** Every message that was ever the first loaded one; the same set until there is another. */
function useHeads(first: string | undefined): ReadonlySet<string> {
  const [heads, setHeads] = useState<ReadonlySet<string>>(() => new Set(first === undefined ? [] : [first]));
  if (first !== undefined && !heads.has(first)) setHeads(new Set([...heads, first]));
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

/** The arrow keys go from message to message once one has the focus. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
  if (!(event.target instanceof HTMLElement) || event.target.dataset.message === undefined) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const next = all[all.indexOf(event.target) + (event.key === 'ArrowUp' ? -1 : 1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Of one height whether there is more or not: what comes before the rows must never push them. */
function Before({ context }: { readonly context?: RowContext }) {
  const hasOlder = context?.handle.state.getSnapshot().conversation?.hasOlder ?? false;
  return <div className={classes.before}>{hasOlder ? <MessageSkeletons /> : null}</div>;
}

const PARTS = {
  Header: Before,
  Footer: () => <div className={classes.after} />,
  List: ({ ...props }: ComponentPropsWithRef<'div'>) => <div {...props} role="list" />,
  Item: ({
    item: _item,
    context: _context,
    ...props
  }: ComponentPropsWithRef<'div'> & { item?: unknown; context?: unknown }) => (
    <div {...props} role="listitem" />
  ),
};
