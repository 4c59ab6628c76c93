/** Bare Socket.IO over several processes, as the documentation of its Redis adapter has it. Stores nothing. */
import { createServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import { createClient } from 'redis';
import { Server } from 'socket.io';
import { serveRooms } from './rooms.ts';
import { serveOn } from './serve.ts';

const publishing = createClient({ url: process.env.REDIS_URL ?? '' });
const subscribed = publishing.duplicate();
await Promise.all([publishing.connect(), subscribed.connect()]);

const server = createServer();
serveRooms(new Server(server, { adapter: createAdapter(publishing, subscribed) }));
serveOn(server);
