/** nginx with nchan, private, one worker: subscribers by WebSocket, publishers by HTTP. Keeps no message. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNginx } from '@parley/testkit/services/nginx';
import { NGINX } from '@parley/testkit/services/programs';
import { clientsOf } from './peer.ts';
import { startRunning } from './running.ts';
import { oneNode, type Target } from './target.ts';

const MODULE = ['/usr/lib/nginx/modules', '/usr/lib64/nginx/modules', '/usr/local/nginx/modules']
  .map((folder) => join(folder, 'ngx_nchan_module.so'))
  .find((path) => existsSync(path));
const PROGRAM = findNginx();

export function nchan(): Target {
  return {
    name: 'nchan',
    title: 'nginx with nchan, stores nothing',
    lacks: [
      ...(PROGRAM === undefined ? [NGINX.name] : []),
      ...(MODULE === undefined ? ['nchan (Debian: libnginx-mod-nchan)'] : []),
    ],
    start: async (cast, { dir, prefix }) => {
      if (PROGRAM === undefined || MODULE === undefined) throw new Error('nchan is not on this machine');
      const module = MODULE;
      const [program = PROGRAM, ...rest] = [...prefix, PROGRAM];
      const node = await startRunning({
        args: [program, ...rest, '-p', dir, '-e', 'stderr', '-c', 'nginx.conf'],
        cwd: dir,
        env: {},
        prepare: (port) => writeFile(join(dir, 'nginx.conf'), settings(dir, module, port)),
        // Killed, it would leave its worker behind.
        ends: 'SIGTERM',
      });
      // Told to profile itself, nginx would start its own successor.
      const unprofiled = { ...node, signal: () => {} };
      return oneNode(unprofiled, clientsOf(cast, [node], 'nchan'), false);
    },
  };
}

const settings = (dir: string, module: string, port: number) => `
load_module ${module};
daemon off;
worker_processes 1;
pid ${dir}/nginx.pid;
error_log stderr error;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${dir}/${name};`).join('\n')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    location = /readyz { return 200; }
    location ~ ^/pub/(.+)$ {
      nchan_publisher http;
      nchan_channel_id $1;
      nchan_store_messages off;
    }
    location ~ ^/sub/(.+)$ {
      nchan_subscriber websocket;
      nchan_channel_id $1;
      nchan_subscriber_first_message newest;
    }
  }
}
`;
