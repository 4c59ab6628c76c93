/** What the blocks of code in a text have beside their code: the language's name, colours, a way to copy and to unfold. */
import { type RefObject, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { type CodeBlock, codeBlocksIn } from '../code-blocks-in.ts';
import { CodeBar, CodeFold } from './code-bar.tsx';
import { useColours } from './use-colours.ts';

export function CodeTools({ text }: { readonly text: RefObject<HTMLElement | null> }) {
  const [blocks, setBlocks] = useState<readonly CodeBlock[]>([]);
  useLayoutEffect(() => setBlocks(text.current === null ? [] : codeBlocksIn(text.current)), [text]);
  useColours(blocks);
  return blocks.map((block, at) => {
    const key = `block ${at}`;
    return [
      createPortal(<CodeBar block={block} />, block.bar, key),
      block.fold === null
        ? null
        : createPortal(
            <CodeFold figure={block.figure} lines={block.fold.lines} />,
            block.fold.foot,
            `${key} foot`,
          ),
    ];
  });
}
