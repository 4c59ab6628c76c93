/** The links of a message's text that may get previews. */

/** More would bury what was said. */
const MAX_LINKS = 3;
/** Longer ones carry data, not a way to a page. */
const MAX_CHARS = 2_000;
const ANY = /https?:\/\//i;
const LINK = /https?:\/\/[^\s<>"'`\p{Cc}]+/giu;
/** What ends a sentence or closes what surrounds a link, and so is not the link's. */
const TRAILING = /[.,:;!?*_~|\\،؛؟。，、；：！？]+$/u;
const FENCE = /^ {0,3}(```|~~~)/;
const CODE = /`[^`\n]*`/g;

/** Whether it is worth looking: all that a message without links costs. */
export function mayHaveLinks(content: string): boolean {
  return ANY.test(content);
}

/** The first few, each once, in the form browsers give addresses; none of those in code. */
export function linksIn(content: string): readonly string[] {
  const found = new Set<string>();
  for (const [link] of withoutCode(content).matchAll(LINK)) {
    const url = addressOf(link);
    if (url !== null) found.add(url);
    if (found.size === MAX_LINKS) break;
  }
  return [...found];
}

function addressOf(link: string): string | null {
  const bare = closed(link);
  if (bare.length > MAX_CHARS || !URL.canParse(bare)) return null;
  const { href } = new URL(bare);
  return href.length > MAX_CHARS ? null : href;
}

/** Without what follows it: sentence marks, and brackets that it doesn't open itself. */
function closed(link: string): string {
  const unopened = beforeUnopened(link);
  const trimmed = unopened.replace(TRAILING, '');
  return trimmed === link ? link : closed(trimmed);
}

function beforeUnopened(link: string): string {
  let open = 0;
  for (let at = 0; at < link.length; at += 1) {
    const character = link[at];
    if (character === '(' || character === '[') open += 1;
    else if (character === ')' || character === ']') {
      if (open === 0) return link.slice(0, at);
      open -= 1;
    }
  }
  return link;
}

function withoutCode(content: string): string {
  let fence: string | null = null;
  const lines = content.split('\n').filter((line) => {
    const mark = FENCE.exec(line)?.[1];
    if (mark === undefined || (fence !== null && mark !== fence)) return fence === null;
    fence = fence === null ? mark : null;
    return false;
  });
  return lines.join('\n').replace(CODE, ' ');
}
