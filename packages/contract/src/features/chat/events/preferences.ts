/** What one made of rooms for oneself, told to one's other devices. */
import { z } from 'zod';
import { event } from '../../../kernel/define.ts';
import { Id } from '../../../kernel/scalars.ts';
import { RoomCategory, RoomPreferences } from '../model.ts';

const namespaces = ['/chat'];

export const preferencesChanged = event({
  name: 'room:preferences',
  summary: 'I made something else of a room for myself',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ roomId: Id, preferences: RoomPreferences }),
});

export const categoriesChanged = event({
  name: 'room:categories',
  summary:
    'My categories as they are now; rooms of one that is gone are in none, each preferences’ version one higher',
  on: ['user'],
  durable: true,
  namespaces,
  data: z.object({ categories: z.array(RoomCategory) }),
});

export const preferencesEvents = [preferencesChanged, categoriesChanged] as const;
