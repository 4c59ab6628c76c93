/** The server's programs as tests run them: from source, or as they were built. */
import { fileURLToPath } from 'node:url';

export type Program = 'server' | 'cli';
/** `build` is what people run; it starts in a third of the time, and serves the web app as it was built. */
export type From = 'source' | 'build';

const at = (path: string): string => fileURLToPath(new URL(`../../../server/${path}`, import.meta.url));
const TSX = import.meta.resolve('tsx');

/** Only who has just built these names them (`npm test` does): left to itself, nothing runs a stale build. */
const usual: From = process.env.PARLEY_BUILT === at('dist') ? 'build' : 'source';

/** Node's arguments that run it. */
export function programArgs(program: Program, from: From = usual): readonly string[] {
  return from === 'build'
    ? [at(`dist/main/${program}.js`)]
    : ['--import', TSX, '--conditions=parley:source', at(`src/main/${program}.ts`)];
}
