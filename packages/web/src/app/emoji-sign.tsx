/** An emoji as it is shown: a character, or the picture of one that is this server's own. */
import { customNameOf } from './custom-emoji.ts';
import classes from './emoji-sign.module.css';
import { useCustomEmoji } from './extensions.ts';

export function EmojiSign({ emoji }: { readonly emoji: string }) {
  const name = customNameOf(emoji);
  const url = useCustomEmoji().get(name ?? '')?.url;
  if (url === undefined) return emoji;
  return <img className={classes.picture} src={url} alt={emoji} title={emoji} draggable={false} />;
}
