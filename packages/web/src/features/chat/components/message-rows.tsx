/**
 * The rows of a conversation, of which only those around the view are drawn, in the flow of the page: their heights are
 * never guessed. Coming back restores the place.
 */
import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepPlace, keptPlace } from '../reading-places.ts';
import type { Row } from '../timeline.ts';
import { firstIndex } from '../window-model.ts';
import { MessageSkeletons } from './conversation-skeleton.tsx';
import classes from './message-list.module.css';
import type { RowContext } from './row-context.ts';
import { RowView } from './row-view.tsx';
import { type Beginning, useHeldRows } from './use-held-rows.ts';
import { useReach } from './use-reach.ts';

export interface MessageRowsHandle {
  readonly toEnd: () => void;
  readonly show: (index: number) => void;
}

interface MessageRowsProps {
  readonly ref: Ref<MessageRowsHandle>;
  readonly rows: readonly Row[];
  /** Key of the row the others are counted from. */
  readonly anchor: string;
  readonly context: RowContext;
  /** Whether the last row is the newest message. */
  readonly follow: boolean;
  readonly onAtEnd: (atEnd: boolean) => void;
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** What stays in sight above the unread line. */
const ABOVE_UNREAD_PX = 80;

export function MessageRows(props: MessageRowsProps) {
  const { ref, rows, anchor, context, follow, onAtEnd } = props;
  const { t } = useTranslation('chat');
  const roomId = context.room.id;
  const [beginning] = useState(() => beginningOf(rows, roomId));
  const onView = useReach(props);
  const first = firstIndex(rows, anchor) ?? 0;
  const held = useHeldRows({ rows, first, follow, beginning, onView });
  const { atEnd, toEnd, show, place } = held;
  useEffect(() => onAtEnd(atEnd), [atEnd, onAtEnd]);
  useImperativeHandle(ref, () => ({ toEnd, show }));
  useLayoutEffect(() => () => keepPlace(roomId, place()), [roomId, place]);

  return (
    <section
      ref={held.scroller}
      className={classes.list}
      aria-label={t('conversation.messages')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by the keyboard
      tabIndex={0}
    >
      <div className={classes.content}>
        {/* Of one height whether there is more or not. */}
        <div className={classes.before}>{context.hasOlder ? <MessageSkeletons /> : null}</div>
        <div className={classes.space} style={{ blockSize: held.before }} />
        {/* biome-ignore lint/a11y/useSemanticElements: rows are of many kinds, with boxes of their own */}
        <div ref={held.list} role="list">
          {rows.slice(held.drawn.from, held.drawn.to).map((row) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div key={row.key} className={classes.item} role="listitem" data-row={row.key}>
              <RowView row={row} context={context} />
            </div>
          ))}
        </div>
        <div className={classes.space} style={{ blockSize: held.after }} />
        <div className={classes.after} />
      </div>
    </section>
  );
}

/** Where the list begins: the place left, else the unread line, else the end. */
function beginningOf(rows: readonly Row[], roomId: string): Beginning {
  const place = keptPlace(roomId);
  const kept = place === undefined ? -1 : rows.findIndex((row) => row.key === place.key);
  if (place !== undefined && kept !== -1) return { at: kept, below: place.below };
  const unread = rows.findIndex((row) => row.kind === 'unread');
  return unread === -1 ? 'end' : { at: unread, below: ABOVE_UNREAD_PX };
}
