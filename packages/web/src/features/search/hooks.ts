/** What the search page asks. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

/** Days begin where the reader is. */
const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function useSearch(q: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['search', q],
    queryFn: ({ pageParam }) =>
      client.call('search:find', {
        q,
        timeZone: TIME_ZONE,
        ...(pageParam === null ? {} : { cursor: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled,
    // What is said meanwhile should be found by whoever looks again.
    staleTime: 5_000,
  });
}
