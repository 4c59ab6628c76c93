/** Emoji by name after a colon, from the same file as the picker. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { emojiLanguage, fetchEmoji } from './emoji-data.ts';
import type { SuggestionSource } from './suggestion.ts';
import { ranked } from './switcher-model.ts';

const SHOWN = 8;

function useEmoji(query: string) {
  const { i18n } = useTranslation();
  const language = emojiLanguage(i18n.language);
  const { data } = useQuery({
    queryKey: ['emoji', language],
    queryFn: () => fetchEmoji(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const all = (data?.emojis ?? []).map(({ emoji, label, tags }, index) => ({
      id: emoji,
      name: label,
      also: tags.join(' '),
      // The file is in the order people know them in.
      weight: -index,
    }));
    return ranked(query.replaceAll('_', ' '), all, SHOWN).map(({ id, name }) => ({
      id,
      insert: id,
      icon: id,
      label: name,
    }));
  }, [data, query]);
}

export const emojiSource: SuggestionSource = { useSuggestions: useEmoji };
