/** The shape of a demonstration: who made which rooms, and who said what when. */
import type { RoomRole } from '@parley/contract/features/chat/model';

export interface DemoRoom {
  /** Names the room in this script; also its alias when it is public. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly visibility: 'public' | 'private';
  /** Usernames; the first one makes it. */
  readonly people: readonly string[];
  readonly roles?: Readonly<Record<string, RoomRole>>;
}

/** A direct room, named by the people in it. */
export interface DemoDirect {
  readonly key: string;
  readonly people: readonly string[];
}

export interface Line {
  /** Minutes after the line before it. */
  readonly after: number;
  readonly who: string;
  readonly text: string;
  /** So that later lines can refer to it. */
  readonly id?: string;
  readonly replyTo?: string;
  readonly thread?: string;
  /** What its author made of it a minute later. */
  readonly edited?: string;
  /** Taken back a minute later. */
  readonly deleted?: true;
}

export interface Scene {
  readonly room: string;
  /** Before the moment of seeding. */
  readonly hoursAgo: number;
  readonly lines: readonly Line[];
  /** Who has read it to its end; the rest have it unread. */
  readonly readBy: readonly string[];
}

/** `[minutes after the last, who, what, more]`: the short way to write a line. */
export type ShortLine = readonly [number, string, string, Omit<Line, 'after' | 'who' | 'text'>?];

export function lines(...short: readonly ShortLine[]): readonly Line[] {
  return short.map(([after, who, text, more = {}]) => ({ after, who, text, ...more }));
}
