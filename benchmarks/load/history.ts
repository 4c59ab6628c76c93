/**
 * Rooms that differ in their length alone: each is filled, then opened and resumed often, in turn, so that a slow moment is
 * everybody's. Who fills them follows nothing, so no server remembers what was said because somebody listened.
 */
import { newId } from '@parley/client/ids';
import type { HistoryJob, HistoryReport, LoadClient, Moment, RoomHistory } from './job.ts';
import { quantiles } from './latencies.ts';
import { Line } from './line.ts';
import { contentOf } from './order.ts';
import { type Position, positionIn } from './position.ts';
import { indexed, search } from './searching.ts';
import { signedInAnew } from './sign-in.ts';
import { talk } from './words.ts';

/** Messages that each who fills a room has under way. */
const IN_FLIGHT = 32;
/** Openings that are not counted: they compile what the others run. */
const WARM_TURNS = 50;

interface Room {
  readonly id: string;
  readonly length: number;
  people: readonly LoadClient[];
  readonly openMs: number[];
  readonly resumeMs: number[];
  position: Position;
}

export class History {
  readonly #job: HistoryJob;
  readonly #rooms: readonly Room[];
  readonly #faults = new Set<string>();

  constructor(job: HistoryJob) {
    this.#job = job;
    const ids = [...new Set(job.clients.map(({ room }) => room))];
    this.#rooms = job.lengths.map((length, index) => {
      const id = ids[index];
      if (id === undefined) throw new Error('there are fewer rooms than lengths');
      const people = job.clients.filter(({ room }) => room === id);
      return { id, length, people, openMs: [], resumeMs: [], position: { epoch: '', seq: 0 } };
    });
  }

  async run(moment: (moment: Moment) => Promise<void>): Promise<HistoryReport> {
    for (const room of this.#rooms) await this.#fill(room);
    const { turns, missed, searches } = this.#job;
    const longest = this.#rooms[this.#rooms.length - 1];
    if (searches !== undefined && longest) await indexed(anyOf(longest).port);
    // That took longer than a token lasts.
    for (const room of this.#rooms) room.people = [await signedInAnew(anyOf(room))];
    for (let n = 0; n < WARM_TURNS + turns; n++) {
      for (const room of this.#rooms) room.openMs.push(await this.#open(room));
    }
    await moment('start');
    // One more each time: what was read before is remembered, and would be answered without a read.
    for (let n = 0; n < turns; n++) {
      for (const room of this.#rooms) room.resumeMs.push(await this.#resume(room, missed + n));
    }
    await moment('end');
    const report = { rooms: this.#rooms.map(historyOf), faults: [...this.#faults].slice(0, 10) };
    if (searches === undefined || !longest) return report;
    return { ...report, search: await search(anyOf(longest), searches, longest.length) };
  }

  async #fill({ id, length, people }: Room): Promise<void> {
    const { contentBytes, searches } = this.#job;
    let said = 0;
    const say = async (writer: Line, sender: number) => {
      while (said < length) {
        const number = said++;
        const content =
          searches === undefined ? contentOf(sender, number, contentBytes) : talk(number, contentBytes);
        await writer.ask('chat:message', { roomId: id, content, clientId: newId() });
      }
    };
    await Promise.all(
      people.map((person, sender) =>
        connected(person, async (writer) => {
          await Promise.all(Array.from({ length: IN_FLIGHT }, () => say(writer, sender)));
        }),
      ),
    );
  }

  /** Milliseconds until somebody new on the line has the room. */
  #open(room: Room): Promise<number> {
    return connected(anyOf(room), async (line) => {
      const askedAt = performance.now();
      const answer = await line.ask('chat:join', { roomId: room.id });
      const ms = performance.now() - askedAt;
      room.position = positionIn(answer);
      return ms;
    });
  }

  /** Milliseconds until somebody who missed the last so many messages has them. */
  #resume(room: Room, missed: number): Promise<number> {
    const { epoch, seq } = room.position;
    const from = seq - missed;
    const channel = `room:${room.id}`;
    return connected(anyOf(room), async (line) => {
      const askedAt = performance.now();
      const answer = await line.ask('chat:sync', { positions: { [channel]: { epoch, seq: from } } });
      const ms = performance.now() - askedAt;
      if (!isExactly(answer, channel, from, missed)) {
        this.#faults.add(`somebody was not told exactly the ${missed} that were missed of ${room.length}`);
      }
      return ms;
    });
  }
}

async function connected<T>({ port, token }: LoadClient, work: (line: Line) => Promise<T>): Promise<T> {
  const line = new Line();
  await line.connect(port, token);
  try {
    return await work(line);
  } finally {
    line.close();
  }
}

function anyOf({ people: [person] }: Room): LoadClient {
  if (!person) throw new Error('a room has nobody in it');
  return person;
}

interface Resumed {
  readonly recovered?: boolean;
  readonly events?: readonly { readonly seq: number }[];
}

function isExactly(answer: string, channel: string, from: number, missed: number): boolean {
  // The wire is the contract's; what is read of it here is compared, so another shape is no match.
  const [{ data }] = JSON.parse(answer) as [{ data: Record<string, Resumed> }];
  const { recovered = false, events = [] } = data[channel] ?? {};
  return recovered && events.length === missed && events.every(({ seq }, n) => seq === from + 1 + n);
}

function historyOf({ length, openMs, resumeMs }: Room): RoomHistory {
  return { length, openMs: quantiles(openMs.slice(WARM_TURNS)), resumeMs: quantiles(resumeMs) };
}
