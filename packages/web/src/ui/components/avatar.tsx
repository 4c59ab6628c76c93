/** A person or a room as a small square: a picture, or initials on a colour that follows from the id. */
import type { PresenceStatus } from '@parley/contract/kernel/presence';
import classes from './avatar.module.css';
import { hueOf, initialsOf } from './avatar-model.ts';
import { PresenceDot } from './presence-dot.tsx';

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly url?: string | null | undefined;
  readonly size?: number;
  readonly presence?: PresenceStatus | undefined;
  /** The colour of what it stands on, which cuts the presence dot out. */
  readonly ground?: string;
}

/** Decoration: the name always stands beside it as text, so it is hidden from screen readers. */
export function Avatar({ id, name, url, size = 36, presence, ground = 'var(--bg)' }: AvatarProps) {
  return (
    <span className={classes.frame} style={{ inlineSize: size, blockSize: size }} aria-hidden="true">
      {url === undefined || url === null ? (
        <span
          className={classes.initials}
          style={{
            background: `var(--avatar-${hueOf(id)})`,
            fontSize: Math.round(size * 0.4),
            borderRadius: size / 4.5,
          }}
        >
          {initialsOf(name)}
        </span>
      ) : (
        <img
          className={classes.picture}
          src={url}
          alt=""
          style={{ borderRadius: size / 4.5 }}
          loading="lazy"
        />
      )}
      {presence === undefined ? null : (
        <span className={classes.dot}>
          <PresenceDot status={presence} size={size >= 32 ? 10 : 8} ground={ground} />
        </span>
      )}
    </span>
  );
}
