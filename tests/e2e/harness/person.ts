/** A person at a page: what they see of a conversation, and what they do in it. */
import { api } from '@parley/testkit/process/accounts';
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import type { Watch } from './watch.ts';

export interface Account {
  readonly id: string;
  /** As others see them; unique in the story's server. */
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

export interface Person extends Account {
  readonly url: string;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
}

export interface RoomOf {
  readonly id: string;
  readonly name: string;
}

export const composer = ({ page }: Person): Locator => page.getByRole('textbox', { name: /^Message to / });

export const messages = ({ page }: Person): Locator => page.getByTestId('message');

export const message = (person: Person, text: string): Locator => messages(person).filter({ hasText: text });

export const sidebarLink = ({ page }: Person, name: string): Locator =>
  page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name });

export async function openRoom(person: Person, room: RoomOf): Promise<void> {
  await person.page.goto(`/rooms/${room.id}`);
  await expect(composer(person)).toBeVisible();
}

/** Writes and sends; resolves when it stands in the list, acknowledged or not. */
export async function write(person: Person, text: string): Promise<void> {
  await composer(person).fill(text);
  await composer(person).press('Enter');
  await expect(message(person, text).last()).toBeVisible();
}

/** Writes, sends, and waits for the server's word that it is kept. */
export async function say(person: Person, text: string): Promise<void> {
  await write(person, text);
  await expect(message(person, text).last()).toHaveAttribute('data-delivery', 'sent');
}

/** The texts of the conversation in the order shown, without names, times and notes. */
export const texts = (person: Person): Promise<string[]> =>
  messages(person).getByTestId('message-text').allInnerTexts();

/** Settles once exactly these stand in the conversation, each acknowledged. */
export async function expectConversation(person: Person, expected: readonly string[]): Promise<void> {
  await expect.poll(() => texts(person), { timeout: 30_000 }).toEqual(expected);
  await expect(person.page.locator('[data-testid="message"]:not([data-delivery="sent"])')).toHaveCount(0);
}

/** A request as this person, past the browser: for what a story needs and is not about. */
export async function ask<T>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await api(person.url, person.token, method, path, body);
  if (answer.status >= 300)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  // The story knows what it asked for.
  return answer.body as T;
}

export async function createRoom(
  person: Person,
  name: string,
  visibility: 'public' | 'private' = 'public',
): Promise<RoomOf> {
  const { room } = await ask<{ room: RoomOf }>(person, 'POST', '/api/chat/rooms', { name, visibility });
  return room;
}

export async function addMember(owner: Person, room: RoomOf, person: Person): Promise<void> {
  await ask(owner, 'POST', `/api/chat/rooms/${room.id}/members`, { userId: person.id });
}

/** Several messages, one after the other. */
export async function sayMany(person: Person, room: RoomOf, contents: readonly string[]): Promise<void> {
  for (const content of contents) await ask(person, 'POST', `/api/chat/messages/${room.id}`, { content });
}
