/** P10: the room as somebody built it from a snapshot and what came after it, against the room as it is shown now. */
import {
  projectRoom,
  type RoomSnapshot,
  type RoomState,
  roomFromSnapshot,
} from '@parley/client/projections/room';
import type { Envelope } from '@parley/contract/kernel/envelope';
import type { Judgement } from '../../checker/judgement.ts';
import type { ClientRecord } from '../../checker/record.ts';
import { comparableRoom } from '../../projections/projections.ts';

export interface Held {
  readonly name: string;
  readonly userId: string;
  readonly seen: ClientRecord['seen'];
  /** What the same person sees who comes anew. */
  readonly fresh: ClientRecord['seen'];
}

export function sameState(all: readonly Held[]): Judgement {
  const broken = all.flatMap(({ name, userId, seen, fresh }) => {
    const mine = JSON.stringify(built(userId, seen));
    const shown = JSON.stringify(built(userId, fresh));
    return mine === shown ? [] : [`${name} built ${firstDifference(mine, shown)}`];
  });
  return { promise: 'P10', checked: all.length, broken };
}

/** What is written in the records came over the wire, whose shapes the contract's own tests hold. */
function built(userId: string, seen: ClientRecord['seen']): unknown {
  let state: RoomState | null = null;
  for (const item of seen) {
    if (item.kind === 'snapshot') state = roomFromSnapshot(userId, item.wire as RoomSnapshot);
    else if (state) state = projectRoom(state, { kind: 'event', event: item.wire as Envelope });
  }
  return state && comparableRoom(state);
}

function firstDifference(mine: string, shown: string): string {
  let at = 0;
  while (at < mine.length && mine[at] === shown[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `…${mine.slice(from, at + 60)}… where a newcomer sees …${shown.slice(from, at + 60)}…`;
}
