/** The text of a message: plain at once, as Markdown when it needs that and the renderer has come. */
import type { ReactNode } from 'react';
import { isOnlyEmoji } from '../plain-text.ts';
import { useMarkdown } from '../use-markdown.ts';
import classes from './message-body.module.css';
import { RichText } from './rich-text.tsx';

interface MessageBodyProps {
  readonly content: string;
  /** Stands after the text. */
  readonly suffix: ReactNode;
}

export function MessageBody({ content, suffix }: MessageBodyProps) {
  const html = useMarkdown(content);
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
      <RichText key={html} html={html} />
      {suffix}
    </>
  );
}
