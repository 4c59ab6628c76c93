/** What one makes of rooms for oneself. */
import * as contract from '@parley/contract/features/chat/commands/preferences';
import type { RoomCategory, RoomPreferences } from '@parley/contract/features/chat/model';
import { type CommandContext, type CommandDef, type Decision, refuse } from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import { categoriesChanged, originOf, roomPreferencesChanged } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import {
  emptyCategory,
  expectCategories,
  readCategories,
  readPreferences,
  type StoredCategories,
  updatePreferences,
  writeCategories,
} from '../store/preferences.ts';
import { storable } from '../text.ts';

/** More would be no order any more. */
const MAX_CATEGORIES = 50;

export function preferenceCommands(parts: ChatParts): readonly CommandDef[] {
  const lane = () => 'room-categories';
  return [
    decides(contract.preferences, {
      lane: (input) => `room:${input.roomId}`,
      decide: async (context, input) => {
        const room = await parts.directory.open(context, input.roomId);
        const { userId } = context.actor;
        const mine = await readPreferences(reader(parts), room.id, userId);
        if (mine === null) refuse('FORBIDDEN', 'You are not a member of this room. Join it first.');
        const { favourite = mine.favourite, categoryId = mine.categoryId, mute = mine.mute } = input;
        const wanted: RoomPreferences = { favourite, categoryId, mute, version: mine.version };
        if (JSON.stringify(wanted) === JSON.stringify(mine)) {
          return { kind: 'reply', data: { preferences: mine } };
        }
        const preferences = { ...wanted, version: mine.version + 1 };
        const statements = [updatePreferences(builder(parts), { roomId: room.id, userId }, preferences)];
        if (categoryId !== null && categoryId !== mine.categoryId) {
          const { categories, version } = await readCategories(reader(parts), userId);
          if (!categories.some(({ id }) => id === categoryId)) noSuchCategory();
          statements.push(expectCategories(builder(parts), userId, version));
        }
        return {
          kind: 'write',
          write: {
            statements,
            appends: [roomPreferencesChanged(originOf(context), room.id, preferences)],
            answer: { kind: 'json', json: JSON.stringify({ preferences }) },
          },
        };
      },
    }),

    decides(contract.categories, {
      decide: async ({ actor }) => {
        const { categories: items } = await readCategories(reader(parts), actor.userId);
        return { kind: 'reply', data: { items, next: null } };
      },
    }),

    decides(contract.createCategory, {
      lane,
      decide: async (context, input) => {
        const known = await readCategories(reader(parts), context.actor.userId);
        if (known.categories.length >= MAX_CATEGORIES) {
          refuse('CONFLICT', `You have ${MAX_CATEGORIES} categories already. Delete one first.`);
        }
        const category = { id: context.newId(), name: storable(input.name, 'name') };
        return changed(parts, context, known, [...known.categories, category], { category });
      },
    }),

    decides(contract.updateCategory, {
      lane,
      decide: async (context, input) => {
        const known = await readCategories(reader(parts), context.actor.userId);
        const { index: from, category: before } = found(known, input.categoryId);
        const name = input.name === undefined ? before.name : storable(input.name, 'name');
        const category = { ...before, name };
        const others = known.categories.toSpliced(from, 1);
        const to = Math.min(input.index ?? from, others.length);
        if (name === before.name && to === from) return { kind: 'reply', data: { category } };
        return changed(parts, context, known, others.toSpliced(to, 0, category), { category });
      },
    }),

    decides(contract.deleteCategory, {
      lane,
      decide: async (context, input) => {
        const { userId } = context.actor;
        const known = await readCategories(reader(parts), userId);
        const { index } = found(known, input.categoryId);
        const emptied = emptyCategory(builder(parts), userId, input.categoryId);
        return changed(parts, context, known, known.categories.toSpliced(index, 1), {}, [emptied]);
      },
    }),
  ];
}

function found({ categories }: StoredCategories, id: string): { index: number; category: RoomCategory } {
  const index = categories.findIndex((category) => category.id === id);
  const category = categories[index];
  return category === undefined ? noSuchCategory() : { index, category };
}

function noSuchCategory(): never {
  refuse('NOT_FOUND', 'You have no such category.');
}

/** All of them are told together, in their order. */
function changed(
  parts: ChatParts,
  context: CommandContext,
  known: StoredCategories,
  categories: readonly RoomCategory[],
  answer: object,
  also: ReturnType<typeof emptyCategory>[] = [],
): Decision {
  const { userId } = context.actor;
  return {
    kind: 'write',
    write: {
      statements: [writeCategories(builder(parts), userId, categories, known.version), ...also],
      appends: [categoriesChanged(originOf(context), categories)],
      answer: { kind: 'json', json: JSON.stringify(answer) },
    },
  };
}
