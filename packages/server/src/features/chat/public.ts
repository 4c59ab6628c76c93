/** What other features and the composition root may use of chat. */
export type { Attachments } from './attachments.ts';
export type { Conversations, Said } from './conversations.ts';
export type { CustomEmojiNames } from './custom-emoji.ts';
export type { OnMessage } from './message-causes.ts';
export { type MessageNotes, messageNotes } from './message-notes.ts';
export { type OpenRooms, openRooms } from './open-rooms.ts';
export { peopleOfMyRooms } from './people-of-rooms.ts';
export { joinDefaultRooms } from './registering.ts';
export type { FindReportable } from './reportable.ts';
export { publicRoomNames } from './room-names.ts';
export { myCategoriesPart, myChatPreferencesPart, myRoomsPart, myThreadsPart } from './snapshot-parts.ts';
export { readMessageJson } from './store/messages.ts';
export { type Reader, readableRoomIds } from './store/readable.ts';
export { nameKey, readPeopleOf, roomChannelOf } from './store/rooms.ts';
export { visibleMessages, visibleMessagesJson } from './store/visible.ts';
/** The tables of chat as other features see them: never written by them. */
export type { ChatTables } from './tables.ts';
