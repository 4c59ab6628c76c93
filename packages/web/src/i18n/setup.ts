/** Starts i18next in the language chosen before the first paint, and changes it later. Only languages in use are loaded. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { directionOf, isLanguage, type Language } from './languages.ts';

const STORAGE_KEY = 'parley:language';

const LOADERS: Readonly<Record<Language, () => Promise<{ readonly texts: Record<string, unknown> }>>> = {
  en: () => import('./en/texts.ts'),
  th: () => import('./th/texts.ts'),
  ar: () => import('./ar/texts.ts'),
};

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'app')) return;
  const { texts } = await LOADERS[language]();
  for (const [feature, content] of Object.entries(texts))
    i18next.addResourceBundle(language, feature, content);
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en';
}

/** `boot.js` has put the language on the page already. */
export async function startI18n(): Promise<void> {
  const wanted = document.documentElement.lang;
  const language = isLanguage(wanted) ? wanted : 'en';
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'app',
    ns: [],
    resources: {},
    partialBundledLanguages: true,
    // React escapes.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
}

/** Changes language and direction at once and remembers them on this machine. */
export async function changeLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // A forbidden storage costs remembering, nothing else.
  }
  await speak(language);
}

/** The same, unless somebody chose a language on this machine. */
export async function adoptLanguage(language: Language): Promise<void> {
  try {
    if (localStorage.getItem(STORAGE_KEY) !== null) return;
  } catch {
    // Nothing can have been chosen where nothing can be remembered.
  }
  if (language !== currentLanguage()) await speak(language);
}

async function speak(language: Language): Promise<void> {
  await load(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  await i18next.changeLanguage(language);
}
