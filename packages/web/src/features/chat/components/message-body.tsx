/** The text of a message: plain at once, as Markdown when it needs that and the renderer has come. */
import type { ReactNode } from 'react';
import { type Pictures, picturesIn, replaceCustom } from '../../../app/custom-emoji.ts';
import { useCustomEmoji } from '../../../app/extensions.ts';
import type { Named } from '../mention-model.ts';
import { isOnlyEmoji } from '../plain-text.ts';
import { useMarkdown } from '../use-markdown.ts';
import classes from './message-body.module.css';
import { RichText } from './rich-text.tsx';

interface MessageBodyProps {
  readonly content: string;
  readonly named: Named | null;
  /** Stands after the text. */
  readonly suffix: ReactNode;
}

export function MessageBody({ content, named, suffix }: MessageBodyProps) {
  const known = useCustomEmoji();
  const pictures = picturesIn(content, known);
  const html = useMarkdown(content, named, pictures);
  if (html === null) {
    return (
      <div className={classes.text} dir="auto">
        <span className={classes.plain} data-large={isOnlyEmoji(content) || undefined}>
          {content}
        </span>
        {suffix}
      </div>
    );
  }
  return (
    <>
      {/* Drawn anew where the text is another: what was put into the old one goes with it. */}
      <RichText key={html} html={html} large={pictures !== null && isOnlyEmoji(asEmoji(content, pictures))} />
      {suffix}
    </>
  );
}

/** With a standard emoji in the place of each that is the server's own, to be counted like one. */
function asEmoji(content: string, pictures: Pictures): string {
  return replaceCustom(content, (name) => (Object.hasOwn(pictures, name) ? '🙂' : null));
}
