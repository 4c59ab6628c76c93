/** Puts the kernel together. */
import { wireError } from '@parley/contract/kernel/errors';
import { AccessCache, userChannel } from './access/access-cache.ts';
import { mayAct } from './access/may-act.ts';
import type { Revocation } from './commands/definition.ts';
import { type CommandScope, Dispatcher } from './commands/dispatcher.ts';
import { GroupCommit, type Settlement } from './commands/group-commit.ts';
import { Refused } from './commands/refusal.ts';
import { SharedRates } from './commands/shared-rates.ts';
import { Hubs } from './fanout/hubs.ts';
import type { Caller, Kernel, KernelOptions, Session } from './kernel.ts';
import { BusNodes } from './nodes.ts';
import type { Connection } from './ports/connection.ts';
import type { Identity } from './ports/identities.ts';
import type { WriteSet } from './ports/log.ts';
import { Announcer, type RosterWords } from './presence/announcer.ts';
import { type NodeSays, PresenceTracker } from './presence/presence.ts';
import { LogReader } from './recovery/log-reader.ts';
import { Departure } from './sessions/departure.ts';
import { Following } from './sessions/following.ts';
import { LiveSession, type LiveSessionOptions } from './sessions/live-session.ts';
import { Sessions } from './sessions/sessions.ts';
import { Standing } from './sessions/standing.ts';

/** What this node tells the others. */
const ACL = 'acl';
const REVOKE = 'revoke';
const PRESENCE = 'presence';
const ROSTER = 'roster';
/** How long a cached right may outlive a lost invalidation (P6: within 5 s). */
const ACCESS_MAX_AGE_MS = 5_000;
const READ_EVENTS = 2_000;

