/** Gives a text field suggestions: it follows the caret, hands keys to the list first, and says what the field has to tell of it. */
import type { Room } from '@parley/contract/features/chat/model';
import {
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../compose-model.ts';
import { complete, TRIGGERS, tokenAt } from '../suggest-model.ts';
import type { Offered, SuggestionsHandle } from './suggestions.tsx';

const Suggestions = lazy(async () => ({ default: (await import('./suggestions.tsx')).Suggestions }));

interface Suggesting {
  /** To be called before the field's own keys; true when the key was for the list. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** For the text field. It stays a text field to assistive technology, one with a list. */
  readonly field: {
    readonly onSelect: () => void;
    readonly 'aria-autocomplete': 'list';
    readonly 'aria-haspopup': 'listbox';
    readonly 'aria-controls': string | undefined;
    readonly 'aria-activedescendant': string | undefined;
  };
  readonly onBlur: () => void;
  /** To be shown anywhere beside the field. */
  readonly list: React.ReactNode;
}

export function useSuggestions(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  room: Room,
  apply: (next: Draft) => void,
  triggers = TRIGGERS,
): Suggesting {
  const { t } = useTranslation('suggest');
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [offered, setOffered] = useState<Offered | null>(null);
  const handle = useRef<SuggestionsHandle>(null);

  const token = caret === null ? null : tokenAt(text, caret, triggers);
  // Dismissed for as long as this token is being typed.
  if (token?.start !== dismissed && dismissed !== null) setDismissed(null);
  const shown = token !== null && token.start !== dismissed ? token : null;
  const onDismiss = useCallback(() => setDismissed(token?.start ?? null), [token?.start]);
  const anchor = field.current;

  return {
    onKey: (event) => shown !== null && (handle.current?.onKey(event) ?? false),
    onBlur: () => setCaret(null),
    field: {
      onSelect: () => {
        const element = field.current;
        if (element === null || document.activeElement !== element) return;
        setCaret(element.selectionStart === element.selectionEnd ? element.selectionEnd : null);
      },
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': offered === null ? undefined : id,
      'aria-activedescendant': offered?.optionId,
    },
    list: (
      <>
        <span className="visually-hidden" role="status">
          {offered === null ? '' : t('count', { count: offered.count })}
        </span>
        {shown === null || anchor === null ? null : (
          <Suspense>
            <Suggestions
              key={shown.mark}
              ref={handle}
              id={id}
              anchor={anchor}
              token={shown}
              room={room}
              onOffer={setOffered}
              onChoose={(insert) => apply(complete(text, shown, insert))}
              onDismiss={onDismiss}
            />
          </Suspense>
        )}
      </>
    ),
  };
}
