/** A file's name as it is kept: a name and never a path, harmless in a header and on every file system. */

const MAX_CHARS = 200;
/** Controls, and marks that turn the direction of what follows: with them `gpj.exe` reads as `exe.jpg`. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const RESERVED = /[<>:"|?*]/g;

export function safeName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(UNSEEN, '')
    .replace(RESERVED, '_')
    .trim()
    .replace(/^\.+|\.+$/g, '');
  return shortened(clean === '' ? 'file' : clean);
}

/** What is cut is its middle: people know a file by how its name begins and how it ends. */
function shortened(name: string): string {
  const points = [...name];
  if (points.length <= MAX_CHARS) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 20 ? [...name.slice(dot)] : [];
  return [...points.slice(0, MAX_CHARS - ending.length), ...ending].join('');
}
