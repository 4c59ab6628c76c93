/** One message: who, when, what; what can be done with it appears on hover and on focus. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShown } from '../../../app/use-shown.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Avatar } from '../../../ui/components/avatar.tsx';
import { StatusMark } from '../../../ui/components/status-mark.tsx';
import { namedBy } from '../mention-model.ts';
import { EditedMark } from './edited-mark.tsx';
import { FailedMessage } from './failed-message.tsx';
import { ForwardedLine } from './forwarded-line.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageFoot } from './message-foot.tsx';
import { MessageMarks } from './message-marks.tsx';
import classes from './message-row.module.css';
import { PinLine } from './pin-line.tsx';
import { QuotedMessage } from './quoted-message.tsx';
import { Reactions } from './reactions.tsx';
import type { RowContext } from './row-context.ts';
import { SystemLine } from './system-line.tsx';
import { ThreadLine } from './thread-line.tsx';

interface MessageRowProps {
  readonly message: ShownMessage;
  readonly head: boolean;
  readonly mine: boolean;
  readonly editing: boolean;
  /** An address led here just now. */
  readonly marked: boolean;
  readonly context: RowContext;
}

export function MessageRow({ message, head, mine, editing, marked, context }: MessageRowProps) {
  const { t } = useTranslation('chat');
  const formats = useFormats();
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const gone = message.deletedAt !== null || message.change === 'delete';
  const settled = message.delivery === 'sent' && !gone && !editing;
  const time = formats.time(message.createdAt);

  if (message.type === 'system') {
    return <SystemLine message={message} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: focus and hover only show what stands in it as buttons
    <div
      className={classes.row}
      data-head={head || undefined}
      data-delivery={message.delivery}
      data-pending={message.change !== null || undefined}
      data-editing={editing || undefined}
      data-active={menuOpen || undefined}
      data-marked={marked || undefined}
      data-message={message.id}
      data-testid="message"
      tabIndex={-1}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      <div className={classes.side}>
        {head ? (
          <Avatar id={message.userId} name={message.displayName} size={36} />
        ) : (
          <time
            className={classes.sideTime}
            dateTime={message.createdAt}
            title={formats.exact(message.createdAt)}
          >
            {time}
          </time>
        )}
      </div>
      <div className={classes.main}>
        {head ? (
          <div className={classes.head}>
            <bdi className={classes.name}>{message.displayName}</bdi>
            <AuthorStatus userId={message.userId} />
            <time
              className={classes.time}
              dateTime={message.createdAt}
              title={formats.exact(message.createdAt)}
            >
              {time}
            </time>
          </div>
        ) : (
          <span className="visually-hidden">{message.displayName}</span>
        )}
        {gone || message.metadata.forwarded === undefined ? null : (
          <ForwardedLine metadata={message.metadata} />
        )}
        {message.replyTo === undefined || gone ? null : (
          <QuotedMessage messageId={message.replyTo} context={context} />
        )}
        {editing ? (
          <MessageEditor
            message={message}
            handle={context.handle}
            room={context.room}
            onDone={context.onStopEditing}
          />
        ) : gone ? (
          <p className={classes.gone}>
            <GoneText metadata={message.metadata} />
          </p>
        ) : (
          <div
            className={classes.body}
            data-testid="message-text"
            data-action={message.metadata.action === true || undefined}
          >
            <MessageBody
              content={message.content}
              named={namedBy(message, context.me)}
              suffix={
                message.editedAt === null ? null : (
                  <EditedMark message={message} editedAt={message.editedAt} context={context} />
                )
              }
            />
          </div>
        )}
        {gone || editing ? null : <MessageFoot message={message} room={context.room} mine={mine} />}
        {settled && message.pinned !== undefined ? (
          <PinLine pinned={message.pinned} context={context} />
        ) : null}
        {settled && message.thread !== undefined && context.onThread !== null ? (
          <ThreadLine messageId={message.id} thread={message.thread} context={context} />
        ) : null}
        {settled ? <Reactions message={message} context={context} /> : null}
        {settled ? <MessageMarks message={message} room={context.room} mine={mine} /> : null}
        {message.delivery === 'sending' ? (
          <span className="visually-hidden">{t('message.sending')}</span>
        ) : null}
        {message.delivery === 'failed' ? (
          <FailedMessage message={message} onPutBack={context.onPutBack} />
        ) : null}
      </div>
      {settled && (pointed || focused || menuOpen) ? (
        <MessageActions message={message} mine={mine} context={context} onMenuChange={setMenuOpen} />
      ) : null}
    </div>
  );
}

/** By itself, so that who comes and goes draws no message anew. */
function AuthorStatus({ userId }: { readonly userId: string }) {
  return <StatusMark custom={useShown({ id: userId }).custom} />;
}

/** Who took it away, and why if they said so. */
function GoneText({ metadata }: Pick<ShownMessage, 'metadata'>) {
  const { t } = useTranslation('chat');
  if (metadata.removedBy !== 'moderator') return t('message.deleted');
  const { reason } = metadata;
  return typeof reason === 'string' ? t('moderation:removedWhy', { reason }) : t('moderation:removed');
}
