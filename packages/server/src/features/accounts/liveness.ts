/**
 * Whether a login still stands, asked at every connection and every REST call. Answers are kept for a short while;
 * what ends is forgotten at once, and where another node's word of it was lost it is seen when the answer has aged.
 */
import { type Clock, type LoginRef, type Revocation, refuse } from '../../kernel/index.ts';
import type { Login } from '../../platform/auth/authenticator.ts';

/** The bound on how long another node's sign-out goes unseen here when its word was lost. */
const KEEP_MS = 5000;
const MAX_KEPT = 50_000;
/** Ids in one read. */
const MAX_BATCH = 500;

export interface LiveLogin {
  readonly id: string;
  readonly user_id: string;
  readonly expires_at: string;
}

export interface Liveness {
  /** Refuses with UNAVAILABLE when the database can't say: a login is never taken for ended because of that. */
  alive(login: Login): Promise<boolean>;
  /**
   * To be called when an end is about to be committed, or was. Until the commit is long settled, answers about
   * the login (or all of the person's) are read anew each time.
   */
  ending(ended: { readonly loginId: string } | { readonly userId: string }): void;
}

interface Waiting {
  readonly login: Login;
  settle(live: LiveLogin | undefined): void;
  fail(cause: unknown): void;
}

/** Those that are not among the live ones any more. */
export async function ended(
  logins: readonly LoginRef[],
  read: (ids: readonly string[]) => Promise<readonly LiveLogin[]>,
): Promise<Revocation[]> {
  const gone: Revocation[] = [];
  for (let from = 0; from < logins.length; from += MAX_BATCH) {
    const batch = logins.slice(from, from + MAX_BATCH);
    const live = new Set((await read(batch.map(({ loginId }) => loginId))).map(({ id }) => id));
    for (const { userId, loginId } of batch) {
      if (!live.has(loginId)) gone.push({ userId, loginId, code: 'revoked' });
    }
  }
  return gone;
}

export function liveness(
  clock: Clock,
  read: (ids: readonly string[]) => Promise<readonly LiveLogin[]>,
): Liveness {
  const kept = new Map<string, { readonly live: LiveLogin; readonly until: number }>();
  /** Ids of logins and people about whom nothing is kept until then. */
  const suspects = new Map<string, number>();
  let waiting: Waiting[] = [];
  let reading = false;

  function suspect(id: string): boolean {
    const until = suspects.get(id);
    if (until === undefined) return false;
    if (clock.monotonic() < until) return true;
    suspects.delete(id);
    return false;
  }

  function keep(live: LiveLogin, until: number): void {
    if (suspect(live.id) || suspect(live.user_id)) return;
    kept.delete(live.id);
    kept.set(live.id, { live, until });
    for (const oldest of kept.keys()) {
      if (kept.size <= MAX_KEPT) break;
      kept.delete(oldest);
    }
  }

  /** Who asks while a read is under way joins the next one: a storm of reconnects is a few reads. */
  async function readWaiting(): Promise<void> {
    if (reading) return;
    reading = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      // The age counts from before the read, so it bounds how old an answer can be.
      const until = clock.monotonic() + KEEP_MS;
      try {
        const rows = await read([...new Set(batch.map(({ login }) => login.loginId))]);
        const found = new Map(rows.map((row) => [row.id, row]));
        for (const row of rows) keep(row, until);
        for (const { login, settle } of batch) settle(found.get(login.loginId));
      } catch (cause) {
        for (const { fail } of batch) fail(cause);
      }
    }
    reading = false;
  }

  function ask(login: Login): Promise<LiveLogin | undefined> {
    const answer = new Promise<LiveLogin | undefined>((settle, fail) =>
      waiting.push({ login, settle, fail }),
    );
    void readWaiting();
    return answer;
  }

  return {
    async alive(login) {
      const good = (live: LiveLogin) =>
        live.user_id === login.userId && clock.now() < Date.parse(live.expires_at);
      const known = kept.get(login.loginId);
      // One that seems to have expired may have been prolonged since: that is asked for anew.
      if (known && clock.monotonic() < known.until && good(known.live)) return true;
      try {
        const live = await ask(login);
        return live !== undefined && good(live);
      } catch {
        return refuse('UNAVAILABLE', 'Sign-ins can’t be checked just now. Try again in a moment.', {
          retryAfterMs: 1000,
        });
      }
    },
    ending(ended) {
      const until = clock.monotonic() + KEEP_MS;
      if ('loginId' in ended) {
        suspects.set(ended.loginId, until);
        kept.delete(ended.loginId);
      } else {
        suspects.set(ended.userId, until);
        for (const [id, { live }] of kept) if (live.user_id === ended.userId) kept.delete(id);
      }
      for (const [id, end] of suspects) if (end <= clock.monotonic()) suspects.delete(id);
    },
  };
}
