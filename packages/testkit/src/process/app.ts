/** Somebody who uses the SDK as an app does: says one thing after the other in a room, and notes when they were without a connection. */
import { tokenAuth } from '@parley/client/auth';
import { createClient } from '@parley/client/client';
import type { ClientRecord } from '../checker/record.ts';
import type { Account } from './accounts.ts';

export interface App {
  /** What was said, as the checker takes it; what is seen is in `contents`. */
  readonly record: ClientRecord;
  readonly absencesMs: readonly number[];
  /** What the room shows, oldest first. */
  contents(): readonly string[];
  /** Says nothing more; resolves when all is acknowledged. */
  stop(): Promise<void>;
  close(): void;
}

const BETWEEN_MS = 50;

export function startApp(url: string, { token, username }: Account, roomId: string): App {
  const client = createClient({ url, auth: tokenAuth(token) });
  const record: ClientRecord = { name: `${username} in the app`, said: [], changed: [], seen: [] };
  const absencesMs: number[] = [];
  let lostAt: number | null = null;
  let wasLive = false;
  client.connection.subscribe(() => {
    const live = client.connection.getSnapshot().kind === 'live';
    if (live && lostAt !== null) absencesMs.push(performance.now() - lostAt);
    // Before it was live once, it misses nothing.
    if (live) lostAt = null;
    else if (wasLive) lostAt ??= performance.now();
    wasLive ||= live;
  });
  client.start();
  const room = client.room(roomId);
  let over = false;

  async function talk(): Promise<void> {
    await room.open();
    for (let n = 0; !over; n += 1) {
      const content = `${record.name} ${n}`;
      const { clientId, outcome } = room.send(content);
      const said = { clientId, content, acknowledged: [] as { id: string; seq: number }[] };
      record.said.push(said);
      const answer = await outcome;
      if (!answer.ok) throw new Error(`${content}: ${JSON.stringify(answer)}`);
      const { id, seq } = answer.data.message;
      said.acknowledged.push({ id, seq });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
  const ended = talk();

  return {
    record,
    absencesMs,
    contents: () => room.state.getSnapshot().conversation?.messages.map(({ content }) => content) ?? [],
    stop: () => {
      over = true;
      return ended;
    },
    close: () => client.stop(),
  };
}
