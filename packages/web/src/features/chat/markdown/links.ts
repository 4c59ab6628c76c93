/** Links lead out of the page, tell nobody where from, and only to where links of messages may lead. */
import type { MarkdownPlugin } from './plugin.ts';

export const REL = 'noopener noreferrer nofollow ugc';
/** Nothing relative: what a message says must not pass for a page of this server. */
const LEADS_OUT = /^(?:https?:\/\/|mailto:)/i;
const WWW = /^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#][^\s<>]*)?/u;

export function mayLink(address: string): boolean {
  return LEADS_OUT.test(address.trim());
}

export const links: MarkdownPlugin = (markdown) => {
  markdown.validateLink = mayLink;
  // `readme.md` and `main.rs` are files, though somebody sells names that end so; `www.` says that it is an address.
  markdown.linkify.set({ fuzzyLink: false });
  markdown.linkify.add('www.', {
    validate: (text, at) =>
      WWW.exec(text.slice(at, at + 2_000))?.[0].replace(/[.,:;!?)'"*_]+$/, '').length ?? 0,
    normalize: (match) => {
      match.url = `https://${match.url}`;
    },
  });
  const inherited = markdown.renderer.rules.link_open;
  markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index];
    token?.attrSet('target', '_blank');
    token?.attrSet('rel', REL);
    return inherited?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
  };
};
