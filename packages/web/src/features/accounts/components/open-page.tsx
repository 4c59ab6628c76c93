/** The frame of pages for people who are not signed in: the mark, one card, and the choice of language. */
import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { session, useReadable } from '../../../app/client.ts';
import { usePageTitle } from '../../../app/page-title.ts';
import { Logo } from '../../../app/shell/logo.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '../../../i18n/languages.ts';
import { changeLanguage, currentLanguage } from '../../../i18n/setup.ts';
import classes from './open-page.module.css';

interface OpenPageProps {
  readonly title: string;
  readonly text?: string;
  /** Where to go once signed in. */
  readonly next?: string | undefined;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

export function OpenPage({ title, text, next, children, foot }: OpenPageProps) {
  const { t } = useTranslation('accounts');
  const state = useReadable(session.state);
  usePageTitle(title);
  // Whoever has a good cookie needs no form; not reaching the server is told when the form is sent.
  useQuery({
    queryKey: ['restore'],
    queryFn: async () => (await session.restore()).kind,
    enabled: state.kind === 'unknown',
    retry: false,
  });
  if (state.kind === 'signedIn') return <Navigate to={next ?? '/'} replace />;
  return (
    <div className={classes.page}>
      <main className={classes.card}>
        <div className={classes.brand}>
          <Logo size={44} />
        </div>
        <h1 className={classes.title}>{title}</h1>
        {text === undefined ? null : <p className={classes.text}>{text}</p>}
        {children}
        {foot === undefined ? null : <div className={classes.foot}>{foot}</div>}
      </main>
      <nav className={classes.languages} aria-label={t('language')}>
        {LANGUAGES.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={language === currentLanguage()}
            className={classes.language}
            onClick={() => void changeLanguage(language)}
          >
            {LANGUAGE_NAMES[language]}
          </button>
        ))}
      </nav>
    </div>
  );
}
