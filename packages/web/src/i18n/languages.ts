/** The languages the interface speaks, and what follows from each. */

export const LANGUAGES = ['en', 'th', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name: whoever can't read the present one still finds theirs. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', th: 'ไทย', ar: 'العربية' };

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** For `Intl`: Arabic with Western digits, as most of its readers see in software; Thai with the Gregorian calendar. */
export function localeOf(language: Language): string {
  return { en: 'en', th: 'th-u-ca-gregory', ar: 'ar-u-nu-latn' }[language];
}

/** The `dir` of a text field: by what stands in it, and the page's own while it is empty and shows a placeholder. */
export function directionFor(text: string): 'auto' | undefined {
  return text === '' ? undefined : 'auto';
}
