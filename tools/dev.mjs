/**
 * `npm run dev`: the server from source, restarted on change, beside Vite with hot reload. Either one ending
 * ends the other; arguments go to the server.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const children = [
  start([
    'node_modules/tsx/dist/cli.mjs',
    'watch',
    '--clear-screen=false',
    '--conditions=parley:source',
    'packages/server/src/main/server.ts',
    ...process.argv.slice(2),
  ]),
  start(['../../node_modules/vite/bin/vite.js'], 'packages/web'),
];

function start(args, cwd = '.') {
  const child = spawn(process.execPath, args, { cwd: `${root}${cwd}`, stdio: 'inherit' });
  child.on('exit', (code, signal) => {
    process.exitCode ??= code ?? (signal === null ? 0 : 1);
    stopAll('SIGTERM');
  });
  return child;
}

function stopAll(signal) {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(signal));
