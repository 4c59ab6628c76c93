/**
 * Everybody is cut off at once, something is said meanwhile, and everybody comes back at once. Who speaks follows
 * nothing, so that the room is nobody's while they are away and a server can't answer from what it happens to remember.
 */

import { elapsed } from './elapsed.ts';
import { inGroups } from './groups.ts';
import type { Moment, ReconnectJob, ReconnectReport, Storm } from './job.ts';
import { quantiles } from './latencies.ts';
import { Line } from './line.ts';
import { RoomTalk } from './room-talk.ts';
import { Seat } from './seat.ts';

const ENTERING_AT_ONCE = 50;
/** How long a server that keeps nothing gets to notice that all are gone. */
const NOTICED_MS = 3_000;
const LIVE_WITHIN_MS = 10_000;
const POLL_MS = 10;

export class Reconnect {
  readonly #job: ReconnectJob;
  readonly #talks: ReadonlyMap<string, RoomTalk>;
  readonly #seats: readonly Seat[];
  readonly #faults = new Set<string>();

  constructor(job: ReconnectJob) {
    this.#job = job;
    const rooms = new Set(job.clients.map(({ room }) => room));
    this.#talks = new Map([...rooms].map((room) => [room, new RoomTalk(room, job.contentBytes)]));
    this.#seats = job.clients.map((client) => new Seat(client, this.#talkIn(client.room)));
  }

  async run(moment: (moment: Moment) => Promise<void>): Promise<ReconnectReport> {
    const writers = await this.#openWriters();
    await inGroups(this.#seats, ENTERING_AT_ONCE, (seat) => seat.enter());
    const storms: Storm[] = [];
    for (const missed of this.#job.missed) storms.push(await this.#storm(missed, writers, moment));
    for (const seat of this.#seats) seat.cut();
    for (const writer of writers.values()) writer.close();
    return { storms, faults: [...this.#faults].slice(0, 10) };
  }

  async #storm(
    missed: number,
    writers: ReadonlyMap<string, Line>,
    moment: (moment: Moment) => Promise<void>,
  ): Promise<Storm> {
    for (const seat of this.#seats) seat.cut();
    await this.#say(writers, missed);
    const keepsNothing = this.#job.clients.every(({ userId }) => userId === null);
    await elapsed(keepsNothing ? NOTICED_MS : this.#job.awayMs);
    await moment('start');
    const startedAt = performance.now();
    const currentMs: number[] = [];
    let notRecovered = 0;
    let retries = 0;
    await Promise.all(
      this.#seats.map(async (seat) => {
        try {
          const { recovered, tries } = await seat.comeBack();
          if (!recovered) notRecovered += 1;
          retries += tries;
          currentMs.push(performance.now() - startedAt);
        } catch (cause) {
          this.#faults.add(`a client did not come back: ${String(cause)}`);
        }
      }),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    await moment('end');
    await this.#hearTheNext(writers);
    return { missed, seconds, currentMs: quantiles(currentMs), notRecovered, retries };
  }

  /** Nothing missed was pushed as well, and what is said now reaches everybody once. */
  async #hearTheNext(writers: ReadonlyMap<string, Line>): Promise<void> {
    if (this.#seats.some(({ pushed }) => pushed > 0)) this.#faults.add('what was missed was pushed as well');
    for (const talk of this.#talks.values()) talk.caughtUp();
    await this.#say(writers, 1);
    const until = performance.now() + LIVE_WITHIN_MS;
    while (this.#seats.some(({ pushed }) => pushed < 1) && performance.now() < until) await elapsed(POLL_MS);
    const heard = this.#seats.filter(({ pushed }) => pushed === 1).length;
    if (heard < this.#seats.length) this.#faults.add(`the next message reached ${heard} once`);
    for (const talk of this.#talks.values()) talk.caughtUp();
  }

  async #say(writers: ReadonlyMap<string, Line>, count: number): Promise<void> {
    await Promise.all([...writers].map(([room, writer]) => this.#talkIn(room).say(writer, count)));
  }

  /** One in each room, who may speak there and follows nothing. */
  async #openWriters(): Promise<Map<string, Line>> {
    const writers = new Map<string, Line>();
    for (const { port, token, room } of this.#job.clients) {
      if (writers.has(room)) continue;
      const writer = new Line();
      writers.set(room, writer);
      await writer.connect(port, token);
    }
    return writers;
  }

  #talkIn(room: string): RoomTalk {
    const talk = this.#talks.get(room);
    if (!talk) throw new Error(`nobody is in ${room}`);
    return talk;
  }
}
