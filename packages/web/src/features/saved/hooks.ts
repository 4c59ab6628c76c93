/** What the views of saved messages show and do. */
import { SAVED } from '@parley/client/features/saved/projection';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { client, useReadable } from '../../app/client.ts';

const mine = client.own(SAVED);

export function useIsSaved(messageId: string): boolean {
  return useReadable(mine).known.has(messageId);
}

export function useSave() {
  return useMutation({
    mutationFn: ({ messageId, save }: { readonly messageId: string; readonly save: boolean }) =>
      client.call(save ? 'saved:add' : 'saved:remove', { messageId }),
  });
}

/** Asked for anew whenever my channel says that it changed. */
export function useSavedMessages() {
  const { ids } = useReadable(mine);
  return useInfiniteQuery({
    queryKey: ['saved', ids],
    queryFn: ({ pageParam }) => client.call('saved:list', pageParam === null ? {} : { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
    staleTime: 0,
  });
}
