/** People for stories, made through the front door. */

export interface Account {
  readonly id: string;
  readonly username: string;
  readonly token: string;
}

export async function register(url: string, username: string): Promise<Account> {
  const email = `${username}@example.org`;
  return await enter(url, '/api/auth/register', { username, email, password: passwordOf(username) });
}

/** Newly registered people, `p0` and on. */
export function registerSome(url: string, count: number): Promise<readonly Account[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => register(url, `p${index}`)));
}

/** A registered person once more, with a new token. */
export async function signIn(url: string, username: string): Promise<Account> {
  return await enter(url, '/api/auth/login', { login: username, password: passwordOf(username) });
}

const passwordOf = (username: string) => `correct horse ${username}`;

async function enter(url: string, path: string, body: object): Promise<Account> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const data: unknown = await answer.json();
  if (!answer.ok)
    throw new Error(`${path} as ${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(data)}`);
  const { user, accessToken } = data as { user: { id: string; username: string }; accessToken: string };
  return { id: user.id, username: user.username, token: accessToken };
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
