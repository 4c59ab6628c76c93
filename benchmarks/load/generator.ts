/**
 * The load generator's process: separate from the servers, so that neither slows the other down unseen. It does
 * one job and ends.
 */
import { History } from './history.ts';
import { idle } from './idle.ts';
import type { FromGenerator, Moment, Report, ToGenerator } from './job.ts';
import { Load } from './load.ts';
import { Reconnect } from './reconnect.ts';

let goOn = () => {};

function tell(message: FromGenerator): void {
  process.send?.(message);
}

function moment(name: Moment): Promise<void> {
  return new Promise((resolve) => {
    goOn = resolve;
    tell({ kind: 'moment', moment: name });
  });
}

function fail(cause: unknown): void {
  tell({ kind: 'failed', reason: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

/** Resolves to null for a job without a report. */
async function work(message: Exclude<ToGenerator, { kind: 'go-on' }>): Promise<Report | null> {
  switch (message.kind) {
    case 'load':
      return new Load(message.job).run(moment);
    case 'reconnect':
      return new Reconnect(message.job).run(moment);
    case 'history':
      return new History(message.job).run(moment);
    case 'idle':
      await idle(message.clients, moment);
      return null;
  }
}

// The suite is the only one that talks to this process, so the shape is trusted.
process.on('message', (message: ToGenerator) => {
  if (message.kind === 'go-on') goOn();
  else work(message).then((report) => report && tell({ kind: 'report', report }), fail);
});
// The suite is gone: nobody wants the answer.
process.on('disconnect', () => process.exit(0));
