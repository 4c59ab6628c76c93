/** Every node in turn is ended by SIGTERM and started anew, as on an upgrade, while people talk, read and look at pages through nginx. */
import { Refusal } from '@parley/contract/kernel/errors';
import { expect, test, vi } from 'vitest';
import { check } from '../checker/check.ts';
import { findings } from '../checker/judgement.ts';
import { RecordingClient } from '../checker/recording-client.ts';
import { findNginx } from '../services/nginx.ts';
import { findPostgres } from '../services/postgres.ts';
import { NGINX, POSTGRES, REDIS } from '../services/programs.ts';
import { findRedis } from '../services/redis.ts';
import { describeWith } from '../services/suite.ts';
import { api, register } from './accounts.ts';
import { startApp } from './app.ts';
import { startDeployment } from './deployment.ts';
import { NO_LIMITS } from './server-process.ts';
import { anywhere, startReader, startWriter } from './visitor.ts';

// Four nodes are compiled on the way when run from source.
vi.setConfig({ testTimeout: 180_000 });

const PEOPLE = 12;
const BACK_WITHIN_MS = 5_000;

/** Everything that happens while the nodes are restarted, and what is known of it at the end. */
async function rollingRestart(url: string, restarts: readonly (() => Promise<void>)[]) {
  const closing: (() => unknown)[] = [];
  try {
    const roomId = await generalOf(url);
    const named = async (name: string) => ({ url, roomId, name, token: (await register(url, name)).token });
    const people: RecordingClient[] = [];
    for (let index = 0; index < PEOPLE; index += 1) {
      const person = new RecordingClient({
        ...(await named(`p${index}`)),
        transports: [index % 2 ? 'polling' : 'websocket'],
        headers: anywhere(),
        unhurried: true,
      });
      people.push(person);
      closing.push(() => person.close());
    }
    const everybody = () => Promise.all(people.map((person) => person.following()));
    await everybody();
    const app = startApp(url, await register(url, 'ann'), roomId);
    closing.push(app.close);
    const reader = startReader(await named('reader'));
    const writer = startWriter(await named('writer'));
    closing.push(reader.stop, writer.stop);
    let talking = true;
    const talks = people.map(async (person, index) => {
      for (let n = 0; talking; n += 1) {
        const said = await person.say(`p${index} n${n}`, `c${index}-${n}`);
        if (n % 5 === 0) await person.repeat(said);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });

    const records = [...people, app, writer].map(({ record }) => record);
    /** Resolves once everybody is there and each was acknowledged some more. */
    const goOn = async () => {
      await everybody();
      const before = records.map(({ said }) => said.length);
      const least = () => Math.min(...records.map(({ said }, index) => said.length - (before[index] ?? 0)));
      await expect.poll(least, { timeout: 60_000 }).toBeGreaterThanOrEqual(5);
    };
    await goOn();
    for (const restart of restarts) {
      await restart();
      await goOn();
    }
    talking = false;
    await Promise.all([...talks, app.stop(), reader.stop(), writer.stop()]);

    const [somebody] = people as [RecordingClient];
    const head = (await somebody.say('the end', 'the-end')).acknowledged[0]?.seq ?? 0;
    await expect.poll(() => Math.min(...people.map(({ seq }) => seq)), { timeout: 20_000 }).toBe(head);
    await expect.poll(() => app.contents().at(-1), { timeout: 20_000 }).toBe('the end');
    return { people, app, reader, writer, records, history: await somebody.history() };
  } finally {
    for (const close of closing) await close();
  }
}

async function generalOf(url: string): Promise<string> {
  const { token } = await register(url, 'somebody');
  const { body } = await api(url, token, 'GET', '/api/chat/rooms/general');
  return (body as { room: { id: string } }).room.id;
}

describeWith(POSTGRES, findPostgres(), 'a rolling restart', () => {
  describeWith(REDIS, findRedis(), 'with Redis', () => {
    describeWith(NGINX, findNginx(), 'behind nginx', () => {
      test('P1 P2 P3 P4: a rolling restart loses and refuses nothing, and everybody is back within 5 s', async () => {
        const deployment = await startDeployment({ nodes: 2, env: NO_LIMITS });
        try {
          const restarts = [0, 1].map((index) => () => deployment.restart(index));
          const { people, app, reader, writer, records, history } = await rollingRestart(
            deployment.url,
            restarts,
          );

          const judgements = check(records, history);
          expect(findings(judgements)).toEqual([]);
          expect(judgements.find(({ promise }) => promise === 'P3')?.checked).toBeGreaterThan(100);
          expect(people.flatMap(({ refusals }) => refusals)).toEqual([]);
          // What the app shows is a stretch of the history, without a hole.
          const shown = app.contents();
          expect(shown).toEqual(history.slice(-shown.length).map(({ content }) => content));

          expect(reader.answers.others).toEqual([]);
          // A POST that reached a node in the moment its port closed is refused by nginx, which may not repeat it.
          const refused = writer.answers.others.map((answer) => Refusal.parse(JSON.parse(answer)).error.code);
          expect(new Set([...refused, 'UNAVAILABLE'])).toEqual(new Set(['UNAVAILABLE']));
          expect(refused.length).toBeLessThanOrEqual(restarts.length);
          for (const { answers } of [reader, writer]) expect(answers.succeeded).toBeGreaterThan(20);
          // Nobody had to try twice.
          expect(new Set(people.flatMap(({ attempts }) => attempts))).toEqual(new Set([1]));
          // Each was on a node that went, once at least.
          for (const { absencesMs, record } of [...people, app]) {
            expect(absencesMs.length, record.name).toBeGreaterThan(0);
            expect(Math.max(...absencesMs), record.name).toBeLessThan(BACK_WITHIN_MS);
          }
        } finally {
          await deployment.stop();
        }
      });
    });
  });
});
