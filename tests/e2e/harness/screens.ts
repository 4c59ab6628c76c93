/** The texts of the interface in every language, and finding what was left untranslated on a screen. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

export type Language = 'en' | 'th' | 'ar';

const SOURCES = new URL('../../../packages/web/src/', import.meta.url);

/** Every feature's texts: beside each other by language, or in the feature's own folder. */
function filesOf(language: Language): readonly URL[] {
  const shared = new URL(`i18n/${language}/`, SOURCES);
  const features = new URL('features/', SOURCES);
  return [
    ...readdirSync(shared)
      .filter((name) => name.endsWith('.json'))
      .map((name) => new URL(name, shared)),
    ...readdirSync(features)
      .map((name) => new URL(`${name}/texts/${language}.json`, features))
      .filter((file) => existsSync(file)),
  ];
}

/** The namespace of a file of texts: its name, or that of its feature's folder. */
const FEATURE = /([\w-]+)(?:\/texts\/\w+)?\.json$/;

function textsOf(language: Language): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string') found.set(key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) collect(inner, `${key}.${name}`);
    }
  };
  for (const file of filesOf(language)) {
    const feature = FEATURE.exec(file.pathname)?.[1] ?? file.pathname;
    collect(JSON.parse(readFileSync(file, 'utf8')), feature);
  }
  return found;
}

const ENGLISH = textsOf('en');
const PLACEHOLDER = /\{\{.+?\}\}/;
/** Letters of its own that a text needs to be known by: `{{a}} of {{b}}` is anything. */
const LEAST_LETTERS = 4;

/** English texts that read differently in `language`; what stands in braces may be anything. */
function englishOnly(language: Exclude<Language, 'en'>): readonly RegExp[] {
  const own = new Set(textsOf(language).values());
  return [...ENGLISH.values()]
    .filter((text) => !own.has(text) && lettersOf(text) >= (PLACEHOLDER.test(text) ? LEAST_LETTERS : 1))
    .map((text) => {
      const parts = text.split(PLACEHOLDER).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.+')}$`, 's');
    });
}

function lettersOf(text: string): number {
  return text.replaceAll(new RegExp(PLACEHOLDER, 'g'), '').match(/\p{L}/gu)?.length ?? 0;
}

/** Everything a screen says: texts, and the names, hints and titles of its parts. */
export function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = new Set<string>([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      // A language names itself in its own words, and what people called something stands in a <bdi>.
      const { parentElement } = node;
      if (text === '' || parentElement?.closest('bdi')) continue;
      if (parentElement?.closest('[lang]') === document.documentElement) found.add(text);
    }
    for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]`))
        found.add(element.getAttribute(name) ?? '');
    }
    return [...found];
  });
}

/** What a screen says in English although it is shown in another language, and keys that have no text at all. */
export async function untranslated(
  page: Page,
  language: Exclude<Language, 'en'>,
): Promise<readonly string[]> {
  const english = englishOnly(language);
  const texts = await said(page);
  return texts.filter((text) => ENGLISH.has(text.replace(':', '.')) || english.some((one) => one.test(text)));
}

/** Whether something is wider than the screen, so that the page scrolls sideways. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
