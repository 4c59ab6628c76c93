/** The server as a process: `node main/server.js [--demo]`. */
import { resolve } from 'node:path';
import { withEnvFile } from '../platform/config/env-file.ts';
import { createLogger } from '../platform/logging/pino.ts';
import { type RunningServer, startServer } from './compose.ts';
import { explain } from './explain.ts';
import { seedDemo } from './seed-demo.ts';

const USAGE = `Parley: one self-hosted server for everything a group does together live.

  npm start             serve
  npm start -- --demo   serve, filled with people and talk

Configuration is by environment variables or a .env file; .env.example documents them.
`;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A fault nobody caught leaves the process in a state nobody knows: it ends, and its supervisor starts it anew. */
function dieOnFaults(): void {
  const die = (what: string) => (cause: unknown) => {
    createLogger('fatal').error({}, what);
    process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', die('uncaught exception'));
  process.on('unhandledRejection', die('unhandled rejection'));
}

/** The first signal drains, a second one ends at once. */
function endOnSignals(server: RunningServer): void {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    say('Parley is closing.');
    server.close().then(
      () => process.exit(0),
      (cause: unknown) => {
        process.stderr.write(`${explain(cause)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--demo');
  if (unknown !== undefined) {
    say(USAGE);
    process.exitCode = unknown === '--help' ? 0 : 2;
    return;
  }
  dieOnFaults();
  const server = await startServer({ env: withEnvFile(process.env, resolve('.env')) });
  endOnSignals(server);
  if (args.includes('--demo')) for (const line of await seedDemo(server, say)) say(line);
  say(`Parley is ready at ${server.url}`);
  const link = server.features.accounts.setupLink();
  if (link !== null) say(`It has no owner yet. Open this link to become it:\n\n  ${link}\n`);
}

main(process.argv.slice(2)).catch((cause: unknown) => {
  process.stderr.write(`${explain(cause)}\n`);
  process.exit(1);
});
