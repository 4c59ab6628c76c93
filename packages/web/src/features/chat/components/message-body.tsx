/** The text of a message: plain at once, as Markdown when it needs that and the renderer has come. */
import type { ReactNode } from 'react';
import { isOnlyEmoji } from '../plain-text.ts';
import { useMarkdown } from '../use-markdown.ts';
import classes from './message-body.module.css';

interface MessageBodyProps {
  readonly content: string;
  /** Stands after the text. */
  readonly suffix: ReactNode;
}

export function MessageBody({ content, suffix }: MessageBodyProps) {
  const html = useMarkdown(content);
  if (html === null) {
    return (
      <div className={classes.text}>
        <span className={classes.plain} data-large={isOnlyEmoji(content) || undefined}>
          {content}
        </span>
        {suffix}
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: made by `renderMarkdown`, which sanitises */}
      <div className={`${classes.text} ${classes.rich}`} dangerouslySetInnerHTML={{ __html: html }} />
      {suffix}
    </>
  );
}
