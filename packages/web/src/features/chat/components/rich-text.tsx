/** Markdown as it was made of a message; tools for its code and drawn formulas come once they are there. */
import { lazy, Suspense, useRef } from 'react';
import { useFormulasChoice } from '../../../app/formulas-choice.ts';
import classes from './message-body.module.css';

const CodeTools = lazy(async () => ({ default: (await import('./code-tools.tsx')).CodeTools }));
const LinkChips = lazy(async () => ({ default: (await import('./link-chips.tsx')).LinkChips }));
const Formulas = lazy(async () => ({ default: (await import('./formulas.tsx')).Formulas }));

interface RichTextProps {
  /** `renderMarkdown`'s, for as long as this stands. */
  readonly html: string;
  /** It is emoji and nothing else. */
  readonly large: boolean;
}

export function RichText({ html, large }: RichTextProps) {
  const text = useRef<HTMLDivElement>(null);
  const drawn = useFormulasChoice((choice) => choice.drawn);
  return (
    <>
      <div
        ref={text}
        className={`${classes.text} ${classes.rich}`}
        data-large={large || undefined}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: made by `renderMarkdown`, which sanitises
        dangerouslySetInnerHTML={{ __html: html }}
      />
      <Suspense>
        {html.includes('data-code="') ? <CodeTools text={text} /> : null}
        {html.includes('data-room="') ? <LinkChips text={text} /> : null}
        {drawn && html.includes('data-math="') ? <Formulas text={text} /> : null}
      </Suspense>
    </>
  );
}
