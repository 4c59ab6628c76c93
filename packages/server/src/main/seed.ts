/** `npm run seed`: fills the data directory with the demonstration, without serving anybody meanwhile. */
import { resolve } from 'node:path';
import { withEnvFile } from '../platform/config/env-file.ts';
import { startServer } from './compose.ts';
import { explain } from './explain.ts';
import { seedDemo } from './seed-demo.ts';

async function main(): Promise<void> {
  const env = withEnvFile(process.env, resolve('.env'));
  const server = await startServer({ env: { ...env, HOST: '127.0.0.1', PORT: '0' } });
  try {
    const lines = await seedDemo(server, (text) => process.stdout.write(`${text}\n`));
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await server.close();
  }
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    process.stderr.write(`${explain(cause)}\n`);
    process.exit(1);
  },
);
