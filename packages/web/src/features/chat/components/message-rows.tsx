/**
 * The rows of a conversation, virtualised. Follows the end only when the reader is at it; rows that come before never move
 * the line being read; coming back restores the place.
 */
import {
  type ComponentPropsWithRef,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Virtuoso, type VirtuosoHandle } from 'react-virtuoso';
import { keepPlace, placeIn, placeOf } from '../reading-places.ts';
import type { Row } from '../timeline.ts';
import { firstIndex, ORIGIN } from '../window-model.ts';
import { MessageSkeletons } from './conversation-skeleton.tsx';
import classes from './message-list.module.css';
import type { RowContext } from './row-context.ts';
import { RowView } from './row-view.tsx';
import { usePin } from './use-pin.ts';

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

export function MessageRows({
  ref,
  rows,
  anchor,
  context,
  follow,
  onAtEnd,
  onStart,
  onEnd,
}: MessageRowsProps) {
  const { t } = useTranslation('chat');
  const roomId = context.room.id;
  const list = useRef<VirtuosoHandle>(null);
  const [beginning] = useState(() => beginningOf(rows, roomId));
  const { atEnd, scroller, attach, resized } = usePin(beginning.index === 'LAST', follow);
  const left = useRef(atEnd);
  left.current = atEnd;
  useEffect(() => onAtEnd(atEnd), [atEnd, onAtEnd]);

  useImperativeHandle(ref, () => ({
    toEnd: () => list.current?.scrollToIndex({ index: 'LAST', align: 'end' }),
    show: (index) => list.current?.scrollIntoView({ index }),
  }));
  useLayoutEffect(
    () => () =>
      keepPlace(roomId, scroller.current === null || left.current ? null : placeIn(scroller.current)),
    [roomId, scroller],
  );

  return (
    <Virtuoso<Row, RowContext>
      ref={list}
      scrollerRef={(element) => attach(element instanceof HTMLElement ? element : null)}
      className={classes.list ?? ''}
      role="region"
      aria-label={t('conversation.messages')}
      data={rows}
      context={context}
      firstItemIndex={firstIndex(rows, anchor) ?? ORIGIN}
      initialTopMostItemIndex={beginning}
      computeItemKey={(_, row) => row.key}
      itemContent={(_, row, rowContext) => <RowView row={row} context={rowContext} />}
      components={PARTS}
      alignToBottom
      followOutput={() => (left.current && follow ? 'auto' : false)}
      totalListHeightChanged={resized}
      startReached={onStart}
      endReached={onEnd}
      increaseViewportBy={{ top: 800, bottom: 400 }}
      // Corrections in the frame that needs them: one later, what is read would jump and come back.
      skipAnimationFrameInResizeObserver
      // Corrections in the frame that needs them: one later, what is read would jump and come back.
    />
  );
}

interface Beginning {
  readonly index: number | 'LAST';
  readonly align: 'start' | 'end';
  readonly offset?: number;
}

/** Where the list begins: the place left, else the unread line, else the end. */
function beginningOf(rows: readonly Row[], roomId: string): Beginning {
  const place = placeOf(roomId);
  const kept = place === undefined ? -1 : rows.findIndex((row) => row.key === place.key);
  if (place !== undefined && kept !== -1) return { index: kept, align: 'start', offset: place.offset };
  const unread = rows.findIndex((row) => row.kind === 'unread');
  if (unread !== -1) return { index: unread, align: 'start', offset: -ABOVE_UNREAD_PX };
  return { index: 'LAST', align: 'end' };
}

/** Of one height whether there is more or not: what comes before the rows must never push them. */
function Before({ context }: { readonly context?: RowContext }) {
  return <div className={classes.before}>{context?.hasOlder ? <MessageSkeletons /> : null}</div>;
}

type PartProps = ComponentPropsWithRef<'div'> & { readonly item?: unknown; readonly context?: unknown };

const PARTS = {
  Header: Before,
  Footer: () => <div className={classes.after} />,
  // biome-ignore lint/a11y/useSemanticElements: the list component measures a <div>
  List: ({ context: _, ...props }: PartProps) => <div {...props} role="list" />,
  // biome-ignore lint/a11y/useSemanticElements: the list component measures a <div>
  Item: ({ item: _, context: __, ...props }: PartProps) => <div {...props} role="listitem" />,
};
