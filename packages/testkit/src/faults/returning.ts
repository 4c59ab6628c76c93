/** A crowd that goes away, misses one message and comes back in one moment: exactly that message is what each of them gets. */
import { io, type Socket } from 'socket.io-client';
import { type Account, api } from '../process/accounts.ts';
import { restRequest } from '../process/rest.ts';
import { newRoom } from './cast.ts';
import { pause, type Scene, within } from './scene.ts';

interface Position {
  readonly epoch: string;
  readonly seq: number;
}

interface Resumed {
  readonly position: Position;
  readonly recovered: boolean;
  readonly events: readonly { readonly seq: number; readonly data: { readonly id?: string } }[];
}

type Answer =
  | { readonly ok: true; readonly data: Resumed }
  | { readonly ok: false; readonly error: { readonly retryable: boolean; readonly retryAfterMs?: number } };

/** So many connect at a time when they come first. */
const AT_ONCE = 100;
const BACK_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 15_000;

/** In a room of their own: what is judged of the others must not hang on a crowd. */
export async function manyReturn(scene: Scene, size: number): Promise<void> {
  const { cluster, people } = scene;
  const [owner] = people;
  const roomId = await newRoom(cluster.url, people, 'crowd');
  const crowd = Array.from({ length: size }, (_, index) => {
    const node = cluster.nodes[index % cluster.nodes.length];
    const who = people[index % people.length] ?? owner;
    return new Returner(node?.url ?? cluster.url, who.token, roomId);
  });
  scene.atEnd(async () => {
    for (const each of crowd) each.close();
  });
  for (let from = 0; from < size; from += AT_ONCE) {
    await Promise.all(crowd.slice(from, from + AT_ONCE).map((each) => each.come()));
  }
  for (const each of crowd) each.go();
  const missed = await say(cluster.url, owner, roomId);
  const back = await Promise.all(crowd.map((each) => within(each.come(), BACK_WITHIN_MS)));
  scene.found(
    {
      promise: 'P4',
      checked: size,
      broken: back.flatMap((resumed, index) => {
        const wrong = resumed && wrongIn(resumed, missed);
        return wrong ? [`of ${size}, number ${index} ${wrong}`] : [];
      }),
    },
    {
      promise: 'P11',
      checked: size,
      broken: back.flatMap((resumed, index) =>
        resumed ? [] : [`of ${size}, number ${index} was not back in time`],
      ),
    },
  );
}

function wrongIn({ recovered, events }: Resumed, missed: string): string | null {
  if (!recovered) return 'was told that it could not be recovered';
  const ids = events.map(({ data }) => data.id);
  return ids.length === 1 && ids[0] === missed
    ? null
    : `missed ${missed} and got ${ids.join(', ') || 'nothing'}`;
}

/** The id of what was said. */
async function say(url: string, { token }: Account, roomId: string): Promise<string> {
  const { method, path, body } = restRequest('chat:message', { roomId, content: 'missed' });
  const answer = await api(url, token, method, path, body);
  if (answer.status !== 201)
    throw new Error(`saying what is missed: ${answer.status} ${JSON.stringify(answer.body)}`);
  return (answer.body as { message: { id: string } }).message.id;
}

class Returner {
  readonly #socket: Socket;
  readonly #channel: string;
  #position: Position | undefined;

  constructor(url: string, token: string, roomId: string) {
    this.#channel = `room:${roomId}`;
    this.#socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
    });
  }

  /** Connects, and resolves with what it was told of the room. */
  async come(): Promise<Resumed> {
    if (!this.#socket.active) this.#socket.connect();
    for (;;) {
      if (!this.#socket.connected)
        await new Promise<void>((resolve) => this.#socket.once('connect', resolve));
      const payload = { channel: this.#channel, position: this.#position };
      const answer = (await this.#socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck('channel:subscribe', payload)
        .catch(() => null)) as Answer | null;
      if (answer?.ok) {
        this.#position = answer.data.position;
        return answer.data;
      }
      if (answer && !answer.error.retryable) throw new Error(JSON.stringify(answer.error));
      await pause(answer?.error.retryAfterMs ?? 100);
    }
  }

  go(): void {
    this.#socket.disconnect();
  }

  close(): void {
    this.#socket.disconnect();
  }
}
