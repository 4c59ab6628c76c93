/** Runs a cluster in the foreground: says where it is and how to sign in, and ends all of it by the first signal. */
import { type Deployment, startDeployment } from '@parley/testkit/process/deployment';

const NODES = 3;
const port = Number(process.argv[2] ?? 3000);

function tell({ url, nodes, owner }: Deployment): void {
  console.log(`
Parley runs on ${nodes.length} nodes at ${url}

  sign in     ${owner.username} with ${owner.password}, or register: everybody may
  the nodes   ${nodes.map((node) => node.url).join('  ')}

Ctrl+C ends it, and its data with it.`);
}

// Listened to from the start: a signal while it starts must not leave half of it behind.
const signalled = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});

try {
  const cluster = await startDeployment({ nodes: NODES, port, from: 'build' });
  tell(cluster);
  await signalled;
  console.log('Parley is closing.');
  await cluster.stop();
} catch (cause) {
  console.error(`could not start: ${cause instanceof Error ? cause.message : String(cause)}`);
  process.exitCode = 1;
}
