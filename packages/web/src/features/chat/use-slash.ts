/** The commands of a room, and carrying one out. */

import type { Room } from '@parley/contract/features/chat/model';
import type { SlashEntry, SlashOutcome } from '@parley/contract/features/slash/commands';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../../app/client.ts';
import { errorOf, errorText } from '../../app/errors.ts';
import { argumentsText } from './slash-model.ts';

export function useSlashEntries(room: Room, enabled = true): readonly SlashEntry[] {
  const { data } = useQuery({
    // What one may do there follows one's standing in it.
    queryKey: ['slash', room.id, room.myRole ?? '', room.archivedAt ?? ''],
    queryFn: () => client.call('slash:list', { roomId: room.id }),
    staleTime: 60_000,
    enabled,
  });
  return data?.items ?? NONE;
}
const NONE: readonly SlashEntry[] = [];

/** A command's own words in the reader's language; those of a feature that has none here are the server's. */
export function useSlashWords() {
  const { t, i18n } = useTranslation('slash');
  return {
    descriptionOf: ({ name, description }: SlashEntry): string =>
      i18n.exists(`slash:text.${name}`) ? t(`text.${name}`) : description,
    argumentsOf: ({ takes }: SlashEntry): string => argumentsText(takes, (kind) => t(`takes.${kind}`)),
  };
}

export interface SlashRun {
  readonly busy: boolean;
  readonly run: (text: string, ends: SlashEnds) => void;
}

interface SlashEnds {
  readonly done: (outcome: SlashOutcome) => void;
  /** With what to tell the person. */
  readonly failed: (why: string) => void;
}

export function useSlashRun(room: Room): SlashRun {
  const { t } = useTranslation('slash');
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: (text: string) => client.call('slash:run', { roomId: room.id, text }),
    // Here and not where it is asked for: whoever left a room no longer has its page to be told.
    onSuccess: async ({ outcome }) => {
      client.drafts.write({ roomId: room.id }, '', null);
      if (outcome.kind === 'room')
        await navigate({ to: '/rooms/$roomId', params: { roomId: outcome.roomId } });
      if (outcome.kind === 'left') await navigate({ to: '/rooms' });
    },
  });
  const why = (text: string, error: unknown): string => {
    const { code, details } = errorOf(error);
    const meant = details.filter(({ path }) => path === 'text').map(({ message }) => message);
    const name = /^\S+/.exec(text)?.[0] ?? text;
    if (code === 'INVALID' && meant[0] !== undefined) return t('usage', { usage: meant[0] });
    if (code !== 'NOT_FOUND') return errorText(t, error);
    return meant.length === 0 ? t('notFound', { name }) : t('unknown', { name, near: meant.join(', ') });
  };
  return {
    busy: isPending,
    run: (text, { done, failed }) =>
      mutate(text, {
        onError: (error) => failed(why(text, error)),
        onSuccess: ({ outcome }) => done(outcome),
      }),
  };
}
