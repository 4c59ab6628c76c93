/** Emoji by name after a colon: those of this server, and those of the file that the picker has too. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmojiSign } from '../../app/emoji-sign.tsx';
import { useCustomEmoji } from '../../app/extensions.ts';
import { emojiLanguage, fetchEmoji } from './emoji-data.ts';
import type { SuggestionSource } from './suggestion.ts';
import { ranked } from './switcher-model.ts';

const SHOWN = 8;

function useEmoji(query: string) {
  const { i18n } = useTranslation();
  const language = emojiLanguage(i18n.language);
  const own = useCustomEmoji();
  const { data } = useQuery({
    queryKey: ['emoji', language],
    queryFn: () => fetchEmoji(language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return useMemo(() => {
    const standard = (data?.emojis ?? []).map(({ emoji, label, tags }, index) => ({
      id: emoji,
      name: label,
      also: tags.join(' '),
      // The file is in the order people know them in.
      weight: -index,
    }));
    const custom = [...own.keys()].map((name) => ({
      id: `:${name}:`,
      name: name.replaceAll('_', ' '),
      also: undefined,
      weight: 1,
    }));
    return ranked(query.replaceAll('_', ' '), [...custom, ...standard], SHOWN).map(
      ({ id, name, weight }) => ({
        id,
        insert: id,
        icon: <EmojiSign emoji={id} />,
        label: weight > 0 ? id : name,
      }),
    );
  }, [data, own, query]);
}

export const emojiSource: SuggestionSource = { useSuggestions: useEmoji };
