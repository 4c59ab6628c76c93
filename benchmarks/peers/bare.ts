/** Bare Socket.IO as its documentation has it. Stores nothing. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { serveRooms } from './rooms.ts';
import { serveOn } from './serve.ts';

const server = createServer();
serveRooms(new Server(server));
serveOn(server);
