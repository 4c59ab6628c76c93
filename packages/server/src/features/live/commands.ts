/** Subscribing, resuming and being present: a thin layer over the caller's own session. */
import {
  setPresence,
  subscribe,
  sync,
  unsubscribe,
  watchPresence,
} from '@parley/contract/features/live/commands';
import type { Position } from '@parley/contract/kernel/position';
import {
  type CommandDef,
  followedJson,
  type Identity,
  type Json,
  jsonOf,
  Refused,
  type SessionScope,
} from '../../kernel/index.ts';
import { acts } from '../../platform/command.ts';

/**
 * Bytes after which one `chat:sync` answers the remaining channels with `more`: one answer must fit well within a
 * session's outgoing queue, or a long absence would end the connection each time it comes back (P7).
 */
export const SYNC_ANSWER_BYTES = 384 * 1024;

/** Those of the people that somebody may see; null where they may see everybody, now and later. */
export type VisiblePeople = (
  viewer: Identity,
  userIds: readonly string[],
) => Promise<readonly string[]> | null;

export function liveCommands(visible: VisiblePeople): readonly CommandDef[] {
  return [
    acts(subscribe, {
      lane: ({ channel }) => channel,
      act: async ({ session }, { channel, position }) =>
        followedJson(await session.follow(channel, position)),
    }),
    acts(unsubscribe, {
      lane: ({ channel }) => channel,
      act: async ({ session }, { channel }) => {
        session.unfollow(channel);
        return '{}';
      },
    }),
    acts(setPresence, {
      act: async ({ session }, { status, text }) => {
        session.setPresence(status, text);
        return '{}';
      },
    }),
    acts(watchPresence, {
      act: async ({ session, actor }, { userIds }) => {
        const asked = [...new Set(userIds)];
        const some = visible(actor, asked);
        const states =
          some === null
            ? session.watch(asked)
            : session.watch(await some, async () => (await visible(actor, asked)) ?? asked);
        return JSON.stringify({ states });
      },
    }),
    acts(sync, {
      act: async ({ session }, { positions }) => syncAll(session, positions),
    }),
  ];
}

/** One after the other, so that the answer's size is known before the next page is read. */
async function syncAll(session: SessionScope, positions: Readonly<Record<string, Position>>): Promise<Json> {
  const answers: Json[] = [];
  let bytes = 0;
  for (const [channel, position] of Object.entries(positions)) {
    const answer =
      bytes < SYNC_ANSWER_BYTES ? await followOrRefusal(session, channel, position) : later(position);
    bytes += bytesOf(answer);
    answers.push(`${answers.length === 0 ? '{' : ','}${JSON.stringify(channel)}:`, answer);
  }
  return jsonOf(...answers, answers.length === 0 ? '{}' : '}');
}

async function followOrRefusal(session: SessionScope, channel: string, position: Position): Promise<Json> {
  try {
    return followedJson(await session.follow(channel, position));
  } catch (cause) {
    if (cause instanceof Refused) return JSON.stringify({ ok: false, error: cause.wire });
    throw cause;
  }
}

/** Not followed yet and nothing read: the client asks again from the position it has. */
function later(position: Position): Json {
  return followedJson({ position, recovered: true, events: '[]', more: true });
}

function bytesOf(json: Json): number {
  if (typeof json === 'string') return Buffer.byteLength(json);
  return json.reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? Buffer.byteLength(piece) : piece.utf8.length),
    0,
  );
}
