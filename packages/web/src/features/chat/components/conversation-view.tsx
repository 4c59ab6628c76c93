/** One conversation: header, messages, who types, composer, and the panel beside it. */
import type { RoomHandle } from '@parley/client/client';
import type { Conversation, ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { setPanelOpen, useLayout } from '../../../app/layout-store.ts';
import { NARROW, useMedia } from '../../../app/use-media.ts';
import { useWatched } from '../../../app/use-shown.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { ComposerPlace } from './composer-place.tsx';
import { ConversationHeader } from './conversation-header.tsx';
import classes from './conversation-view.module.css';
import { MessageList, type MessageListHandle } from './message-list.tsx';
import { PanelFrame } from './panel-frame.tsx';
import { TypingLine } from './typing-line.tsx';
import { useSlowWait } from './use-slow-wait.ts';

const ThreadPanel = lazy(async () => ({ default: (await import('./thread-panel.tsx')).ThreadPanel }));
const RoomPanel = lazy(async () => ({ default: (await import('./room-panel.tsx')).RoomPanel }));

interface ConversationViewProps {
  readonly handle: RoomHandle;
  readonly conversation: Conversation;
  /** As the list of rooms has it: its unread count is live. */
  readonly room: Room;
  /** What the address leads to, if it names a message; another object each time somebody goes there. */
  readonly target: { readonly messageId: string } | null;
  /** The thread that is shown beside it, if one is. */
  readonly threadId: string | null;
}

export function ConversationView({ handle, conversation, room, target, threadId }: ConversationViewProps) {
  const { t } = useTranslation('chat');
  const me = useMe();
  const narrow = useMedia(NARROW);
  const panelWanted = useLayout((layout) => layout.panelOpen);
  // On a narrow screen the panel covers the page, so it opens only when asked for here and now.
  const [asked, setAsked] = useState(false);
  const panelOpen = narrow ? asked : panelWanted;
  const [editing, setEditing] = useState<string | null>(null);
  const reply = useCallback((message: ShownMessage) => composer.current?.answer(message.id), []);
  useWatched(useAuthors(conversation.messages));
  const waitSeconds = useSlowWait(conversation.messages, room);
  const list = useRef<MessageListHandle>(null);
  const composer = useRef<ComposerHandle>(null);

  useEffect(() => {
    if (target !== null) list.current?.goTo(target.messageId);
  }, [target]);

  const navigate = useNavigate();
  const showThread = useCallback(
    (id: string | null) =>
      void navigate({ to: '.', search: id === null ? {} : { thread: id }, replace: threadId !== null }),
    [navigate, threadId],
  );
  const togglePanel = () => (narrow ? setAsked(!asked) : setPanelOpen(!panelWanted));
  const closePanel = () => {
    if (narrow) setAsked(false);
    else setPanelOpen(false);
  };
  const stopEditing = useCallback(() => {
    setEditing(null);
    composer.current?.focus();
  }, []);
  const putBack = useCallback((text: string) => composer.current?.put(text), []);
  const editLast = () => {
    const last = conversation.messages.findLast(
      (message) =>
        message.userId === me.id &&
        message.delivery === 'sent' &&
        message.deletedAt === null &&
        message.type === 'text',
    );
    if (last === undefined) return;
    setEditing(last.id);
    list.current?.show(last.id);
  };

  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <ConversationHeader room={room} panelOpen={panelOpen} onTogglePanel={togglePanel} />
        <MessageList
          ref={list}
          handle={handle}
          conversation={conversation}
          room={room}
          editing={editing}
          onEdit={setEditing}
          onStopEditing={stopEditing}
          onPutBack={putBack}
          onReply={reply}
          onThread={showThread}
        />
        <ComposerPlace room={room}>
          <Composer
            ref={composer}
            handle={handle}
            room={room}
            waitSeconds={waitSeconds}
            onEditLast={editLast}
            onSent={() => list.current?.toEnd()}
          />
        </ComposerPlace>
        <TypingLine typing={conversation.typing} members={conversation.members} />
      </div>
      {threadId !== null ? (
        <PanelFrame over={narrow} onClose={() => showThread(null)} label={t('threads:thread')} wide>
          <Suspense>
            <ThreadPanel
              key={threadId}
              room={room}
              threadId={threadId}
              waitSeconds={waitSeconds}
              onClose={() => showThread(null)}
              onShow={(messageId) => list.current?.goTo(messageId)}
            />
          </Suspense>
        </PanelFrame>
      ) : panelOpen ? (
        <PanelFrame over={narrow} onClose={closePanel}>
          <Suspense>
            <RoomPanel room={room} members={conversation.members} onClose={closePanel} />
          </Suspense>
        </PanelFrame>
      ) : null}
    </div>
  );
}

/** Looked at for what they say of themselves beside their names; in a large room nothing else tells of them. */
const MAX_AUTHORS = 50;

function useAuthors(messages: readonly ShownMessage[]): readonly string[] {
  return useMemo(() => {
    const latest = [...new Set([...messages].reverse().map(({ userId }) => userId))];
    return latest.slice(0, MAX_AUTHORS).sort();
  }, [messages]);
}
