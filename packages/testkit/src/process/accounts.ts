/** People for stories, made through the front door. */

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

export async function register(url: string, username: string): Promise<Account> {
  const answer = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      username,
      email: `${username}@example.org`,
      password: `correct horse ${username}`,
    }),
  });
  const body: unknown = await answer.json();
  if (answer.status !== 201)
    throw new Error(`registering ${username}: ${answer.status} ${JSON.stringify(body)}`);
  const { user, accessToken } = body as { user: { id: string }; accessToken: string };
  return { id: user.id, username, token: accessToken };
}

/** An authorised JSON request; the answer with its status. */
export async function api(
  url: string,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}
