/** What can be shown without Markdown: most messages, and all of them until the renderer is loaded. */

/** Anything Markdown could mean: marks, lists, quotes, tables, indented code, addresses. Rather once too often. */
const MARKUP =
  /[*_`~|[\]<>\\]|\$\$|^\s*(?:[-+#]|\d+[.)])\s|^(?: {4}|\t)|^\s*(?:=+|-+)\s*$|https?:\/\/|www\.|\w@\w/m;

export function needsMarkdown(text: string): boolean {
  return MARKUP.test(text);
}

const EMOJI = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Up to three emoji and nothing else are shown large. */
export function isOnlyEmoji(text: string): boolean {
  return EMOJI.test(text.trim());
}
