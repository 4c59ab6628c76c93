/** Every workload and every target. A new one is a file and a line here. */
import { ejabberds } from './targets/ejabberd.ts';
import { nchan } from './targets/nchan.ts';
import { NODES } from './targets/nodes.ts';
import { parley, parleyWeb } from './targets/parley.ts';
import { parleyCluster, parleyOnPostgres } from './targets/parley-on-services.ts';
import { peer, peerOnRedis } from './targets/peer.ts';
import type { Services } from './targets/services.ts';
import type { Target } from './targets/target.ts';
import type { World } from './targets/world.ts';
import { busyRoom } from './workloads/busy-room.ts';
import { durablePublish, durablePublishOneRoom } from './workloads/durable-publish.ts';
import { fanOut, fanOutQuiet } from './workloads/fan-out.ts';
import { coldStart, idle, idleMany } from './workloads/footprint.ts';
import { growth, memoryGrowth } from './workloads/growth.ts';
import { reconnectStorm, reconnectStormRooms } from './workloads/reconnect-storm.ts';
import { roomLength } from './workloads/room-length.ts';
import { search } from './workloads/search.ts';
import { webApp } from './workloads/web-app.ts';
import type { Workload } from './workloads/workload.ts';

export const WORKLOADS: readonly Workload[] = [
  durablePublish,
  durablePublishOneRoom,
  fanOut,
  fanOutQuiet,
  busyRoom,
  reconnectStorm,
  reconnectStormRooms,
  coldStart,
  idle,
  idleMany,
  growth,
  memoryGrowth,
  roomLength,
  search,
  webApp,
];

export function targetsOn(world: World, services: Services): readonly Target[] {
  return [
    parley(world),
    parleyWeb(world),
    parleyOnPostgres(world, services),
    parleyCluster(world, services),
    peer('socketio', 'Socket.IO, stores nothing', 'bare.ts'),
    peer('socketio-sqlite', 'Socket.IO + an insert a message', 'tutorial.ts'),
    peerOnRedis(
      'socketio-redis',
      `Socket.IO, ${NODES} processes over Redis, stores nothing`,
      'redis.ts',
      services,
    ),
    nchan(),
    ...ejabberds(),
    peer('ws', 'ws alone, stores nothing', 'ws.ts'),
  ];
}
