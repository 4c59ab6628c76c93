/** What the rest of the server may use of the kernel. */

export { mayAct, mayRun } from './access/may-act.ts';
export * from './commands/definition.ts';
export type { Settlement } from './commands/group-commit.ts';
export { Refused, refuse } from './commands/refusal.ts';
export { createKernel } from './create.ts';
export { Batch, type Codec } from './fanout/batch.ts';
export { type Json, jsonOf, jsonText, SharedJson } from './json.ts';
export * from './kernel.ts';
export { signalMeta, spliceSeq, WireEvent, type WireSignal } from './log/event.ts';
export type { Nodes } from './nodes.ts';
export type * from './ports/blobs.ts';
export type { Bus } from './ports/bus.ts';
export type { Clock } from './ports/clock.ts';
export type { Connection } from './ports/connection.ts';
export type { ChosenPresence, Identities, Identity } from './ports/identities.ts';
export type { Ids } from './ports/ids.ts';
export type * from './ports/jobs.ts';
export type * from './ports/log.ts';
export type * from './ports/media.ts';
export type { Telemetry } from './ports/telemetry.ts';
export * from './ports/uploads.ts';
