/**
 * Imported before a server, it makes the wall clock of that process wrong by the milliseconds that stand in the file CLOCK_FILE, from
 * a moment after they are written. Intervals don't notice, as with a bad time server.
 */
import { readFileSync } from 'node:fs';

const LOOK_MS = 20;
const Right = Date;
let offset = 0;

const { CLOCK_FILE } = process.env;
if (CLOCK_FILE !== undefined) {
  setInterval(() => {
    offset = Number(readFileSync(CLOCK_FILE, 'utf8')) || 0;
  }, LOOK_MS).unref();
}

const now = () => Right.now() + offset;

globalThis.Date = new Proxy(Right, {
  apply: () => new Right(now()).toString(),
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
