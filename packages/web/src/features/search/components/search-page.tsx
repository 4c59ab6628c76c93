/** The page of a search: the field, its filters, and what was found, the newest first. */
import { MAX_QUERY_CHARS, parseQuery } from '@parley/contract/features/search/query';
import { useSearch as useAddress, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageTitle } from '../../../app/page-title.ts';
import { Page } from '../../../ui/components/page.tsx';
import { Filters } from './filters.tsx';
import { Results } from './results.tsx';
import { SearchField } from './search-field.tsx';

/** Whoever types in a hurry asks once. */
const PAUSE_MS = 250;

export function SearchPage() {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const address: { readonly q?: unknown } = useAddress({ strict: false });
  const asked = typeof address.q === 'string' || typeof address.q === 'number' ? String(address.q) : '';
  const [text, setText] = useState(asked);
  const page = useRef<HTMLDivElement>(null);
  usePageTitle(asked === '' ? t('title') : `${t('title')}: ${asked}`);

  // Somebody else changed the address: going back, or Ctrl+K.
  const [known, setKnown] = useState(asked);
  if (known !== asked) {
    setKnown(asked);
    if (asked !== text.trim()) setText(asked);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked) return;
    const timer = setTimeout(() => {
      void navigate({ to: '/search', search: wanted === '' ? {} : { q: wanted }, replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, asked, navigate]);

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.nativeEvent.isComposing) return;
    const stops = [...(page.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? stops.indexOf(activeElement) : -1;
    const next = stops[at + step];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows go from the field through the results
    <div ref={page} onKeyDown={onKey} style={{ display: 'contents' }}>
      <Page title={t('title')}>
        <SearchField value={text} onChange={setText} maxLength={MAX_QUERY_CHARS} />
        <Filters text={text} onChange={setText} />
        <Results q={asked} query={parseQuery(asked)} />
      </Page>
    </div>
  );
}
