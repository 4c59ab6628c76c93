/** The blocks of code in a text that is shown, as `markdown/code-blocks.ts` made them. */

export interface CodeBlock {
  readonly figure: HTMLElement;
  readonly bar: HTMLElement;
  readonly code: HTMLElement;
  /** As it was written behind the fence; empty where nothing was. */
  readonly language: string;
  /** Where the block is long: how many lines it has, and where the way to all of them stands. */
  readonly fold: { readonly lines: number; readonly foot: HTMLElement } | null;
}

export function codeBlocksIn(text: HTMLElement): readonly CodeBlock[] {
  return [...text.querySelectorAll<HTMLElement>('figure[data-code]')].flatMap((figure) => {
    const bar = figure.querySelector<HTMLElement>('figcaption');
    const code = figure.querySelector<HTMLElement>('pre > code');
    if (bar === null || code === null) return [];
    const foot = figure.querySelector<HTMLElement>('[data-foot]');
    const fold = foot === null ? null : { lines: Number(figure.dataset.long), foot };
    return [{ figure, bar, code, language: figure.dataset.language ?? '', fold }];
  });
}
