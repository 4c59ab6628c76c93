/** A link to one Redis server: a connection that publishes and one that listens. */
import { createClient } from 'redis';
import type { RedisAddress } from './address.ts';
import { connection } from './connection.ts';
import type { Link, LinkEvents } from './link.ts';

export function singleLink(address: RedisAddress, prefix: string, events: LinkEvents): Link {
  const client = () =>
    createClient({ ...connection(), url: address.urls[0] })
      .on('error', events.onLost)
      .on('end', () => events.onLost(new Error('the connection to Redis ended')));
  const [publisher, subscriber] = [client(), client()];
  const channelOf = (topic: string) => `${prefix}:${topic}`;
  const hear = (body: string, channel: string) => events.onMessage(channel.slice(prefix.length + 1), body);
  return {
    open: async () => {
      await Promise.all([publisher.connect(), subscriber.connect()]);
    },
    subscribe: (topics) => subscriber.subscribe(topics.map(channelOf), hear),
    unsubscribe: (topics) => subscriber.unsubscribe(topics.map(channelOf), hear),
    publish: (topic, body) => publisher.publish(channelOf(topic), body),
    ping: () => Promise.all([publisher.ping(), subscriber.ping()]),
    destroy: () => {
      for (const each of [publisher, subscriber]) if (each.isOpen) each.destroy();
    },
  };
}
