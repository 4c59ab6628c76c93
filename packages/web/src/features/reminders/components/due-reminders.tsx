/** Tells of reminders as they fall due while one is here; those that were due before are counted in the sidebar. */
import { dueOf } from '@parley/client/features/reminders/projection';
import type { Reminder } from '@parley/contract/features/reminders/model';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../app/client.ts';
import { toast } from '../../../ui/components/toasts.tsx';
import { useReminders } from '../hooks.ts';

const nameOf = ({ id, dueAt }: Reminder) => `${id} ${dueAt}`;

export function DueReminders() {
  const { t } = useTranslation('reminders');
  const navigate = useNavigate();
  const state = useReminders();
  const told = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const due = dueOf(state);
    const before = told.current;
    told.current = state.ready ? new Set(due.map(nameOf)) : null;
    if (before === null) return;
    for (const reminder of due) if (!before.has(nameOf(reminder))) void tell(reminder);

    async function tell(reminder: Reminder) {
      const { roomId, messageId } = reminder;
      const show = () =>
        roomId === null
          ? navigate({ to: '/reminders' })
          : navigate({
              to: '/rooms/$roomId',
              params: { roomId },
              search: messageId === null ? {} : { message: messageId },
            });
      const what = reminder.text || (await excerptOf(reminder)) || t('aMessage');
      toast(t('due', { what }), { action: { label: t('show'), run: () => void show() } });
    }
  }, [state, t, navigate]);
  return null;
}

/** What its message says now; nothing where that can't be had. */
async function excerptOf({ id }: Reminder): Promise<string | null> {
  try {
    const { items } = await client.call('reminder:list', {});
    return items.find((item) => item.id === id)?.excerpt ?? null;
  } catch {
    return null;
  }
}
