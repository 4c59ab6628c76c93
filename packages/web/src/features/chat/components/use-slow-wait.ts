/** Counts down until the next message may come, a second at a time, and only while there is something to wait for. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { Room } from '@parley/contract/features/chat/model';
import { useEffect, useState } from 'react';
import { useMe } from '../../../app/client.ts';
import { isSlowed, standingOf } from '../room-policy.ts';
import { nextPostAt, secondsLeft } from '../slow-model.ts';

export function useSlowWait(messages: readonly ShownMessage[], room: Room): number {
  const me = useMe();
  const at = isSlowed(standingOf(room, me)) ? nextPostAt(messages, room, me.id) : null;
  const [now, setNow] = useState(() => Date.now());
  const waits = secondsLeft(at, now, room) > 0 || (at !== null && at > Date.now());
  useEffect(() => {
    if (!waits) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [waits]);
  return secondsLeft(at, now, room);
}
