/** A line of plain text in which `:name:` of the server's own emoji is drawn. */
import { splitByCustom } from './custom-emoji.ts';
import { EmojiSign } from './emoji-sign.tsx';
import { useCustomEmoji } from './extensions.ts';

export function EmojiText({ text }: { readonly text: string }) {
  return splitByCustom(text, useCustomEmoji()).map((part) =>
    typeof part === 'string' ? part : <EmojiSign key={part.at} emoji={part.emoji} />,
  );
}
