/** What one makes of rooms for oneself: favourites, categories, muting. Nobody else is told. */
import { z } from 'zod';
import { command } from '../../../kernel/define.ts';
import { ClientId, Id, page } from '../../../kernel/scalars.ts';
import { Mute, RoomCategory, RoomCategoryName, RoomPreferences, RoomRef } from '../model.ts';

const namespaces = ['/chat'];
const clientId = ClientId.optional();

export const preferences = command({
  name: 'chat:preferences',
  summary: 'Make a room a favourite, put it into a category, mute it; what is absent stays',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({
    roomId: RoomRef,
    favourite: z.boolean().optional(),
    categoryId: Id.nullable().optional(),
    mute: Mute.nullable().optional(),
    clientId,
  }),
  output: z.object({ preferences: RoomPreferences }),
  rest: { method: 'PATCH', path: '/api/chat/rooms/:roomId/preferences' },
});

export const categories = command({
  name: 'chat:categories',
  summary: 'My categories of rooms, in my order',
  effect: 'read',
  namespaces,
  input: z.object({}),
  output: page(RoomCategory),
  rest: { method: 'GET', path: '/api/chat/categories' },
});

export const createCategory = command({
  name: 'chat:category-create',
  summary: 'Make a category of rooms, the last of mine',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ name: RoomCategoryName, clientId }),
  output: z.object({ category: RoomCategory }),
  rest: { method: 'POST', path: '/api/chat/categories', status: 201 },
});

export const updateCategory = command({
  name: 'chat:category-update',
  summary: 'Rename a category of mine, or move it to another place among them',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({
    categoryId: Id,
    name: RoomCategoryName.optional(),
    /** Its place among the categories then, from 0; beyond the last means last. */
    index: z.number().int().min(0).optional(),
    clientId,
  }),
  output: z.object({ category: RoomCategory }),
  rest: { method: 'PATCH', path: '/api/chat/categories/:categoryId' },
});

export const deleteCategory = command({
  name: 'chat:category-delete',
  summary: 'Delete a category of mine; its rooms stay, in none',
  effect: 'write',
  quiet: true,
  namespaces,
  input: z.object({ categoryId: Id, clientId }),
  output: z.object({}),
  rest: { method: 'DELETE', path: '/api/chat/categories/:categoryId' },
});

export const preferencesCommands = [
  preferences,
  categories,
  createCategory,
  updateCategory,
  deleteCategory,
] as const;
