/** One row of a conversation, whatever its kind. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../timeline.ts';
import { DayLine } from './day-line.tsx';
import { MessageRow } from './message-row.tsx';
import { RoomStart } from './room-start.tsx';
import type { RowContext } from './row-context.ts';
import classes from './row-view.module.css';

export function RowView({ row, context }: { readonly row: Row; readonly context: RowContext }) {
  switch (row.kind) {
    case 'start':
      return <RoomStart room={context.room} />;
    case 'day':
      return <DayLine at={row.at} context={context} />;
    case 'unread':
      return <UnreadLine />;
    case 'message':
      return (
        <StillMessageRow
          message={row.message}
          head={row.head}
          mine={row.message.userId === context.me}
          editing={context.editing === row.message.id}
          marked={context.marked === row.message.id}
          context={context}
        />
      );
  }
}

function UnreadLine() {
  const { t } = useTranslation('chat');
  return (
    <div className={classes.unread} data-testid="unread-line">
      <span className={classes.unreadLabel}>{t('conversation.unread')}</span>
    </div>
  );
}

/** The client makes message objects anew on every change; a row is drawn anew only when what it shows differs. */
const StillMessageRow = memo(
  MessageRow,
  (a, b) =>
    a.head === b.head &&
    a.editing === b.editing &&
    a.marked === b.marked &&
    a.mine === b.mine &&
    a.context.handle === b.context.handle &&
    a.context.room.myRole === b.context.room.myRole &&
    a.context.room.linkPreviews === b.context.room.linkPreviews &&
    sameMessage(a.message, b.message),
);

function sameMessage(a: ShownMessage, b: ShownMessage): boolean {
  return (
    a.id === b.id &&
    a.content === b.content &&
    a.metadata === b.metadata &&
    a.editedAt === b.editedAt &&
    a.deletedAt === b.deletedAt &&
    a.delivery === b.delivery &&
    a.change === b.change &&
    a.error === b.error &&
    a.displayName === b.displayName &&
    a.changedSeq === b.changedSeq &&
    a.reactions === b.reactions
  );
}
