/** What becomes of my reminders, on my own channel. */
import { z } from 'zod';
import { event } from '../../kernel/define.ts';
import { GoneReminder, Reminder } from './model.ts';

const namespaces = ['/chat'];
/** Recovery tells of the present state: of what was done since then, only that it is gone. */
const data = z.union([Reminder, GoneReminder]);

export const changed = event({
  name: 'reminder:changed',
  summary: 'A reminder was made or put off',
  on: ['user'],
  durable: true,
  namespaces,
  data,
});

export const due = event({
  name: 'reminder:due',
  summary: 'The time of a reminder has come',
  on: ['user'],
  durable: true,
  namespaces,
  data,
});

export const ended = event({
  name: 'reminder:ended',
  summary: 'A reminder was done or cancelled',
  on: ['user'],
  durable: true,
  namespaces,
  data: GoneReminder,
});
