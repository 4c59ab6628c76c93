/** The commands of this room after a slash at the beginning. */
import { matching } from './slash-model.ts';
import type { SuggestionSource } from './suggestion.ts';
import { useSlashEntries, useSlashWords } from './use-slash.ts';

export const slashSource: SuggestionSource = {
  useSuggestions: (query, room) => {
    const { descriptionOf, argumentsOf } = useSlashWords();
    return matching(useSlashEntries(room), query).map((entry) => ({
      id: entry.name,
      insert: `/${entry.name}`,
      label: `/${entry.name}`,
      hint: argumentsOf(entry),
      note: descriptionOf(entry),
    }));
  },
};
