/**
 * Whether what was built is still what the sources say. Two fingerprints per target: one of paths, sizes and
 * times (a stat a file, so an up-to-date check costs milliseconds) and one of contents, read only when the first
 * differs: a fresh checkout or a touched file alone builds nothing anew.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const TEST = /(\.(test|conformance)|\/harness)\.[cm]?tsx?$/;

/** Every input file of `paths` (files or folders under `root`), sorted; tests are no input of a build. */
function inputsOf(root, paths) {
  const files = [];
  const visit = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const entry of readdirSync(join(root, path))) visit(`${path}/${entry}`);
    } else if (!TEST.test(path)) {
      files.push({ path, stamp: `${stat.size}:${stat.mtimeMs}` });
    }
  };
  for (const path of paths) visit(path);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const digest = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/**
 * Compares a target with what `known` says was built: `{stale, stamp, content}`. `content` is the target's own,
 * which targets built after it take as an input by passing it in `upstream`.
 */
export function inspect(root, target, known, upstream) {
  const files = inputsOf(root, target.inputs);
  const stamp = digest([...upstream, ...files.flatMap((file) => [file.path, file.stamp])]);
  const built = existsSync(join(root, target.output));
  if (built && known?.stamp === stamp) return { stale: false, stamp, content: known.content };
  const content = digest([
    ...upstream,
    ...files.flatMap((file) => [file.path, readFileSync(join(root, file.path))]),
  ]);
  return { stale: !built || known?.content !== content, stamp, content };
}
