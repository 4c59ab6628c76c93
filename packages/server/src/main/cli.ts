#!/usr/bin/env node
/** The `parley` command: what is done to a server's data besides serving it. Exit code 1 is a failure, 2 a wrong call. */
import { resolve } from 'node:path';
import { withEnvFile } from '../platform/config/env-file.ts';
import { Progress } from './backup/progress.ts';
import { backup } from './cli/backup.ts';
import type { Command } from './cli/command.ts';
import { explainCommand } from './cli/explain-command.ts';
import { migrateDb } from './cli/migrate-db.ts';
import { restore } from './cli/restore.ts';

const COMMANDS: readonly Command[] = [backup, restore, migrateDb];

function usageOf(commands: readonly Command[]): string {
  const lines = commands.map(({ name, usage, summary }) => `  parley ${name} ${usage}\n      ${summary}\n`);
  return `Usage:\n\n${lines.join('\n')}\nFrom a checkout: npm run parley -- <command>. It reads the server's own configuration:\nenvironment variables or a .env file, DATA_DIR and DATABASE_URL above all.\n`;
}

/** The exit code. */
async function main([name, ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS.find((each) => each.name === name);
  if (name === '--help' || name === '-h' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usageOf(command ? [command] : COMMANDS));
    return 0;
  }
  const run = command?.parse(args);
  if (!run) {
    process.stderr.write(usageOf(command ? [command] : COMMANDS));
    return 2;
  }
  let calledOff = false;
  const callOff = () => {
    calledOff = true;
  };
  // Work stops at its next step and cleans up after itself.
  process.on('SIGINT', callOff).on('SIGTERM', callOff);
  const progress = new Progress(process.stdout, () => calledOff);
  try {
    const env = withEnvFile(process.env, resolve('.env'));
    // npm changes to the package's folder; people mean the one they were in.
    const path = (given: string) => resolve(process.env.INIT_CWD ?? '.', given);
    await run({ env, progress, path });
    return 0;
  } catch (cause) {
    progress.end();
    process.stderr.write(`${explainCommand(cause)}\n`);
    return 1;
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (cause: unknown) => {
    process.stderr.write(`${explainCommand(cause)}\n`);
    process.exit(1);
  },
);
