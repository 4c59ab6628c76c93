/** One thing that messages have beside CommonMark. */
import type { MarkdownIt } from 'markdown-it';

export type MarkdownPlugin = (markdown: MarkdownIt) => void;
