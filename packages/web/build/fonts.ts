/** Preloads the one font file every page needs, so that text does not change shape after the first paint. */
import type { Plugin } from 'vite';

export function preloadFonts(pattern: RegExp): Plugin {
  return {
    name: 'parley-preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        return Object.keys(bundle ?? {})
          .filter((file) => pattern.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
