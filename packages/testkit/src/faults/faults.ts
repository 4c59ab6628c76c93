/** Every fault by name. A new one is a line in what it harms. */
import { BUS } from './harms/bus.ts';
import { CLIENTS } from './harms/clients.ts';
import { DATABASE } from './harms/database.ts';
import { NETWORK } from './harms/network.ts';
import { NODES } from './harms/nodes.ts';
import { type Fault, HOLD_MS } from './scene.ts';

/** What is found here is found without any harm. */
const NONE: Fault = { name: 'none', strike: (scene) => scene.work(200, HOLD_MS) };

export const FAULTS: readonly Fault[] = [NONE, ...NODES, ...BUS, ...DATABASE, ...NETWORK, ...CLIENTS];

/** Throws when there is none. */
export function faultNamed(name: string): Fault {
  const fault = FAULTS.find((one) => one.name === name);
  if (!fault) throw new Error(`no fault is called "${name}"`);
  return fault;
}
