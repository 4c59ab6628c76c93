/**
 * Bundles a worker's TypeScript, for development and tests. Threads of Node 20 inherit no loader, and registering one
 * in every thread costs half a second each; a bundle costs a tenth once a process.
 */
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const bundles = new Map<string, URL>();

/** A `data:` URL of the module and all it imports. */
export function bundled(source: URL): URL {
  const known = bundles.get(source.href);
  if (known) return known;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
  });
  const code = outputFiles.map((file) => file.text).join('\n');
  const url = new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  bundles.set(source.href, url);
  return url;
}
