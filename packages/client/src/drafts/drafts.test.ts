/** Drafts of one person on several devices, over lines that come and go: nothing that was written is lost. */
import type { Draft } from '@parley/contract/features/drafts/model';
import { type WireError, wireError } from '@parley/contract/kernel/errors';
import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { AT, event } from '../../test/people.ts';
import type { ChannelConsumer } from '../channels/consumer.ts';
import { ParleyError, unavailable } from '../errors.ts';
import { Drafts } from './drafts.ts';
import { memoryDrafts } from './storage.ts';

const HERE = { roomId: 'r1' };

/** What the server keeps, by the rules it has for versions. */
class Server {
  draft: Draft | null = null;
  sets = 0;
  #seq = 0;
  readonly devices: Device[] = [];

  set(text: string, version: number): Draft {
    this.sets += 1;
    const none: Draft = { ...HERE, text: '', replyTo: null, updatedAt: null, version: 0 };
    const present = this.draft ?? none;
    if (present.text === text) return present;
    if (present.version !== version) {
      throw new ParleyError(wireError('CONFLICT', 'Changed elsewhere.', { current: present }));
    }
    this.#seq += 1;
    this.draft = text === '' ? null : { ...none, text, updatedAt: AT, version: this.#seq };
    const told = event(this.#seq, 'draft:changed', this.draft ?? none, 'user:ada');
    for (const device of this.devices) device.push(told);
    return this.draft ?? none;
  }
}

class Device {
  readonly drafts: Drafts;
  readonly clock: FakeClock;
  readonly #server: Server;
  #consumer: ChannelConsumer | null = null;
  #missed: ReturnType<typeof event>[] = [];
  online = false;
  /** The next answer does not come, though the server has taken what was sent. */
  loseAnswer = false;
  /** What is sent reaches the server when it resolves. */
  way: Promise<void> = Promise.resolve();
  refusal: WireError | null = null;

  constructor(server: Server, clock: FakeClock, storage = memoryDrafts()) {
    this.#server = server;
    this.clock = clock;
    server.devices.push(this);
    this.drafts = new Drafts({
      clock,
      storage,
      channels: {
        attend: (_, consumer) => {
          this.#consumer = consumer;
          return () => {};
        },
      },
      send: async (_, { text, version }) => {
        if (!this.online) throw unavailable('offline');
        await this.way;
        if (this.refusal !== null) throw new ParleyError(this.refusal);
        const draft = server.set(text, version);
        if (!this.loseAnswer) return { draft };
        this.loseAnswer = false;
        throw unavailable('lost', { answerLost: true });
      },
    });
    this.drafts.own('ada');
  }

  push(told: ReturnType<typeof event>): void {
    if (this.online) this.#consumer?.event(told, true);
    else this.#missed.push(told);
  }

  /** With the events it missed, or a snapshot in their place. */
  connect(recovered = false): void {
    this.online = true;
    const { draft } = this.#server;
    if (recovered) for (const told of this.#missed) this.#consumer?.event(told, false);
    else this.#consumer?.snapshot({ drafts: draft === null ? [] : [draft] }, { epoch: 'e', seq: 0 });
    this.#missed = [];
    this.drafts.live();
  }

  disconnect(): void {
    this.online = false;
    this.drafts.detach();
  }

  get text(): string {
    return this.drafts.at(HERE).text;
  }

  get other(): string | undefined {
    return this.drafts.at(HERE).other?.text;
  }
}

function two() {
  const clock = new FakeClock();
  const server = new Server();
  const [desk, phone] = [new Device(server, clock), new Device(server, clock)];
  desk.connect();
  phone.connect();
  return { clock, server, desk, phone };
}

describe('a draft', () => {
  it('is kept on the server after a moment’s rest, once, and is on the other device', async () => {
    const { clock, server, desk, phone } = two();
    for (const text of ['h', 'he', 'hel', 'hello']) {
      desk.drafts.write(HERE, text);
      await clock.advance(200);
    }
    expect(server.sets).toBe(0);
    await clock.advance(1_000);
    expect(server.sets).toBe(1);
    expect([server.draft?.text, phone.text]).toEqual(['hello', 'hello']);
    expect(phone.drafts.view.getSnapshot()).toMatchObject([{ roomId: 'r1', text: 'hello', other: null }]);
  });

  it('of who never rests is sent now and then, and at once when one leaves', async () => {
    const { clock, server, desk } = two();
    for (let n = 0; n < 30; n += 1) {
      desk.drafts.write(HERE, 'x'.repeat(n + 1));
      await clock.advance(500);
    }
    expect(server.sets).toBeGreaterThanOrEqual(2);
    expect(server.sets).toBeLessThanOrEqual(4);
    desk.drafts.write(HERE, 'off I go');
    desk.drafts.flush();
    await settle();
    await clock.advance(1_000);
    expect(server.draft?.text).toBe('off I go');
  });

  it('is gone everywhere when it was sent', async () => {
    const { clock, server, desk, phone } = two();
    desk.drafts.write(HERE, 'hello');
    await clock.advance(1_000);
    desk.drafts.write(HERE, 'hello all');
    desk.drafts.write(HERE, '');
    await settle();
    expect([server.draft, desk.text, phone.text]).toEqual([null, '', '']);
    expect(phone.drafts.view.getSnapshot()).toEqual([]);
  });

  it('that was taken back while it was on its way does not come back', async () => {
    const { clock, server, desk, phone } = two();
    let arrive = () => {};
    desk.way = new Promise((resolve) => {
      arrive = resolve;
    });
    desk.drafts.write(HERE, 'every word');
    desk.drafts.flush();
    // Sent as a message: leaving the field for the button had flushed it.
    desk.drafts.write(HERE, '');
    arrive();
    await settle();
    expect([server.draft?.text, desk.text]).toEqual(['every word', '']);
    await clock.advance(2_000);
    expect([server.draft, desk.text, phone.text]).toEqual([null, '', '']);
    expect(desk.drafts.view.getSnapshot()).toEqual([]);
  });

  it('that was taken back while it was on its way does not come back after a restart either', async () => {
    const { clock, server, phone } = two();
    const storage = memoryDrafts();
    const desk = new Device(server, clock, storage);
    desk.connect();
    desk.loseAnswer = true;
    desk.drafts.write(HERE, 'every word');
    desk.drafts.flush();
    desk.drafts.write(HERE, '');
    await settle();
    desk.disconnect();
    expect(server.draft?.text).toBe('every word');
    const again = new Device(server, clock, storage);
    again.connect();
    await clock.advance(2_000);
    expect([server.draft, again.text, phone.text, storage.load('ada').size]).toEqual([null, '', '', 0]);
  });

  it('that is refused for good stays here, and goes when it is taken back', async () => {
    const { clock, server, desk } = two();
    desk.refusal = wireError('TOO_LARGE', 'Your drafts together are too long to be kept.');
    desk.drafts.write(HERE, 'too much');
    await clock.advance(20_000);
    expect([server.draft, desk.text]).toEqual([null, 'too much']);
    desk.refusal = null;
    desk.drafts.write(HERE, '');
    await settle();
    expect([server.draft, desk.text, desk.drafts.view.getSnapshot()]).toEqual([null, '', []]);
  });

  it('survives a restart before the server has it', async () => {
    const clock = new FakeClock();
    const server = new Server();
    const storage = memoryDrafts();
    new Device(server, clock, storage).drafts.write(HERE, 'in the tunnel');
    const again = new Device(server, clock, storage);
    expect(again.text).toBe('in the tunnel');
    again.connect();
    await settle();
    expect(server.draft?.text).toBe('in the tunnel');
    await clock.advance(2_000);
    expect(storage.load('ada').size).toBe(0);
  });

  it('written before it was known by whom is theirs', async () => {
    const parts = { clock: new FakeClock(), storage: memoryDrafts(), channels: { attend: () => () => {} } };
    const drafts = new Drafts({ ...parts, send: () => Promise.reject(unavailable('no line')) });
    drafts.write(HERE, 'early');
    drafts.own('ada');
    expect(drafts.at(HERE).text).toBe('early');
    expect(parts.storage.load('ada').get('r1/')?.text).toBe('early');
    drafts.own('bob');
    expect(drafts.at(HERE).text).toBe('');
  });
});

describe('two devices at once', () => {
  async function apart() {
    const all = two();
    const { clock, desk, phone } = all;
    desk.drafts.write(HERE, 'shared');
    await clock.advance(1_000);
    phone.disconnect();
    phone.drafts.write(HERE, 'from the phone');
    desk.drafts.write(HERE, 'from the desk');
    await clock.advance(1_000);
    phone.connect(true);
    await clock.advance(2_000);
    return all;
  }

  it('both texts are there to choose from, and nothing is sent until one did', async () => {
    const { server, clock, desk, phone } = await apart();
    expect([phone.text, phone.other]).toEqual(['from the phone', 'from the desk']);
    expect(desk.text).toBe('from the desk');
    phone.drafts.write(HERE, 'from the phone, more');
    await clock.advance(10_000);
    expect(server.draft?.text).toBe('from the desk');
    expect(phone.other).toBe('from the desk');
  });

  it('mine can be kept', async () => {
    const { clock, server, desk, phone } = await apart();
    phone.drafts.keepMine(HERE);
    await clock.advance(1_000);
    expect([server.draft?.text, desk.text, phone.text, phone.other]).toEqual([
      'from the phone',
      'from the phone',
      'from the phone',
      undefined,
    ]);
  });

  it('the other’s can be used', async () => {
    const { clock, server, phone } = await apart();
    phone.drafts.takeOther(HERE);
    await clock.advance(1_000);
    expect([server.draft?.text, phone.text, phone.other]).toEqual([
      'from the desk',
      'from the desk',
      undefined,
    ]);
  });

  it('who meets at the server learns of the other by the refusal', async () => {
    const { clock, desk, phone } = two();
    desk.drafts.write(HERE, 'one');
    phone.drafts.write(HERE, 'two');
    await clock.advance(1_000);
    await clock.advance(1_000);
    const [first, second] = desk.other === undefined ? [desk, phone] : [phone, desk];
    expect(second.other).toBe(first.text);
    expect([first.text, second.text].sort()).toEqual(['one', 'two']);
  });

  it('an answer that is lost is no conflict with oneself', async () => {
    const { clock, server, desk } = two();
    desk.loseAnswer = true;
    desk.drafts.write(HERE, 'abc');
    await clock.advance(1_000);
    desk.drafts.write(HERE, 'ab');
    await clock.advance(8_000);
    expect([server.draft?.text, desk.text, desk.other]).toEqual(['ab', 'ab', undefined]);
  });

  it('after any going and coming, what was written last on each is the draft or offered beside it', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      let random = seed;
      const next = (below: number) => {
        random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
        return Math.floor((random / 2_147_483_648) * below);
      };
      const { clock, server, desk, phone } = two();
      const last = new Map<Device, string>();
      for (let step = 0; step < 40; step += 1) {
        const device = next(2) === 0 ? desk : phone;
        const what = next(6);
        if (what === 0 && device.online) device.disconnect();
        else if (what === 1 && !device.online) device.connect(next(2) === 0);
        else if (what === 2) device.loseAnswer = true;
        else if (what < 5 && device.other === undefined) {
          const text = `${device === desk ? 'desk' : 'phone'} ${step}`;
          device.drafts.write(HERE, text);
          last.set(device, text);
        }
        await clock.advance(next(3) * 700);
      }
      for (const device of [desk, phone]) {
        device.loseAnswer = false;
        if (!device.online) device.connect();
      }
      await clock.advance(20_000);
      // Whoever still holds something of their own is shown the other's beside it; else all agree.
      for (const device of [desk, phone]) {
        if (device.other === undefined) expect(device.text, `seed ${seed}`).toBe(server.draft?.text ?? '');
        else
          expect([device.other, device.text], `seed ${seed}`).toEqual([server.draft?.text, last.get(device)]);
      }
    }
  });
});
