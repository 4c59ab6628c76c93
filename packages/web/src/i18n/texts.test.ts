/** Every language is complete, and every text the code asks for exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { featureOf } from './feature-of.ts';
import { LANGUAGES, type Language } from './languages.ts';

const SOURCE = join(import.meta.dirname, '..');
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );
}

function textsOf(language: Language): Map<string, string> {
  const shared = readdirSync(join(import.meta.dirname, language))
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(import.meta.dirname, language, file));
  const own = readdirSync(join(SOURCE, 'features'))
    .map((feature) => join(SOURCE, 'features', feature, 'texts', `${language}.json`))
    .filter((file) => existsSync(file));
  return new Map(
    [...shared, ...own].flatMap((file) =>
      flat(JSON.parse(readFileSync(file, 'utf8'))).map(
        ([key, text]) => [`${featureOf(file)}:${key}`, text] as const,
      ),
    ),
  );
}

const english = textsOf('en');
const bare = (keys: Iterable<string>) => [...new Set([...keys].map((key) => key.replace(PLURAL, '')))].sort();
const variablesOf = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

describe.each(LANGUAGES)('%s', (language) => {
  const texts = textsOf(language);

  test('has the same keys as English', () => {
    expect(bare(texts.keys())).toEqual(bare(english.keys()));
  });

  test('has every plural form its grammar asks for, and no other', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = bare([...texts.keys()].filter((key) => PLURAL.test(key)));
    const expected = plurals.flatMap((key) => forms.map((form) => `${key}_${form}`)).sort();
    expect([...texts.keys()].filter((key) => PLURAL.test(key)).sort()).toEqual(expected);
  });

  test('has no empty text, and names the same variables as English', () => {
    for (const [key, text] of texts) {
      expect(text.trim(), key).not.toBe('');
      const counterpart = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      // Some numbers are words in some languages: “two messages” needs no figure.
      const wanted = variablesOf(counterpart).filter(
        (name) => name !== '{{count}}' || variablesOf(text).includes(name),
      );
      expect(variablesOf(text), key).toEqual(wanted);
    }
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => join(folder, file));
}

describe('the code', () => {
  /** `t('key')`, `t(cond ? 'a' : 'b')`, and `t(`prefix.${x}`)`, with the namespace of the file's `useTranslation`. */
  const asked = sources(SOURCE).flatMap((file) => {
    const code = readFileSync(file, 'utf8');
    const namespace = /useTranslation\('([\w-]+)'\)/.exec(code)?.[1] ?? 'app';
    const calls = [...code.matchAll(/\bt\(([^;]*?)(?:, \{|\)(?!\s*\?))/g)].flatMap(([, inside = '']) => [
      ...inside.matchAll(/(?:^|[?:(]\s*)(['`])([\w:.${}-]+)\1/g),
    ]);
    const labels = [...code.matchAll(/(?:label|counted): '([\w-]+:[\w.]+)'/g)].map(([, key = '']) => key);
    const keys = [...calls.map(([, , key = '']) => key), ...labels];
    return keys.map((key) => ({ file, key: key.includes(':') ? key : `${namespace}:${key}` }));
  });
  const known = bare(english.keys());

  test('asks for many texts (the search for them works)', () => {
    expect(asked.length).toBeGreaterThan(150);
  });

  test('asks for no text that is missing', () => {
    const matches = (key: string) => {
      const pattern = new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`);
      return known.some((one) => pattern.test(one));
    };
    expect(asked.filter(({ key }) => !matches(key))).toEqual([]);
  });

  test('leaves no text unused', () => {
    const patterns = asked.map(
      ({ key }) => new RegExp(`^${key.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`),
    );
    // Errors are asked for by the code that arrives, keys by the list of keys.
    const unused = known.filter((one) => !patterns.some((pattern) => pattern.test(one)));
    expect(unused).toEqual([]);
  });
});