export async function createKernel(options: KernelOptions): Promise<Kernel> {
  const { log, bus, clock, ids, telemetry, limits } = options;
  const node = ids.next();
  const nodes = new BusNodes(bus);
  const kinds = new Map(options.channels.map((kind) => [kind.kind, kind]));
  const sessions = new Sessions();
  const access = new AccessCache({ identities: options.identities, clock, maxAgeMs: ACCESS_MAX_AGE_MS });
  const reader = new LogReader(log, telemetry, {
    maxEvents: READ_EVENTS,
    maxBytes: limits.recoveryPageBytes,
  });

  function onAclChange(channel: string): void {
    access.forget(channel);
    if (channel.startsWith('user:')) void recheckPerson(channel.slice('user:'.length));
  }

  const hubs: Hubs = new Hubs({
    log,
    bus,
    clock,
    telemetry,
    reader,
    windowMs: limits.windowMs,
    windowFrom: limits.windowFrom,
    tailBytes: limits.tailBytes,
    positionCheckMs: limits.positionCheckMs,
    onAclChange,
    recheck: (hub) => following.recheckHub(hub),
    onChecked: () => standing.reached(),
  });
  const standing = new Standing({
    sessions,
    bus,
    clock,
    ids,
    telemetry,
    endedLogins: options.endedLogins,
  });
  const presence: PresenceTracker = new PresenceTracker({
    clock,
    telemetry,
    graceMs: limits.presenceGraceMs,
    onChange: (changed) => announcer.changed(changed),
    onLastSeen: options.onLastSeen,
    gossip: (said) => nodes.tell(PRESENCE, () => ({ node, ...said })),
  });
  const announcer: Announcer = new Announcer({
    hubs,
    clock,
    presence: () => presence,
    tell: (words) => nodes.tell(ROSTER, () => words),
  });
  const following: Following = new Following({
    kinds,
    access,
    hubs,
    reader,
    telemetry,
    pageBytes: limits.recoveryPageBytes,
    onLive: (session, hub) => announcer.met(session, hub),
  });
  const commits = new GroupCommit({
    log,
    clock,
    telemetry,
    spacingMs: limits.commitSpacingMs,
    publish: (committed) => {
      for (const { event } of committed) if (event.acl) nodes.tell(ACL, () => event.channel);
      hubs.publish(committed);
    },
    onJobs: options.onJobs,
  });
  const rates = new SharedRates(clock, nodes, limits.rates);
  const dispatcher = new Dispatcher({
    commands: options.commands,
    log,
    commits,
    access,
    clock,
    ids,
    telemetry,
    rates,
    signal: (actor, { channel, type, data }, except) => {
      const at = new Date(clock.now()).toISOString();
      hubs.signal({ channel, type, actor, at, data: JSON.stringify(data) }, except);
    },
    revoke,
    scope,
  });
  const departure = new Departure({ sessions, clock, ids });

  /** A person's role or account changed: what they follow is asked for anew. */
  async function recheckPerson(userId: string): Promise<void> {
    const mine = sessions.of(userId);
    if (mine.length === 0) return;
    const identity = access.identity(userId);
    try {
      await Promise.all([
        ...mine.map((session) => following.recheck(session, identity)),
        identity.then((found) => presence.chose(userId, found?.chosen)),
      ]);
    } catch (cause) {
      telemetry.error('checking rights anew failed', cause);
      for (const session of mine) session.lost();
    }
  }

  function revoke(revocation: Revocation): void {
    nodes.tell(REVOKE, () => revocation);
    sessions.revoke(revocation);
  }

  bus.onMessage((topic, body) => {
    if (!hubs.receive(topic, body)) nodes.receive(topic, body);
  });
  bus.onGap(() => {
    access.forgetAll();
    standing.gap();
    hubs.check();
    presence.greet();
    announcer.gap();
  });
  await Promise.all([
    nodes.hear(ACL, onAclChange),
    nodes.hear(REVOKE, (revocation: Revocation) => {
      options.onRevoked(revocation);
      sessions.revoke(revocation);
    }),
    nodes.hear(PRESENCE, ({ node: from, ...said }: { node: string } & NodeSays) =>
      presence.heard(from, said),
    ),
    nodes.hear(ROSTER, (words: RosterWords) => announcer.heard(words)),
    rates.hear(),
  ]);
  presence.greet();

  function scope(session: LiveSession, viewer: Identity): CommandScope {
    const starts: (() => void)[] = [];
    return {
      scope: {
        follow: async (channel, position) => {
          const follow = await following.follow(session, viewer, channel, position);
          starts.push(follow.start);
          return follow.followed;
        },
        unfollow: (channel) => following.unfollow(session, channel),
        setPresence: (status, text) =>
          presence.set(session.userId, session.id, text === undefined ? { status } : { status, text }),
        watch: (userIds, still) => {
          const { states, start } = announcer.watch(session, userIds, still);
          starts.push(start);
          return states;
        },
      },
      start: () => {
        for (const start of starts) start();
      },
    };
  }

  const sessionOptions: LiveSessionOptions = {
    clock,
    telemetry,
    queueBytes: limits.sessionQueueBytes,
    execute: (session, command, payload, respond) =>
      dispatcher.execute(session.caller, session, command, payload, respond),
    onEnd: (ended) => {
      sessions.remove(ended);
      following.unfollowAll(ended);
      announcer.left(ended);
      presence.departed(ended.userId, ended.id);
    },
  };

  async function admit(caller: Caller): Promise<Identity> {
    if (!departure.admits) {
      throw new Refused(wireError('UNAVAILABLE', 'This server is restarting.', { retryAfterMs: 1000 }));
    }
    const waitMs = Math.max(
      rates.take('connections', `u:${caller.userId}`),
      rates.take('connections', `a:${caller.address}`),
    );
    if (waitMs > 0) {
      throw new Refused(
        wireError('RATE_LIMITED', 'Too many connections. Wait a moment.', { retryAfterMs: waitMs }),
      );
    }
    return mayAct(await access.identity(caller.userId));
  }

  async function open(caller: Caller, connection: Connection): Promise<Session> {
    const { chosen } = await admit(caller);
    const session = new LiveSession(ids.next(), caller, connection, sessionOptions);
    sessions.add(session);
    presence.arrived(caller.userId, session.id, chosen);
    try {
      // Live from now on, without a snapshot: `chat:sync` says where the client stood.
      await following.attach(session, userChannel(caller.userId));
    } catch (cause) {
      session.disconnected();
      throw cause;
    }
    departure.opened(session);
    return session;
  }

  return {
    open,
    execute: (caller, command, payload, respond) =>
      dispatcher.execute(caller, null, command, payload, respond),
    mayRead: async (userId, channel) => {
      const viewer = await access.identity(userId);
      const colon = channel.indexOf(':');
      const kind = kinds.get(channel.slice(0, colon));
      if (!viewer?.active || !kind) return false;
      return (await access.access(kind, channel.slice(colon + 1), viewer))?.read ?? false;
    },
    commit: (set: WriteSet) =>
      new Promise<Settlement>((resolve) => {
        commits.submit(set, resolve);
      }),
    presence,
    nodes,
    signal: (actor, { channel, type, data }) => {
      const at = new Date(clock.now()).toISOString();
      hubs.signal({ channel, type, actor, at, data: JSON.stringify(data) }, null);
    },
    revoke,
    stats: () => ({ sessions: sessions.size, channels: hubs.size, underWay: dispatcher.underWay }),
    drain: (how) => departure.begin(how),
    idle: () => commits.idle(),
    stop: async () => {
      departure.cut();
      await commits.idle();
      announcer.stop();
      presence.stop();
      rates.stop();
      standing.stop();
      hubs.stop();
      await bus.close();
    },
  };
}
