/** The same command once more, over REST, at another node and another moment: as clients and networks repeat and reorder requests. */
import type { SeededIds } from '../kernel/seeded-ids.ts';
import { type Account, api } from '../process/accounts.ts';
import { restRequest } from '../process/rest.ts';
import { pause } from './scene.ts';

const LATER_MS = 300;

export interface EchoOptions {
  readonly urls: readonly string[];
  readonly who: Account;
  readonly chance: SeededIds;
  /** Told of a refusal that no repetition deserves. */
  readonly onRefusal: (what: string) => void;
}

/** The data it was answered with; null where no answer came, or none but "come back later". */
export async function echo(command: string, payload: object, options: EchoOptions): Promise<unknown> {
  const { urls, who, chance, onRefusal } = options;
  const { method, path, body } = restRequest(command, payload);
  const url = urls[Math.floor(chance.random() * urls.length)] ?? '';
  await pause(chance.random() * LATER_MS);
  const answer = await api(url, who.token, method, path, body).catch(() => null);
  if (!answer) return null;
  if (answer.status < 300) return answer.body;
  const { error } = answer.body as { error?: { retryable?: boolean } };
  if (!error?.retryable) onRefusal(`${command} once more: ${JSON.stringify(answer.body)}`);
  return null;
}
