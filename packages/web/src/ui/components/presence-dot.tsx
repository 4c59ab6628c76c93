/** Presence as a shape as well as a colour: full, a crescent, a bar or a ring. */
import type { PresenceStatus } from '@parley/contract/kernel/presence';
import classes from './presence-dot.module.css';

interface PresenceDotProps {
  readonly status: PresenceStatus;
  readonly size?: number;
  readonly ground?: string;
}

export function PresenceDot({ status, size = 10, ground = 'var(--bg)' }: PresenceDotProps) {
  return (
    <svg
      className={classes.dot}
      data-status={status}
      width={size + 4}
      height={size + 4}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      <circle cx="7" cy="7" r="7" fill={ground} />
      {status === 'offline' ? (
        <circle cx="7" cy="7" r="3.75" fill={ground} stroke="currentColor" strokeWidth="2" />
      ) : (
        <circle cx="7" cy="7" r="5" fill="currentColor" />
      )}
      {status === 'away' ? <circle cx="4.75" cy="5" r="3.5" fill={ground} /> : null}
      {status === 'dnd' ? <rect x="4" y="6" width="6" height="2" rx="1" fill={ground} /> : null}
    </svg>
  );
}
