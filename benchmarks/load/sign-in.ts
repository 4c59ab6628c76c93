/** Tokens don't last as long as some preparations take. */
import type { LoadClient } from './job.ts';

/** The same client with a token from now; as it was where none is known how to sign in. */
export async function signedInAnew(client: LoadClient): Promise<LoadClient> {
  if (client.login === undefined) return client;
  const answer = await fetch(`http://127.0.0.1:${client.port}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(client.login),
  });
  if (!answer.ok) throw new Error(`signing in anew was answered ${answer.status}: ${await answer.text()}`);
  const { accessToken } = (await answer.json()) as { readonly accessToken: string };
  return { ...client, token: accessToken };
}
