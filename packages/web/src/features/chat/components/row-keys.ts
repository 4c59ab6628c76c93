/** Keys on a message that has the focus: to its neighbours, and what is done with it most. */
import type { ShownMessage } from '@parley/client/projections/conversation';
import type { KeyboardEvent } from 'react';
import type { RowContext } from './row-context.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1 };

/** Gives the focus to the last message that is in view whole; whether there was one. */
export function focusLastInView(): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-message]')];
  const last = rows.findLast((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
  last?.focus();
  return last !== undefined;
}

export function onRowKey(
  event: KeyboardEvent<HTMLElement>,
  messages: readonly ShownMessage[],
  context: RowContext,
): void {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey || altKey) return;
  // A key pressed in what stands inside a row is that thing's own.
  if (!(target instanceof HTMLElement) || target.dataset.message === undefined) return;
  if (key === 'Escape') {
    event.preventDefault();
    // Back to where one writes.
    context.onStopEditing();
    return;
  }
  const step = STEPS[key];
  if (step === undefined) {
    act(event, target.dataset.message, messages, context);
    return;
  }
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const next = all[all.indexOf(target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function act(
  event: KeyboardEvent<HTMLElement>,
  messageId: string,
  messages: readonly ShownMessage[],
  context: RowContext,
): void {
  const message = messages.find(({ id }) => id === messageId);
  if (message === undefined || message.delivery !== 'sent' || message.deletedAt !== null) return;
  if (event.key === 'r') context.onReply(message);
  else if (event.key === 't') context.onThread?.(messageId);
  else if (event.key === 'u' && context.room.myRole !== undefined) context.onMarkUnread(messageId);
  else if (event.key === 'e' && message.userId === context.me && message.type === 'text') {
    context.onEdit(messageId);
  } else return;
  event.preventDefault();
}
