/** What the views of drafts and scheduled messages show and do. */
import { SCHEDULED } from '@parley/client/features/scheduled/projection';
import type { Room } from '@parley/contract/features/chat/model';
import type { CommandInput } from '@parley/contract/registry';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, useReadable } from '../../app/client.ts';

const heads = client.own(SCHEDULED);

export function useUnsentCount() {
  const drafts = useReadable(client.drafts);
  const scheduled = useReadable(heads);
  return {
    count: drafts.length + scheduled.length,
    urgent: scheduled.some(({ failure }) => failure !== null),
  };
}

export function useHasDraft({ id }: Room): boolean {
  return useReadable(client.drafts).some(({ roomId }) => roomId === id);
}

/** Asked for anew whenever my channel says that one of them changed. */
export function useScheduled() {
  const state = useReadable(heads);
  return useQuery({
    queryKey: ['scheduled', state.map(({ id, version }) => `${id} ${version}`)],
    queryFn: async () => (await client.call('scheduled:list', {})).items,
    placeholderData: (previous) => previous,
  });
}

export function useSchedule() {
  return useMutation({
    mutationFn: (input: CommandInput<'scheduled:create'>) => client.call('scheduled:create', input),
  });
}

export function useReschedule() {
  return useMutation({
    mutationFn: (input: CommandInput<'scheduled:edit'>) => client.call('scheduled:edit', input),
  });
}

export function useSendNow() {
  return useMutation({
    mutationFn: (scheduledId: string) => client.call('scheduled:send', { scheduledId }),
  });
}

export function useCancelScheduled() {
  return useMutation({
    mutationFn: (scheduledId: string) => client.call('scheduled:cancel', { scheduledId }),
  });
}
