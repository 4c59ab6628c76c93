/** The draft one writes in: its words here at once, and brought together with what other devices make of it. */
import type { DraftPlace } from '@parley/client/features/drafts/projection';
import type { Draft } from '@parley/contract/features/drafts/model';
import { useEffect, useMemo, useRef, useState } from 'react';
import { client } from '../../app/client.ts';

export interface DraftField {
  readonly text: string;
  /** Of the message it answers. */
  readonly replyTo: string | null;
  readonly write: (text: string) => void;
  /** Says what it answers from now on; null: nothing. */
  readonly answer: (messageId: string | null) => void;
  /** What another device wrote there meanwhile. */
  readonly other: Draft | null;
  readonly takeOther: () => void;
  readonly keepMine: () => void;
}

const sameWords = (a: string, b: string) => a === b || (a.trim() === '' && b.trim() === '');

export function useDraft(roomId: string, threadId: string | undefined): DraftField {
  const place: DraftPlace = useMemo(
    () => (threadId === undefined ? { roomId } : { roomId, threadId }),
    [roomId, threadId],
  );
  const [text, setText] = useState(() => client.drafts.at(place).text);
  const [replyTo, setReplyTo] = useState(() => client.drafts.at(place).replyTo);
  const [other, setOther] = useState(() => client.drafts.at(place).other);
  // What the field shows or is about to: newer than what was last drawn.
  const latest = useRef(text);

  useEffect(() => {
    const look = () => {
      const draft = client.drafts.at(place);
      setOther(draft.other);
      if (sameWords(draft.text, latest.current)) return;
      latest.current = draft.text;
      setText(draft.text);
      // What they answer comes and goes with the words.
      setReplyTo(draft.replyTo);
    };
    look();
    return client.drafts.subscribe(look);
  }, [place]);
  useEffect(() => {
    const leaving = () => {
      if (document.visibilityState === 'hidden') client.drafts.flush();
    };
    document.addEventListener('visibilitychange', leaving);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      client.drafts.flush();
    };
  }, []);

  return {
    text,
    replyTo,
    write: (next) => {
      latest.current = next;
      setText(next);
      client.drafts.write(place, next, replyTo);
    },
    answer: (messageId) => {
      setReplyTo(messageId);
      if (latest.current !== '') client.drafts.write(place, latest.current, messageId);
    },
    other,
    takeOther: () => client.drafts.takeOther(place),
    keepMine: () => client.drafts.keepMine(place),
  };
}
