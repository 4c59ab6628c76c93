/** Searches in all that was said, one after the other, while somebody else goes on reading. */
import type { LoadClient, SearchReport } from './job.ts';
import { Line } from './line.ts';
import { lookedFor } from './words.ts';

const LOOK_MS = 1_000;
/** Searches that are not counted: they start the thread that searches, and fill the system's cache. */
const WARM = 50;
const BESIDE_MS = 10;

/** Waits until the server says that everything can be found. */
export async function indexed(port: number): Promise<void> {
  for (;;) {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const behind = /^parley_search_behind (\d+)$/m.exec(text)?.[1];
    if (behind === undefined) throw new Error('the server does not say how much is to be indexed');
    if (behind === '0') return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

export async function search(client: LoadClient, times: number, messages: number): Promise<SearchReport> {
  const [searcher, reader] = [new Line(), new Line()];
  await searcher.connect(client.port, client.token);
  await reader.connect(client.port, client.token);
  const searchMs: number[] = [];
  const besideMs: number[] = [];
  let found = 0;
  let ended = false;
  const beside = async () => {
    while (!ended) {
      besideMs.push(await timed(() => reader.ask('chat:history', { roomId: client.room, limit: 1 })));
      await new Promise((resolve) => setTimeout(resolve, BESIDE_MS));
    }
  };
  const reading = beside();
  for (let n = 0; n < WARM + times; n++) {
    const payload = { q: lookedFor(n, messages) };
    const ms = await timed(async () => {
      const [{ data }] = JSON.parse(await searcher.ask('search:find', payload)) as [
        { data: { messages: object[] } },
      ];
      if (data.messages.length > 0) found++;
    });
    if (n >= WARM) searchMs.push(ms);
  }
  ended = true;
  await reading;
  searcher.close();
  reader.close();
  return { searchMs, besideMs, foundShare: found / (WARM + times) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
