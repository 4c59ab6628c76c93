/** Drafts as two devices of one person keep them, on both databases. */
import { type Draft, MAX_DRAFT_CHARS, MAX_DRAFTS } from '@parley/contract/features/drafts/model';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Harness, onEachDatabase, type Person } from '../chat/harness.ts';
import { draftsFeature } from './feature.ts';
import { draftsPart } from './public.ts';

onEachDatabase((start) => {
  let server: Harness;
  let ada: Person;
  let phone: Person;
  let ben: Person;
  let roomId: string;

  beforeAll(async () => {
    server = await start({ also: (parts) => [draftsFeature(parts)], parts: { drafts: draftsPart } });
    ada = await server.person('ada');
    phone = await server.connect(ada);
    ben = await server.person('ben');
  });
  afterAll(() => server.close());

  const set = async (person: Person, text: string, version: number, more: object = {}): Promise<Draft> =>
    (await person.call('draft:set', { roomId, text, version, ...more })).draft;
  const newRoom = async () => {
    roomId = (await ada.call('chat:create', { name: 'Tea' })).room.id;
  };
  const snapshot = async (person: Person) => {
    const answer = await person.call('channel:subscribe', { channel: `user:${person.id}` });
    return answer.snapshot as { drafts: Draft[] };
  };
  const here = async (person: Person) =>
    (await snapshot(person)).drafts.filter((one) => one.roomId === roomId);

  it('what is written on one device is told the other, and is in the snapshot', async () => {
    await newRoom();
    const draft = await set(ada, 'good mor', 0, { replyTo: 'm1' });
    expect(draft).toMatchObject({ roomId, text: 'good mor', replyTo: 'm1' });
    expect(draft.version).toBeGreaterThan(0);
    const event = await vi.waitFor(() => {
      const found = phone.connection.events(`user:${ada.id}`).find(({ type }) => type === 'draft:changed');
      if (found === undefined) throw new Error('not delivered yet');
      return found;
    });
    expect(JSON.parse(event.data)).toEqual(draft);
    expect(event.seq).toBe(draft.version);
    expect(await here(phone)).toEqual([draft]);
    expect((await phone.call('draft:list', {})).items).toEqual((await snapshot(phone)).drafts);
    expect((await ben.call('draft:list', {})).items).toEqual([]);
  });

  it('of two devices at once one is kept, and the other is told what was', async () => {
    await newRoom();
    const { version } = await set(ada, 'one', 0);
    const [first, second] = await Promise.all([
      ada.raw('draft:set', { roomId, text: 'from the desk', version }),
      phone.raw('draft:set', { roomId, text: 'from the phone', version }),
    ]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const refused = first.ok ? second : first;
    const [kept] = await here(ada);
    expect(refused.error).toMatchObject({ code: 'CONFLICT', current: kept });
    expect(kept?.text).toBe(first.ok ? 'from the desk' : 'from the phone');
    // Based on what was kept, it is taken.
    expect((await set(phone, 'both', kept?.version ?? 0)).text).toBe('both');
  });

  it('two that begin at once are a conflict too', async () => {
    await newRoom();
    const answers = await Promise.all([
      ada.raw('draft:set', { roomId, text: 'a', version: 0 }),
      phone.raw('draft:set', { roomId, text: 'b', version: 0 }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await here(ada)).toHaveLength(1);
  });

  it('no version comes twice: what was forgotten and begun anew is not overwritten unseen', async () => {
    await newRoom();
    const { version } = await set(ada, 'old', 0);
    expect(await set(phone, '', version)).toEqual({
      roomId,
      text: '',
      replyTo: null,
      updatedAt: null,
      version: 0,
    });
    expect(await here(ada)).toEqual([]);
    const fresh = await set(phone, 'new', 0);
    expect(fresh.version).toBeGreaterThan(version);
    expect(await ada.refusal('draft:set', { roomId, text: 'old and more', version })).toMatchObject({
      code: 'CONFLICT',
      current: fresh,
    });
    // What is gone is told as such to who still builds on it.
    await set(phone, '', fresh.version);
    expect(await ada.refusal('draft:set', { roomId, text: 'old and more', version })).toMatchObject({
      code: 'CONFLICT',
      current: { text: '', version: 0 },
    });
  });

  it('the same again, and forgetting what is gone, change nothing', async () => {
    await newRoom();
    const draft = await set(ada, 'same', 0);
    expect(await set(ada, 'same', 0)).toEqual(draft);
    await set(ada, ' \n', draft.version);
    expect((await set(ada, '', draft.version)).version).toBe(0);
    expect(await here(ada)).toEqual([]);
  });

  it('P3: a retry has one effect and the first answer', async () => {
    await newRoom();
    const input = { roomId, text: 'once', version: 0, clientId: 'try' };
    const first = await ada.call('draft:set', input);
    expect(await phone.call('draft:set', input)).toEqual(first);
  });

  it('a thread has its own', async () => {
    await newRoom();
    const { message } = await ada.call('chat:message', { roomId, content: 'root' });
    const main = await set(ada, 'main', 0);
    const thread = await set(ada, 'thread', 0, { threadId: message.id });
    expect(await here(ada)).toEqual([thread, main]);
  });

  it('P4, P5: recovery tells its present state, and of what is gone only that', async () => {
    await newRoom();
    const { position } = await ada.call('channel:subscribe', { channel: `user:${ada.id}` });
    const { version } = await set(ada, 'a secret begun', 0);
    await set(ada, '', version);
    const later = await phone.call('channel:subscribe', { channel: `user:${ada.id}`, position });
    expect(later.recovered).toBe(true);
    const told = later.events.filter(({ type }) => type === 'draft:changed').map(({ data }) => data);
    expect(told).toHaveLength(2);
    expect(JSON.stringify(told)).not.toContain('secret');
  });

  it('is kept where one may read only, and can be forgotten where one no longer may', async () => {
    const { room } = await ada.call('chat:create', { name: 'Closed', visibility: 'private' });
    const input = { roomId: room.id, text: 'hello', version: 0 };
    expect((await ben.refusal('draft:set', input)).code).toBe('NOT_FOUND');
    await ada.call('chat:add-member', { roomId: room.id, userId: ben.id });
    const { draft } = await ben.call('draft:set', input);
    await ada.call('chat:remove-member', { roomId: room.id, userId: ben.id });
    const { version } = draft;
    expect((await ben.refusal('draft:set', { ...input, text: 'more', version })).code).toBe('NOT_FOUND');
    expect((await ben.call('draft:set', { ...input, text: '', version })).draft.text).toBe('');
  });

  it('refuses what is no text, too long, or too much', async () => {
    await newRoom();
    const refusal = async (input: object) =>
      (await ben.raw('draft:set', { roomId, version: 0, ...input })).error?.code;
    expect(await refusal({ text: 'a\0b' })).toBe('INVALID');
    expect(await refusal({ text: 'x'.repeat(8_001) })).toBe('TOO_LARGE');
    expect(await refusal({ text: 1 })).toBe('INVALID');
    expect(await refusal({ text: 'x', version: -1 })).toBe('INVALID');
    const long = 'x'.repeat(8_000);
    const some = Math.floor(MAX_DRAFT_CHARS / long.length);
    for (let n = 0; n < some; n += 1) {
      await ben.call('draft:set', { roomId, threadId: `t${n}`, text: long, version: 0 });
    }
    expect(await refusal({ text: long })).toBe('TOO_LARGE');
    const carla = await server.person('carla');
    const many = Array.from({ length: MAX_DRAFTS + 20 }, (_, n) =>
      carla.raw('draft:set', { roomId, threadId: `t${n}`, text: 'x', version: 0 }),
    );
    const answers = await Promise.all(many);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(MAX_DRAFTS);
    expect(answers.find(({ ok }) => !ok)?.error?.code).toBe('TOO_LARGE');
  });
});
