/** What the settings change. */
import type { CommandInput } from '@parley/contract/registry';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, session } from '../../app/client.ts';

export function useUpdateAccount() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommandInput<'account:update'>) => client.call('account:update', input),
    onSuccess: ({ user }) => {
      session.profile(user);
      void queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (input: CommandInput<'account:password'>) => client.call('account:password', input),
  });
}
