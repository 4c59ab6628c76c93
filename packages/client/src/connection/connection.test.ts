import type { WireError } from '@parley/contract/kernel/errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../test/fake-clock.ts';
import { FakeLine } from '../../test/fake-line.ts';
import type { AuthSource } from '../auth.ts';
import { ParleyError, unavailable } from '../errors.ts';
import { CONNECT_TIMEOUT_MS, Connection, OFFLINE_PROBE_MS } from './connection.ts';

const invalid: WireError = { code: 'UNAUTHENTICATED', message: 'Invalid token', retryable: false };

let clock: FakeClock;
let line: FakeLine;
let refreshes: number;
let heard: string[];
let online: boolean;
let network: (online: boolean) => void;
let token: () => Promise<string>;
let refresh: () => Promise<string>;
let catchUp: () => Promise<void>;

function connect(): Connection {
  const auth: AuthSource = { token: () => token(), refresh: () => refresh(), me: () => null };
  const connection = new Connection({
    auth,
    clock,
    random: () => 0.5,
    socket: line,
    network: {
      online: () => online,
      watch: (changed) => {
        network = changed;
        return () => {
          network = () => {};
        };
      },
    },
    hooks: {
      attached: () => {
        heard.push('attached');
        return catchUp();
      },
      live: () => heard.push('live'),
      detached: () => heard.push('detached'),
      event: (name) => heard.push(name),
    },
  });
  connection.start();
  return connection;
}

const kind = (connection: Connection) => connection.state.getSnapshot().kind;

async function goLive(): Promise<Connection> {
  const connection = connect();
  await settle();
  line.last.handlers.opened();
  await settle();
  expect(kind(connection)).toBe('live');
  return connection;
}

beforeEach(() => {
  clock = new FakeClock();
  line = new FakeLine();
  refreshes = 0;
  heard = [];
  online = true;
  token = async () => 'first';
  refresh = async () => {
    refreshes += 1;
    return 'second';
  };
  catchUp = async () => {};
});

describe('the connection', () => {
  it('is live once it has caught up', async () => {
    await goLive();
    expect(heard).toEqual(['attached', 'live']);
  });

  it('comes back with a new line when the old one breaks', async () => {
    const connection = await goLive();
    line.last.handlers.closed('transport');
    expect(connection.state.getSnapshot()).toMatchObject({ kind: 'waiting', attempt: 1 });
    expect(line.last.closed).toBe(true);
    await clock.advance(500);
    expect(kind(connection)).toBe('connecting');
    expect(line.links).toHaveLength(2);
    expect(heard).toEqual(['attached', 'live', 'detached']);
  });

  it('hears nothing of a line it has given up', async () => {
    const connection = await goLive();
    const old = line.last;
    old.handlers.closed('transport');
    await clock.advance(500);
    old.handlers.event('chat:message', {}, {});
    old.handlers.closed('server');
    expect(heard).not.toContain('chat:message');
    expect(kind(connection)).toBe('connecting');
  });

  it('replaces a refused token once and tries again at once', async () => {
    const connection = connect();
    await settle();
    line.last.handlers.refused('Invalid token', null);
    await settle();
    expect(line.links.map((link) => link.token)).toEqual(['first', 'second']);
    expect(kind(connection)).toBe('connecting');
  });

  it('asks for signing in when the new token is refused too', async () => {
    const connection = connect();
    await settle();
    line.last.handlers.refused('Invalid token', invalid);
    await settle();
    line.last.handlers.refused('Invalid token', invalid);
    expect(connection.state.getSnapshot()).toEqual({ kind: 'refused', error: invalid });
    expect(refreshes).toBe(1);
    expect(clock.waiting()).toEqual([]);
  });

  it('asks for signing in when there is no sign-in left to refresh', async () => {
    token = async () => {
      throw new ParleyError(invalid);
    };
    const connection = connect();
    await settle();
    expect(kind(connection)).toBe('refused');
  });

  it('waits when the token could not be refreshed for lack of a network', async () => {
    token = async () => {
      throw unavailable('unreachable');
    };
    const connection = connect();
    await settle();
    expect(kind(connection)).toBe('waiting');
  });

  it('waits as long as a busy server asks', async () => {
    const connection = connect();
    await settle();
    const busy: WireError = {
      code: 'RATE_LIMITED',
      message: 'slow down',
      retryable: true,
      retryAfterMs: 9_000,
    };
    line.last.handlers.refused('slow down', busy);
    expect(connection.state.getSnapshot()).toMatchObject({
      kind: 'waiting',
      retryAt: clock.now() + 9_000 + 1_000,
    });
  });

  it('comes back after the time a draining server names', async () => {
    const connection = await goLive();
    const closing = { code: 'drain', message: 'restarting', retryable: true, afterMs: 4_000 };
    line.last.handlers.event('session:closing', closing, undefined);
    line.last.handlers.closed('transport');
    expect(connection.state.getSnapshot()).toMatchObject({ kind: 'waiting', retryAt: clock.now() + 4_500 });
  });

  it('stays away when the server ended it for good, and says why', async () => {
    const connection = await goLive();
    const closing = { code: 'revoked', message: 'ended', retryable: false, afterMs: 0 };
    line.last.handlers.event('session:closing', closing, undefined);
    line.last.handlers.closed('server');
    expect(connection.state.getSnapshot()).toEqual({ kind: 'closed', closing });
    await clock.advance(3_600_000);
    expect(line.links).toHaveLength(1);
  });

  it('stays away when the server ended it without a word', async () => {
    const connection = await goLive();
    line.last.handlers.closed('server');
    expect(connection.state.getSnapshot()).toEqual({ kind: 'closed', closing: null });
  });

  it('gives up an attempt that gets no answer', async () => {
    const connection = connect();
    await settle();
    await clock.advance(CONNECT_TIMEOUT_MS);
    expect(kind(connection)).toBe('waiting');
    expect(line.last.closed).toBe(true);
  });

  it('begins anew when catching up fails', async () => {
    catchUp = async () => {
      throw unavailable('no answer');
    };
    const connection = connect();
    await settle();
    line.last.handlers.opened();
    await settle();
    expect(connection.state.getSnapshot()).toMatchObject({ kind: 'waiting', attempt: 2 });
    expect(heard).toEqual(['attached', 'detached']);
  });

  it('goes offline with the network and comes back with it', async () => {
    const connection = await goLive();
    online = false;
    network(false);
    expect(kind(connection)).toBe('offline');
    expect(line.last.closed).toBe(true);
    online = true;
    network(true);
    await clock.advance(500);
    expect(kind(connection)).toBe('connecting');
  });

  it('tries now and then although the system says there is no network', async () => {
    const connection = await goLive();
    online = false;
    line.last.handlers.closed('transport');
    expect(kind(connection)).toBe('offline');
    await clock.advance(OFFLINE_PROBE_MS);
    expect(kind(connection)).toBe('connecting');
  });

  it('does not wait any longer when told to try now', async () => {
    const connection = await goLive();
    line.last.handlers.closed('transport');
    connection.retryNow();
    await settle();
    expect(line.links).toHaveLength(2);
  });

  it('leaves nothing behind when stopped', async () => {
    const connection = await goLive();
    connection.stop();
    expect(kind(connection)).toBe('idle');
    expect(line.last.closed).toBe(true);
    expect(clock.waiting()).toEqual([]);
  });

  it('hangs up when stopped before the token came', async () => {
    const connection = connect();
    connection.stop();
    await settle();
    expect(line.links).toEqual([]);
  });
});
