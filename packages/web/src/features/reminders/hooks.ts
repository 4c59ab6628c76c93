/** What the views of reminders show and do. */
import { dueOf, REMINDERS } from '@parley/client/features/reminders/projection';
import type { CommandInput } from '@parley/contract/registry';
import { useMutation, useQuery } from '@tanstack/react-query';
import { client, useReadable } from '../../app/client.ts';

const mine = client.own(REMINDERS);

export function useReminders() {
  return useReadable(mine);
}

/** Those that are due: what waits for its time wants no attention. */
export function useReminderCount() {
  const count = dueOf(useReminders()).length;
  return { count, urgent: count > 0 };
}

/** With the beginnings of their messages; asked for anew whenever my channel says that one changed. */
export function useReminderList() {
  const { reminders } = useReminders();
  return useQuery({
    queryKey: ['reminders', reminders.map(({ id, remindAt, dueAt }) => `${id} ${remindAt} ${dueAt}`)],
    queryFn: async () => (await client.call('reminder:list', {})).items,
    placeholderData: (previous) => previous,
  });
}

export function useRemind() {
  return useMutation({
    mutationFn: (input: CommandInput<'reminder:create'>) => client.call('reminder:create', input),
  });
}

export function useSnooze() {
  return useMutation({
    mutationFn: (input: CommandInput<'reminder:snooze'>) => client.call('reminder:snooze', input),
  });
}

export function useFinish() {
  return useMutation({
    mutationFn: ({ id, done }: { readonly id: string; readonly done: boolean }) =>
      client.call(done ? 'reminder:done' : 'reminder:cancel', { reminderId: id }),
  });
}
