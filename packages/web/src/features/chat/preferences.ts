/** What one makes of rooms for oneself, as the components do it. The change comes back as an event, as on every device. */
import type { CommandInput } from '@parley/contract/registry';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export function usePrefer() {
  return useMutation({
    mutationFn: (input: CommandInput<'chat:preferences'>) => client.call('chat:preferences', input),
  });
}

export function useCategories() {
  const create = useMutation({
    mutationFn: (name: string) => client.call('chat:category-create', { name }),
  });
  const update = useMutation({
    mutationFn: (input: CommandInput<'chat:category-update'>) => client.call('chat:category-update', input),
  });
  const remove = useMutation({
    mutationFn: (categoryId: string) => client.call('chat:category-delete', { categoryId }),
  });
  return { create, update, remove };
}
