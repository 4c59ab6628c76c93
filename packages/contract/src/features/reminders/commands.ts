/** Being reminded of something. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page, Time } from '../../kernel/scalars.ts';
import { RoomRef } from '../chat/model.ts';
import { Reminder, ReminderText, ShownReminder } from './model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
const PATH = '/api/reminders';
const one = z.object({ reminderId: Id, clientId });

export const create = command({
  name: 'reminder:create',
  summary: 'Be reminded of a message, or of a text of my own, at a time to come',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({
    text: ReminderText.optional(),
    messageId: Id.optional(),
    roomId: RoomRef.optional(),
    remindAt: Time,
    clientId,
  }),
  output: z.object({ reminder: Reminder }),
  rest: { method: 'POST', path: PATH, status: 201 },
});

export const list = command({
  name: 'reminder:list',
  summary: 'My reminders: those that are due, then those that wait, the next first',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: page(ShownReminder),
  rest: { method: 'GET', path: PATH },
});

export const snooze = command({
  name: 'reminder:snooze',
  summary: 'Be reminded at another time',
  effect: 'write',
  quiet: true,
  namespaces,
  input: one.extend({ remindAt: Time }),
  output: z.object({ reminder: Reminder }),
  rest: { method: 'POST', path: `${PATH}/:reminderId/snooze` },
});

export const done = command({
  name: 'reminder:done',
  summary: 'What I was reminded of is done: forget it',
  effect: 'write',
  quiet: true,
  namespaces,
  input: one,
  output: z.object({}),
  rest: { method: 'POST', path: `${PATH}/:reminderId/done` },
});

export const cancel = command({
  name: 'reminder:cancel',
  summary: 'Don’t remind me of it',
  effect: 'write',
  quiet: true,
  namespaces,
  input: one,
  output: z.object({}),
  rest: { method: 'DELETE', path: `${PATH}/:reminderId` },
});
