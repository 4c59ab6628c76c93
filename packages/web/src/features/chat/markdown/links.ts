/** Links lead out of the page, tell nobody where from, and only to where links of messages may lead. */
import type { Token } from 'markdown-it';
import { type LinkTarget, linkTarget } from '../message-link.ts';
import type { MarkdownPlugin } from './plugin.ts';

export interface LinkEnv {
  /** Of this server: bare addresses of its rooms and messages are marked, to be shown by what is there. */
  readonly origin?: string | undefined;
}

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
    const place = token === undefined ? null : placeOf(token, env);
    if (place !== null) {
      token?.attrSet('data-room', place.roomId);
      if (place.messageId !== undefined) token?.attrSet('data-message', place.messageId);
    }
    return inherited?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
  };
};

/** What the author gave words of their own keeps them. */
function placeOf(token: Token, env: unknown): LinkTarget | null {
  // What `render` was given, handed on as it is.
  const { origin } = (env ?? {}) as LinkEnv;
  const isBare = token.markup === 'linkify' || token.markup === 'autolink';
  return isBare && origin !== undefined ? linkTarget(String(token.attrGet('href') ?? ''), origin) : null;
}
