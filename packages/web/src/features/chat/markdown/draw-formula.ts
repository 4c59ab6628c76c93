/**
 * Formulas to MathML, which browsers draw themselves: no fonts to load, and no inline styles, so that the content policy stays as
 * it is. A chunk of its own.
 */
import DOMPurify from 'dompurify';
import katex from 'katex';

/** Null for what is no formula. */
export function drawFormula(source: string, kind: 'block' | 'inline'): string | null {
  try {
    const html = katex.renderToString(source, {
      displayMode: kind === 'block',
      output: 'mathml',
      throwOnError: true,
      strict: false,
      // No links, no pictures, no HTML.
      trust: false,
      maxExpand: 200,
      maxSize: 20,
    });
    return DOMPurify.sanitize(html, {
      USE_PROFILES: { mathMl: true },
      ADD_TAGS: ['semantics'],
      FORBID_TAGS: ['annotation', 'annotation-xml', 'style'],
      FORBID_ATTR: ['style', 'href', 'src'],
    });
  } catch {
    return null;
  }
}
