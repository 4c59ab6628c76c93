/** Writing now what is sent later. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { ClientId, Id, page, Time } from '../../kernel/scalars.ts';
import { Message, RoomRef } from '../chat/model.ts';
import { Scheduled } from './model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();
const PATH = '/api/scheduled';

export const create = command({
  name: 'scheduled:create',
  summary: 'Send a message at a time to come, at most a year ahead',
  effect: 'write',
  namespaces,
  input: z.object({
    roomId: RoomRef,
    content: z.string(),
    threadId: Id.optional(),
    replyTo: Id.optional(),
    sendAt: Time,
    clientId,
  }),
  output: z.object({ scheduled: Scheduled }),
  rest: { method: 'POST', path: PATH, status: 201 },
});

export const list = command({
  name: 'scheduled:list',
  summary: 'My messages that wait for their time, and those that could not be sent then; the next first',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: page(Scheduled),
  rest: { method: 'GET', path: PATH },
});

export const edit = command({
  name: 'scheduled:edit',
  summary: 'Change the text or the time of a scheduled message; what is absent stays',
  effect: 'write',
  namespaces,
  input: z.object({ scheduledId: Id, content: z.string().optional(), sendAt: Time.optional(), clientId }),
  output: z.object({ scheduled: Scheduled }),
  rest: { method: 'PATCH', path: `${PATH}/:scheduledId` },
});

export const cancel = command({
  name: 'scheduled:cancel',
  summary: 'Forget a scheduled message',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ scheduledId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: `${PATH}/:scheduledId` },
});

export const send = command({
  name: 'scheduled:send',
  summary: 'Send a scheduled message now',
  effect: 'write',
  namespaces,
  input: z.object({ scheduledId: Id, clientId }),
  output: z.object({ message: Message }),
  rest: { method: 'POST', path: `${PATH}/:scheduledId/send` },
});
