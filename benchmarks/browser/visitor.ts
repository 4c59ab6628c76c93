/** Somebody in a browser: past the form, which has stories of its own; the cookie that signs in stays with the browser. */
import type { APIResponse, BrowserContext } from '@playwright/test';

const PERSON = {
  username: 'reader',
  displayName: 'A reader',
  email: 'reader@bench.example',
  password: 'a password of the benchmark',
} as const;

/** A conversation has begun before anybody comes to it. */
const FIRST_WORDS = Array.from({ length: 50 }, (_, n) => `What was said before, ${n + 1} of 50`);

/** Signs up, becomes a member of a public room, and says the first words there. */
export async function arrive(context: BrowserContext, origin: string, room: string): Promise<void> {
  const post = async (path: string, data: object, token?: string): Promise<APIResponse> => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await context.request.post(`${origin}${path}`, { data, headers });
    if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer;
  };
  const answer = await post('/api/auth/register', PERSON);
  // The wire is the contract's.
  const { accessToken } = (await answer.json()) as { readonly accessToken: string };
  await post(`/api/chat/rooms/${room}/join`, {}, accessToken);
  for (const content of FIRST_WORDS) await post(`/api/chat/messages/${room}`, { content }, accessToken);
}
