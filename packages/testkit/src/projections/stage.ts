/** A real server with a few people in two rooms, and a viewer whose connection is recorded. */
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import { jsonText } from '@parley/server/kernel/index';
import type { RunningServer } from '@parley/server/main/compose';
import { RecordingConnection } from '../kernel/recording-connection.ts';
import { register } from '../process/accounts.ts';

interface Actor {
  readonly id: string;
  call<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
  /** Whether it was accepted; for steps that a random life may not be allowed. */
  tries<N extends CommandName>(name: N, input: CommandInput<N>): Promise<boolean>;
  leave(): void;
}

export type What =
  | 'say'
  | 'edit'
  | 'delete'
  | 'read'
  | 'membership'
  | 'rename'
  | 'role'
  | 'rules'
  | 'archive'
  | 'prefer'
  | 'categories';

export interface Viewer extends Actor {
  readonly connection: RecordingConnection;
  /** The rooms of this life; the viewer owns both. */
  readonly rooms: readonly string[];
  act(what: What, who: number, room: number, n: number): Promise<void>;
  /** Resolves when everything committed has been received. */
  caughtUp(): Promise<void>;
}

export interface Stage {
  newViewer(): Promise<Viewer>;
  close(): Promise<void>;
}

export async function enter(server: RunningServer): Promise<Stage> {
  let made = 0;

  async function actor(connection: RecordingConnection): Promise<Actor> {
    made += 1;
    const account = await register(server.url, `person${made}`);
    const caller = { userId: account.id, loginId: 'of-the-stage', address: '127.0.0.1' };
    const session = await server.kernel.open(caller, connection);
    const ask = (name: string, input: unknown) =>
      new Promise<{ ok: boolean; data?: unknown; error?: unknown }>((resolve) =>
        session.execute(name, input, (answer) => resolve(JSON.parse(jsonText(answer)))),
      );
    return {
      id: account.id,
      call: async (name, input) => {
        const answer = await ask(name, input);
        if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
        // What the server answers is the contract's output; the doors' tests check that.
        return answer.data as never;
      },
      tries: async (name, input) => (await ask(name, input)).ok,
      leave: () => session.disconnected(),
    };
  }

  const others = await Promise.all([0, 1].map(() => actor(new RecordingConnection())));

  async function newViewer(): Promise<Viewer> {
    const connection = new RecordingConnection();
    const me = await actor(connection);
    const rooms: string[] = [];
    for (const name of ['one', 'two']) {
      const { room } = await me.call('chat:create', { name, visibility: 'private' });
      rooms.push(room.id);
      for (const other of others) await me.call('chat:add-member', { roomId: room.id, userId: other.id });
    }
    const cast = [me, ...others];
    const said: { id: string; by: Actor; roomId: string }[] = [];
    // The indices are taken modulo the lists' lengths, which are never 0.
    const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

    async function act(what: What, who: number, room: number, n: number): Promise<void> {
      const by = pick(cast, who);
      const roomId = pick(rooms, room);
      const mine = said.filter((one) => one.by === by && one.roomId === roomId);
      const all = said.filter((one) => one.roomId === roomId);
      switch (what) {
        case 'say': {
          if (!(await by.tries('chat:typing', { roomId, isTyping: true }))) return;
          const { message } = await by.call('chat:message', { roomId, content: `text ${n}` });
          said.push({ id: message.id, by, roomId });
          return;
        }
        case 'edit':
          if (mine.length > 0) {
            await by.tries('chat:edit', { roomId, messageId: pick(mine, n).id, content: `edited ${n}` });
          }
          return;
        case 'delete':
          if (mine.length > 0) await by.tries('chat:delete', { roomId, messageId: pick(mine, n).id });
          return;
        case 'read':
          if (all.length > 0) await by.tries('chat:read', { roomId, messageId: pick(all, n).id });
          return;
        case 'membership': {
          const userId = pick(others, n).id;
          if (n % 2 === 0) await me.tries('chat:remove-member', { roomId, userId });
          else await me.tries('chat:add-member', { roomId, userId });
          return;
        }
        case 'rename':
          await me.tries('chat:update-room', { roomId, name: `room ${n}` });
          return;
        case 'rules':
          await me.tries('chat:update-room', {
            roomId,
            topic: `topic ${n % 3}`,
            linkPreviews: n % 2 === 0,
            permissions: { pin: n % 2 ? 'moderator' : 'member' },
          });
          return;
        case 'archive':
          // Each life goes on in the room.
          await me.tries('chat:archive', { roomId, archived: true });
          await me.tries('chat:archive', { roomId, archived: false });
          return;
        case 'prefer': {
          const { items } = await me.call('chat:categories', {});
          const categoryId = n % 3 === 0 || items.length === 0 ? null : pick(items, n).id;
          const mute = n % 2 ? ({ level: 'mentions', until: null } as const) : null;
          await me.tries('chat:preferences', { roomId, favourite: n % 5 < 2, categoryId, mute });
          return;
        }
        case 'categories': {
          const { items } = await me.call('chat:categories', {});
          if (n % 3 === 0 || items.length === 0) {
            await me.tries('chat:category-create', { name: `category ${n}` });
          } else if (n % 3 === 1) {
            await me.tries('chat:category-update', { categoryId: pick(items, n).id, index: n % 2 });
          } else {
            await me.tries('chat:category-delete', { categoryId: pick(items, n).id });
          }
          return;
        }
        case 'role':
          await me.tries('chat:member-role', {
            roomId,
            userId: pick(others, n).id,
            role: n % 2 ? 'moderator' : 'member',
          });
      }
    }

    /** A marker of one's own comes last on every channel. */
    async function caughtUp(): Promise<void> {
      for (const roomId of rooms) {
        const { message } = await me.call('chat:message', { roomId, content: 'marker' });
        await waitFor(() => connection.seqs(`room:${roomId}`).includes(message.seq));
        await me.call('chat:read', { roomId, messageId: message.id });
        await waitFor(() =>
          connection
            .events(`user:${me.id}`)
            .some(({ type, data }) => type === 'chat:read' && JSON.parse(data).messageId === message.id),
        );
      }
    }

    return { ...me, connection, rooms, act, caughtUp };
  }

  return {
    newViewer,
    close: async () => {
      for (const other of others) other.leave();
      await server.close();
    },
  };
}

async function waitFor(met: () => boolean): Promise<void> {
  const until = Date.now() + 10_000;
  while (!met()) {
    if (Date.now() > until) throw new Error('what was committed never arrived');
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
