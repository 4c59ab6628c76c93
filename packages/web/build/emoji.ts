/**
 * Makes the emoji picker's data at build time from `emojibase-data`, so that nothing is fetched from elsewhere.
 * Each language becomes one file, `/emoji/<language>.json`, holding only what the picker reads.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

interface SourceEmoji {
  readonly unicode?: string;
  readonly emoji: string;
  readonly label: string;
  readonly tags?: readonly string[];
  readonly group?: number;
  readonly order?: number;
  readonly version: number;
  readonly tone?: number | readonly number[];
  readonly skins?: readonly SourceEmoji[];
}

interface SourceMessages {
  readonly groups: readonly { readonly message: string; readonly order: number }[];
  readonly skinTones: readonly { readonly key: string; readonly message: string }[];
}

/** Emojibase's group of bare skin tones and hair styles, which nobody picks by themselves. */
const COMPONENTS = 2;
/** Newer emoji would show as boxes on devices in use today. */
const NEWEST = 15;
const TONES = ['light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;

function read<T>(path: string): T {
  // The package's own files: their shape is emojibase's published one.
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')) as T;
}

function skinsOf(emoji: SourceEmoji): Record<string, string> | undefined {
  const single = (emoji.skins ?? []).filter((skin) => typeof skin.tone === 'number');
  if (single.length === 0) return undefined;
  return Object.fromEntries(single.map((skin) => [TONES[Number(skin.tone) - 1] ?? 'light', skin.emoji]));
}

function make(language: string): string {
  const source = read<SourceEmoji[]>(`emojibase-data/${language}/data.json`);
  const messages = read<SourceMessages>(`emojibase-data/${language}/messages.json`);
  const emojis = source
    .filter((one) => one.group !== undefined && one.group !== COMPONENTS && one.version <= NEWEST)
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0))
    .map((one) => {
      const skins = skinsOf(one);
      return {
        emoji: one.emoji,
        category: one.group,
        label: one.label,
        version: one.version,
        tags: one.tags ?? [],
        ...(skins === undefined ? {} : { skins }),
      };
    });
  const categories = messages.groups
    .filter((group) => group.order !== COMPONENTS)
    .map((group) => ({ index: group.order, label: group.message }));
  const skinTones = Object.fromEntries(messages.skinTones.map((tone) => [tone.key, tone.message]));
  return JSON.stringify({ locale: language, emojis, categories, skinTones });
}

export function emojiData(languages: readonly string[]): Plugin {
  return {
    name: 'parley-emoji-data',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const language = /^\/emoji\/([a-z]+)\.json$/.exec(request.url ?? '')?.[1];
        if (language === undefined || !languages.includes(language)) return next();
        response.setHeader('content-type', 'application/json');
        response.end(make(language));
      });
    },
    generateBundle() {
      for (const language of languages) {
        this.emitFile({ type: 'asset', fileName: `emoji/${language}.json`, source: make(language) });
      }
    },
  };
}
