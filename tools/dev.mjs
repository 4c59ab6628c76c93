/**
 * `npm run dev`: the server from source, restarted on change, beside Vite with hot reload. Either one ending
 * ends the other; arguments go to the server.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
let ending = false;
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
  child.on('exit', (code) => {
    if (!ending) process.exitCode = code ?? 1;
    ending = true;
    stopAll('SIGTERM');
  });
  return child;
}

function stopAll(signal) {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    ending = true;
    // A terminal sends Ctrl+C to the children itself; a second signal would cut their draining short.
    if (signal === 'SIGTERM' || !process.stdin.isTTY) stopAll(signal);
  });
}
