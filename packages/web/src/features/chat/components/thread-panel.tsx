/** A thread beside its room: the message it hangs on, the answers, and where one writes the next. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { IconBell, IconBellOff, IconX } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../app/client.ts';
import { wireErrorText } from '../../../app/errors.ts';
import { IconButton } from '../../../ui/components/icon-button.tsx';
import { PageBar } from '../../../ui/components/page.tsx';
import { useFollow, useOpenThread } from '../threads.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { ComposerPlace } from './composer-place.tsx';
import { MessageSkeletons } from './conversation-skeleton.tsx';
import { ThreadMessages, type ThreadMessagesHandle } from './thread-messages.tsx';
import classes from './thread-panel.module.css';

interface ThreadPanelProps {
  readonly room: Room;
  readonly threadId: string;
  /** Until I may post in the room again; 0 when I may. */
  readonly waitSeconds: number;
  readonly onClose: () => void;
  /** Goes to a message of the room. */
  readonly onShow: (messageId: string) => void;
}

export function ThreadPanel({ room, threadId, waitSeconds, onClose, onShow }: ThreadPanelProps) {
  const { t } = useTranslation('threads');
  const me = useMe();
  const { handle, view } = useOpenThread(room.id, threadId);
  const { isFollowing, toggle } = useFollow(room.id, threadId);
  const [editing, setEditing] = useState<string | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const list = useRef<ThreadMessagesHandle>(null);
  const reply = useCallback((message: ShownMessage) => composer.current?.answer(message.id), []);
  const stopEditing = useCallback(() => {
    setEditing(null);
    composer.current?.focus();
  }, []);
  const putBack = useCallback((text: string) => composer.current?.put(text), []);
  return (
    <>
      <PageBar>
        <h2 className={classes.title}>{t('thread')}</h2>
        <span className={classes.tools}>
          <IconButton
            label={t(isFollowing ? 'unfollow' : 'follow')}
            aria-pressed={isFollowing}
            icon={isFollowing ? <IconBell size={19} /> : <IconBellOff size={19} />}
            onClick={toggle}
          />
          <IconButton label={t('close')} icon={<IconX size={19} />} onClick={onClose} />
        </span>
      </PageBar>
      {view.status === 'failed' ? (
        <p className={classes.note} role="alert">
          {wireErrorText(t, view.error)}
        </p>
      ) : view.conversation === null ? (
        <MessageSkeletons />
      ) : (
        <ThreadMessages
          ref={list}
          handle={handle}
          conversation={view.conversation}
          room={room}
          threadId={threadId}
          editing={editing}
          onEdit={setEditing}
          onStopEditing={stopEditing}
          onPutBack={putBack}
          onReply={reply}
          onShow={onShow}
        />
      )}
      <div className={classes.write}>
        <ComposerPlace room={room}>
          <Composer
            ref={composer}
            handle={handle}
            room={room}
            threadId={threadId}
            waitSeconds={waitSeconds}
            onEditLast={() => {
              const last = view.conversation?.messages.findLast(
                (message) =>
                  message.userId === me.id && message.delivery === 'sent' && message.deletedAt === null,
              );
              if (last?.type === 'text') setEditing(last.id);
            }}
            onSent={() => list.current?.toEnd()}
          />
        </ComposerPlace>
      </div>
    </>
  );
}
