/** A private nginx that runs `deploy/nginx.conf` as it is shipped, with only its port and its nodes replaced. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Daemon,
  onFreePort,
  privateFolder,
  runOnce,
  startDaemon,
  throwAway,
  unprivileged,
} from './daemon.ts';
import { findProgram, NGINX } from './programs.ts';

/** The path of nginx, or undefined where there is none. */
export const findNginx = (): string | undefined => findProgram(NGINX);

const SHIPPED = fileURLToPath(new URL('../../../../deploy/nginx.conf', import.meta.url));

export interface NginxServer {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface NginxOptions {
  /** The ports the nodes listen on, on this machine. */
  readonly nodes: readonly number[];
  /** Where to listen; a free port unless given. */
  readonly port?: number;
}

/** Starts one; `program` is what `findNginx` found. The nodes need not run yet. */
export async function startNginx(program: string, { nodes, port }: NginxOptions): Promise<NginxServer> {
  const as = unprivileged(['www-data', 'nginx']);
  const folder = privateFolder('nginx', as);
  const folderEnd = throwAway(folder);
  folderEnd.atExit();
  const start = (on: number) => {
    writeFileSync(join(folder, 'parley.conf'), placed(readFileSync(SHIPPED, 'utf8'), on, nodes));
    writeFileSync(join(folder, 'nginx.conf'), around(folder));
    const args = ['-p', folder, '-e', 'stderr', '-c', 'nginx.conf'];
    runOnce(program, ['-t', '-q', ...args], as, folder);
    // Killed, it would leave its workers behind on the port.
    return startDaemon({ program, args, as, cwd: folder, ready: 'start worker processes', ends: 'SIGTERM' });
  };
  const started: { daemon: Daemon; port: number } =
    port === undefined ? await onFreePort(start) : { daemon: await start(port), port };
  return {
    url: `http://127.0.0.1:${started.port}`,
    port: started.port,
    async stop() {
      await started.daemon.stop('SIGTERM');
      folderEnd.now();
    },
  };
}

/** The shipped text with another port and other nodes. Throws where it has neither. */
export function placed(shipped: string, port: number, nodes: readonly number[]): string {
  const listening = replaced(
    shipped,
    /^(\s*)listen 80;$/gm,
    (_line, indent) => `${indent}listen 127.0.0.1:${port};`,
  );
  return replaced(
    listening,
    /^(\s*)server \S+:\d+( [^;]*)?;\n(?:\s*server \S+:\d+[^;]*;\n)*/gm,
    (_lines, indent, how) => nodes.map((node) => `${indent}server 127.0.0.1:${node}${how ?? ''};\n`).join(''),
  );
}

function replaced(text: string, what: RegExp, by: (match: string, ...groups: string[]) => string): string {
  const result = text.replace(what, by);
  if (result === text) throw new Error(`deploy/nginx.conf has nothing that matches ${what}`);
  return result;
}

/** What Debian's and Docker's nginx.conf put around it, kept within `folder`. Two workers, so that what they share is shared. */
const around = (folder: string) => `
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 1024; }
http {
  access_log off;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  include ${folder}/parley.conf;
}
`;
