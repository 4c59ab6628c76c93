/** The text of a message: plain at once, as Markdown when it needs that and the renderer has come. */
import { isOnlyEmoji } from '../plain-text.ts';
import { useMarkdown } from '../use-markdown.ts';
import classes from './message-body.module.css';

export function MessageBody({ content }: { readonly content: string }) {
  const html = useMarkdown(content);
  if (html === null) {
    return (
      <span className={classes.plain} data-large={isOnlyEmoji(content) || undefined}>
        {content}
      </span>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by `renderMarkdown`, which sanitises
  return <div className={classes.rich} dangerouslySetInnerHTML={{ __html: html }} />;
}
