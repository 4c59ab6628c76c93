/** Finding what was said, where, and by whom. */
import { z } from 'zod';
import { command } from '../../kernel/define.ts';
import { Time } from '../../kernel/scalars.ts';
import { User } from '../accounts/model.ts';
import { FoundFile, FoundMessage, FoundRoom } from './model.ts';
import { MAX_QUERY_CHARS } from './query.ts';

export const find = command({
  name: 'search:find',
  summary: 'Messages, rooms, people and files I may see, by words and operators; the newest messages first',
  effect: 'read',
  namespaces: ['/chat'],
  input: z.object({
    /** Words, "phrases", -word, from: in: has: before: after: on: is: */
    q: z.string().max(MAX_QUERY_CHARS),
    /** Where days begin for whoever asks: a name like `Asia/Bangkok`. Default: UTC. */
    timeZone: z.string().max(64).optional(),
    /** The `next` of an answer: further messages only. */
    cursor: z.string().max(200).optional(),
    /** Of messages. */
    limit: z.number().int().min(1).max(50).optional(),
  }),
  output: z.object({
    messages: z.array(FoundMessage),
    rooms: z.array(FoundRoom),
    people: z.array(User),
    files: z.array(FoundFile),
    /** Goes on with older messages; null when there are none. There may be one although few or no messages were found. */
    next: z.string().nullable(),
    /** How far back was looked, when that is not to the beginning: one search does a bounded amount of work. */
    searchedTo: Time.nullable(),
  }),
  rest: { method: 'GET', path: '/api/search' },
});
