import i18next, { type TFunction } from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import accounts from '../../i18n/en/accounts.json' with { type: 'json' };
import chat from '../../i18n/en/chat.json' with { type: 'json' };
import moderation from '../../i18n/en/moderation.json' with { type: 'json' };
import rooms from '../../i18n/en/rooms.json' with { type: 'json' };
import { detailTexts } from './audit-details.ts';

let t: TFunction;
beforeAll(async () => {
  const texts = i18next.createInstance();
  await texts.init({
    lng: 'en',
    defaultNS: 'moderation',
    resources: { en: { moderation, accounts, chat, rooms } },
  });
  t = texts.getFixedT('en');
});
const of = (action: string, details: Record<string, unknown>) =>
  detailTexts({ action, details }, t, { exact: (iso) => iso });

test('says what belongs to an act', () => {
  expect(of('people:role', { from: 'member', to: 'admin' })).toEqual(['Role: Member → Administrator']);
  expect(of('chat:member-role', { from: 'member', to: 'owner' })).toEqual(['Role: Member → Owner']);
  expect(of('chat:ban', { until: null })).toEqual(['until somebody lifts it']);
  expect(of('chat:mute', { until: '2026-01-01' })).toEqual(['until 2026-01-01']);
  expect(of('chat:purge', { hours: 6 })).toEqual(['what was said in the last 6 hours']);
  expect(of('room-invite:create', { uses: 1, expiresAt: null })).toEqual(['for 1 person']);
  expect(
    of('chat:update-room', {
      permissions: { post: { from: 'member', to: 'moderator' } },
      slowModeSeconds: { from: 0, to: 30 },
    }),
  ).toEqual(['Write messages: Every member → Moderators and owners', 'Slow mode: Off → 30 seconds']);
});

test('leaves out what it does not understand', () => {
  expect(
    of('new:act', { from: 'a', to: 'b', permissions: 7, outcome: 'eaten', slowModeSeconds: {} }),
  ).toEqual([]);
});
