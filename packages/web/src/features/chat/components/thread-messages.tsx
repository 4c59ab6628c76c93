/** The answers of a thread, below what they answer. Few enough to be drawn all; older ones are asked for by a button. */
import type { RoomHandle } from '@parley/client/client';
import type { Conversation, ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { errorText } from '../../../app/errors.ts';
import { dayNumbers } from '../../../i18n/format.ts';
import { Button } from '../../../ui/components/button.tsx';
import { toast } from '../../../ui/components/toasts.tsx';
import { useReadingThread } from '../threads.ts';
import { timelineOf } from '../timeline.ts';
import type { RowContext } from './row-context.ts';
import { onRowKey } from './row-keys.ts';
import { RowView } from './row-view.tsx';
import classes from './thread-messages.module.css';

export interface ThreadMessagesHandle {
  readonly toEnd: () => void;
}

interface ThreadMessagesProps {
  readonly ref: Ref<ThreadMessagesHandle>;
  readonly handle: RoomHandle;
  readonly conversation: Conversation;
  readonly room: Room;
  readonly threadId: string;
  readonly editing: string | null;
  readonly onEdit: (messageId: string) => void;
  readonly onStopEditing: () => void;
  readonly onPutBack: (text: string) => void;
  readonly onReply: (message: ShownMessage) => void;
  readonly onShow: (messageId: string) => void;
}

const dayOf = dayNumbers();
/** The end is followed while the reader is this close to it. */
const NEAR_PX = 100;
const NO_HEADS: ReadonlySet<string> = new Set();

export function ThreadMessages(props: ThreadMessagesProps) {
  const { ref, handle, conversation, room, threadId, editing } = props;
  const { onEdit, onStopEditing, onPutBack, onReply, onShow } = props;
  const { t } = useTranslation('threads');
  const me = useMe();
  const { messages, hasOlder } = conversation;
  const scroller = useRef<HTMLElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const rows = useMemo(
    () => timelineOf(messages, { me: me.id, hasOlder: true, unreadBefore: null, heads: NO_HEADS, dayOf }),
    [messages, me.id],
  );
  const toEnd = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  useImperativeHandle(ref, () => ({ toEnd: () => requestAnimationFrame(toEnd) }));
  const last = messages.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what follows the end follows what is last
  useLayoutEffect(() => {
    if (atEnd) toEnd();
  }, [last, atEnd]);
  useEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    const look = () => setAtEnd(list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_PX);
    list.addEventListener('scroll', look, { passive: true });
    return () => list.removeEventListener('scroll', look);
  }, []);
  useReadingThread({ handle, threadId, messages, atEnd });

  const context = useMemo<RowContext>(
    () => ({
      handle,
      room,
      me: me.id,
      hasOlder,
      editing,
      onEdit,
      onStopEditing,
      onPutBack,
      onReply,
      onShow,
      onMarkUnread: () => undefined,
      onThread: null,
      marked: null,
    }),
    [handle, room, me.id, hasOlder, editing, onEdit, onStopEditing, onPutBack, onReply, onShow],
  );
  return (
    <section
      ref={scroller}
      className={classes.list}
      aria-label={t('messages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
      tabIndex={0}
      onKeyDown={(event) => onRowKey(event, messages, context)}
    >
      {hasOlder ? (
        <Button
          size="sm"
          variant="quiet"
          onClick={() =>
            void handle.loadOlder().catch((error: unknown) => toast(errorText(t, error), { tone: 'danger' }))
          }
        >
          {t('older')}
        </Button>
      ) : null}
      {rows.map((row) => (
        <RowView key={row.key} row={row} context={context} />
      ))}
    </section>
  );
}
