/** What I made of a room for myself, as far as it depends on the time. */
import type { Mute, Room } from '@parley/contract/features/chat/model';

export function isMuted({ myPreferences }: Pick<Room, 'myPreferences'>, now: number): boolean {
  const mute = myPreferences?.mute ?? null;
  return mute !== null && (mute.until === null || now < Date.parse(mute.until));
}

export const MUTE_CHOICES = ['off', 'hour', 'day', 'mentions', 'all'] as const;
export type MuteChoice = (typeof MUTE_CHOICES)[number];

const HOUR_MS = 3_600_000;

export function muteOf(choice: MuteChoice, now: number): Mute | null {
  const until = (ms: number) => new Date(now + ms).toISOString();
  switch (choice) {
    case 'off':
      return null;
    case 'hour':
      return { level: 'all', until: until(HOUR_MS) };
    case 'day':
      return { level: 'all', until: until(24 * HOUR_MS) };
    case 'mentions':
      return { level: 'mentions', until: null };
    case 'all':
      return { level: 'all', until: null };
  }
}

/** The choice in force; one that ends is none of the lasting ones. */
export function choiceOf(room: Pick<Room, 'myPreferences'>, now: number): MuteChoice | null {
  const mute = room.myPreferences?.mute ?? null;
  if (mute === null || !isMuted(room, now)) return 'off';
  return mute.until === null ? mute.level : null;
}
