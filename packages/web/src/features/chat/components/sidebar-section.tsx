/** One section of the sidebar: its name folds it, and its control adds to it or changes it. */
import type { Room } from '@parley/contract/features/chat/model';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { toggleFold, useFolds } from '../folds.ts';
import { useCurrentRoomId } from '../hooks.ts';
import { waitingIn } from '../sidebar-model.ts';
import classes from './chat-sidebar.module.css';
import { RoomLink } from './room-link.tsx';

interface SidebarSectionProps {
  readonly id: string;
  readonly title: string;
  readonly rooms: readonly Room[];
  readonly action?: ReactNode;
  /** What stands there besides the rooms. */
  readonly children?: ReactNode;
}

export function SidebarSection({ id, title, rooms, action, children }: SidebarSectionProps) {
  const isFolded = useFolds(({ folded }) => folded.includes(id));
  const current = useCurrentRoomId();
  const now = Date.now();
  // What waits, and where one is, stays in sight.
  const shown = isFolded ? rooms.filter((room) => room.id === current || waitingIn(room, now) > 0) : rooms;
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2 className={classes.sectionTitle}>
          <button
            type="button"
            className={classes.fold}
            aria-expanded={!isFolded}
            onClick={() => toggleFold(id)}
          >
            <bdi>{title}</bdi>
            <IconChevronDown size={13} aria-hidden="true" className={classes.chevron} />
          </button>
        </h2>
        {action}
      </div>
      <ul className={classes.list}>
        {shown.map((room) => (
          <RoomLink key={room.id} room={room} />
        ))}
        {isFolded ? null : children}
      </ul>
    </section>
  );
}
