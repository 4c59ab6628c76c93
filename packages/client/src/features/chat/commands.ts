/** Where the commands of the `chat` feature are found. `registry.test.ts` holds it against the contract. */
import type { CommandRoute } from '../command-route.ts';

const ROOM = '/api/chat/rooms/:roomId';
const CATEGORIES = '/api/chat/categories';
const INVITES = `${ROOM}/invites`;
const MESSAGES = '/api/chat/messages/:roomId';

export const chat = {
  'chat:rooms': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/chat/rooms' } },
  'chat:create': { effect: 'write', socket: true, rest: { method: 'POST', path: '/api/chat/rooms' } },
  'chat:room': { effect: 'read', socket: true, rest: { method: 'GET', path: ROOM } },
  'chat:update-room': { effect: 'write', socket: true, rest: { method: 'PATCH', path: ROOM } },
  'chat:archive': { effect: 'write', socket: true, rest: { method: 'PUT', path: `${ROOM}/archived` } },
  'chat:members': { effect: 'read', socket: true, rest: { method: 'GET', path: `${ROOM}/members` } },
  'chat:outsiders': {
    effect: 'read',
    socket: true,
    rest: { method: 'POST', path: '/api/chat/rooms/:roomId/outsiders' },
  },
  'chat:present': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: '/api/chat/rooms/:roomId/present' },
  },
  'chat:enter': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ROOM}/join` } },
  'chat:join': { effect: 'session', socket: true },
  'chat:leave': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ROOM}/leave` } },
  'chat:add-member': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ROOM}/members` } },
  'chat:remove-member': {
    effect: 'write',
    socket: true,
    rest: { method: 'DELETE', path: `${ROOM}/members/:userId` },
  },
  'chat:member-role': {
    effect: 'write',
    socket: true,
    rest: { method: 'PUT', path: `${ROOM}/members/:userId/role` },
  },
  'chat:direct': { effect: 'write', socket: true, rest: { method: 'POST', path: '/api/chat/direct' } },
  'chat:history': { effect: 'read', socket: true, rest: { method: 'GET', path: MESSAGES } },
  'chat:message': { effect: 'write', socket: true, rest: { method: 'POST', path: MESSAGES } },
  'chat:edit': { effect: 'write', socket: true, rest: { method: 'PATCH', path: `${MESSAGES}/:messageId` } },
  'chat:delete': {
    effect: 'write',
    socket: true,
    rest: { method: 'DELETE', path: `${MESSAGES}/:messageId` },
  },
  'thread:show': { effect: 'read', socket: true, rest: { method: 'GET', path: `${ROOM}/threads/:threadId` } },
  'thread:list': { effect: 'read', socket: true, rest: { method: 'GET', path: '/api/chat/threads' } },
  'thread:follow': {
    effect: 'write',
    socket: true,
    rest: { method: 'PUT', path: `${ROOM}/threads/:threadId/follow` },
  },
  'thread:read': {
    effect: 'write',
    socket: true,
    rest: { method: 'PUT', path: `${ROOM}/threads/:threadId/read` },
  },
  'chat:react': {
    effect: 'write',
    socket: true,
    rest: { method: 'POST', path: `${MESSAGES}/:messageId/reactions` },
  },
  'chat:reactors': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: `${MESSAGES}/:messageId/reactions` },
  },
  'chat:pin': { effect: 'write', socket: true, rest: { method: 'POST', path: `${MESSAGES}/:messageId/pin` } },
  'chat:pins': { effect: 'read', socket: true, rest: { method: 'GET', path: `${ROOM}/pins` } },
  'chat:edits': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: `${MESSAGES}/:messageId/edits` },
  },
  'chat:forward': {
    effect: 'write',
    socket: true,
    rest: { method: 'POST', path: `${MESSAGES}/:messageId/forward` },
  },
  'chat:links': { effect: 'read', socket: true, rest: { method: 'POST', path: '/api/chat/links' } },
  'chat:typing': { effect: 'signal', socket: true },
  'chat:read': { effect: 'write', socket: true, rest: { method: 'PUT', path: `${ROOM}/read` } },
  'chat:preferences': {
    effect: 'write',
    socket: true,
    rest: { method: 'PATCH', path: `${ROOM}/preferences` },
  },
  'chat:categories': { effect: 'read', socket: true, rest: { method: 'GET', path: CATEGORIES } },
  'chat:category-create': { effect: 'write', socket: true, rest: { method: 'POST', path: CATEGORIES } },
  'chat:category-update': {
    effect: 'write',
    socket: true,
    rest: { method: 'PATCH', path: `${CATEGORIES}/:categoryId` },
  },
  'chat:category-delete': {
    effect: 'write',
    socket: true,
    rest: { method: 'DELETE', path: `${CATEGORIES}/:categoryId` },
  },
  'room-invite:create': { effect: 'write', socket: true, rest: { method: 'POST', path: INVITES } },
  'room-invite:list': { effect: 'read', socket: true, rest: { method: 'GET', path: INVITES } },
  'room-invite:revoke': {
    effect: 'write',
    socket: true,
    rest: { method: 'DELETE', path: `${INVITES}/:inviteId` },
  },
  'room-invite:accept': {
    effect: 'write',
    socket: true,
    rest: { method: 'POST', path: '/api/chat/invites/accept' },
  },
  'chat:mark-unread': { effect: 'write', socket: true, rest: { method: 'PUT', path: `${ROOM}/unread` } },
  'chat:receipts': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: `${MESSAGES}/:messageId/receipts` },
  },
  'chat:delivered': { effect: 'signal', socket: true },
  'chat:my-preferences': {
    effect: 'read',
    socket: true,
    rest: { method: 'GET', path: '/api/chat/preferences' },
  },
  'chat:set-preferences': {
    effect: 'write',
    socket: true,
    rest: { method: 'PUT', path: '/api/chat/preferences' },
  },
  'chat:mute': { effect: 'write', socket: true, rest: { method: 'PUT', path: `${ROOM}/mutes/:userId` } },
  'chat:unmute': { effect: 'write', socket: true, rest: { method: 'DELETE', path: `${ROOM}/mutes/:userId` } },
  'chat:ban': { effect: 'write', socket: true, rest: { method: 'PUT', path: `${ROOM}/bans/:userId` } },
  'chat:unban': { effect: 'write', socket: true, rest: { method: 'DELETE', path: `${ROOM}/bans/:userId` } },
  'chat:sanctions': { effect: 'read', socket: true, rest: { method: 'GET', path: `${ROOM}/sanctions` } },
  'chat:voice': { effect: 'read', socket: true, rest: { method: 'GET', path: `${ROOM}/voice` } },
  'chat:purge': { effect: 'write', socket: true, rest: { method: 'POST', path: `${ROOM}/purge` } },
} as const satisfies Record<string, CommandRoute>;
