/** The list of suggestions for the token being typed: which one is active, and what the keys do to it. */
import type { Room } from '@parley/contract/features/chat/model';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { optionId, SuggestionList } from '../../../ui/components/suggestion-list.tsx';
import type { Token } from '../suggest-model.ts';
import { SOURCES } from '../suggestion-sources.ts';

export interface SuggestionsHandle {
  /** True when the key was for the list; then it is used up. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/** What the field says of the list to who can't see it. */
export interface Offered {
  readonly count: number;
  readonly optionId: string;
}

interface SuggestionsProps {
  readonly ref: Ref<SuggestionsHandle>;
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly token: Token;
  readonly room: Room;
  /** Null: nothing is offered. */
  readonly onOffer: (offered: Offered | null) => void;
  readonly onChoose: (insert: string) => void;
  readonly onDismiss: () => void;
}

/** To be keyed by the token's mark: each mark's source is a hook of its own. */
export function Suggestions({
  ref,
  id,
  anchor,
  token,
  room,
  onOffer,
  onChoose,
  onDismiss,
}: SuggestionsProps) {
  const { t } = useTranslation('suggest');
  const items = SOURCES[token.mark].useSuggestions(token.query, room);
  const [picked, setPicked] = useState({ query: token.query, index: 0 });
  // Other letters make another list, whose first is the best again.
  const active = picked.query === token.query ? Math.max(0, Math.min(picked.index, items.length - 1)) : 0;
  const pick = (index: number) => setPicked({ query: token.query, index });
  const choose = (index: number) => {
    const item = items[index];
    if (item !== undefined) onChoose(item.insert);
  };
  const count = items.length;
  useEffect(() => {
    onOffer(count === 0 ? null : { count, optionId: optionId(id, active) });
    return () => onOffer(null);
  }, [id, count, active, onOffer]);

  const isTyped = items[active]?.insert === token.mark + token.query;
  useImperativeHandle(ref, () => ({
    onKey: (event) => {
      if (count === 0 || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
      if (event.key === 'ArrowDown') pick((active + 1) % count);
      else if (event.key === 'ArrowUp') pick((active - 1 + count) % count);
      else if (event.key === 'Tab') choose(active);
      // What stands there in full already needs no completing: Enter means the text.
      else if (event.key === 'Enter' && !isTyped) choose(active);
      else if (event.key === 'Escape') onDismiss();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  }));

  if (count === 0) return null;
  return (
    <SuggestionList
      id={id}
      label={t('list')}
      anchor={anchor}
      items={items}
      active={active}
      onActive={pick}
      onChoose={choose}
    />
  );
}
