/**
 * A link to a Redis Cluster by sharded pub/sub. Topics are spread over a fixed number of hash tags: those of one tag
 * live in one slot, so that one command subscribes many.
 */
import { createCluster } from 'redis';
import type { RedisAddress } from './address.ts';
import { connection } from './connection.ts';
import type { Link, LinkEvents } from './link.ts';

const TAGS = 64;

export function clusterLink(address: RedisAddress, prefix: string, events: LinkEvents): Link {
  const cluster = createCluster({
    rootNodes: address.urls.map((url) => ({ url, ...connection() })),
    defaults: { ...connection(), ...credentialsOf(address), socket: socketOf(address) },
    commandOptions: connection().commandOptions,
  });
  let unreachable: unknown;
  // One node lost is the link lost: while a replica takes over, the position check serves. A connection that ends without
  // an error is the driver's own doing, when nothing is left to listen to on a node.
  cluster
    .on('node-error', events.onLost)
    .on('sharded-channel-moved-error', events.onLost)
    // While it looks for the nodes it tries one address after another. When none was good, what the last one said is why.
    .on('error', (cause) => {
      unreachable = cause;
    });
  const hear = (body: string, channel: string) =>
    events.onMessage(channel.slice(channel.indexOf('}:') + 2), body);
  const channelOf = (topic: string) => `{${prefix}:${tagOf(topic)}}:${topic}`;
  const watched = new WeakSet<object>();

  function* clients() {
    for (const { client, pubSub } of cluster.masters) {
      if (client) yield client;
      if (pubSub) yield pubSub.client;
    }
  }

  /** What is published while a slot moves to another node is lost. */
  function watchMoves(): void {
    for (const client of clients()) {
      if (watched.has(client)) continue;
      watched.add(client);
      client.once('sharded-channel-moved', () =>
        events.onLost(new Error('slots of the Redis cluster moved')),
      );
    }
  }

  return {
    open: async () => {
      await cluster.connect().catch((cause: unknown) => {
        throw unreachable ?? cause;
      });
    },
    subscribe: async (topics) => {
      await Promise.all(byTag(topics.map(channelOf)).map((channels) => cluster.sSubscribe(channels, hear)));
      watchMoves();
    },
    unsubscribe: async (topics) => {
      await Promise.all(byTag(topics.map(channelOf)).map((channels) => cluster.sUnsubscribe(channels, hear)));
    },
    publish: (topic, body) => cluster.sPublish(channelOf(topic), body),
    ping: () => Promise.all([...clients()].map((client) => client.ping())),
    destroy: () => {
      for (const client of clients()) if (client.isOpen) client.destroy();
      // What is left of it are its own books.
      if (cluster.isOpen) void cluster.close().catch(() => undefined);
    },
  };
}

/** FNV-1a over UTF-16 units: every node must come to the same tag, nothing else matters. */
function tagOf(topic: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < topic.length; at += 1) hash = Math.imul(hash ^ topic.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % TAGS;
}

function byTag(channels: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const channel of channels) {
    const tag = channel.slice(0, channel.indexOf('}'));
    const group = groups.get(tag);
    if (group) group.push(channel);
    else groups.set(tag, [channel]);
  }
  return [...groups.values()];
}

/** The nodes a cluster names are reached as the first address is: same credentials, same TLS. */
function credentialsOf({ urls }: RedisAddress): { username?: string; password?: string } {
  const { username, password } = new URL(urls[0]);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}

function socketOf({ urls }: RedisAddress) {
  const { socket } = connection();
  return urls[0].startsWith('rediss:') ? { ...socket, tls: true as const } : socket;
}
