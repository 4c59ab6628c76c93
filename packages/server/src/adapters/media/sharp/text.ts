/** What is said by content that has no signature: text, and which. */

/** `head` is how the content begins; `whole` when that is all of it. Null when it is no text. */
export function textType(head: Uint8Array, whole: boolean): string | null {
  if (head.includes(0)) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole });
  } catch {
    return null;
  }
  const start = text.slice(0, 4096);
  if (/<svg[\s/>]/i.test(start)) return 'image/svg+xml';
  if (/<(?:!doctype\s+html|html|head|body|script)[\s>]/i.test(start)) return 'text/html';
  return 'text/plain';
}
