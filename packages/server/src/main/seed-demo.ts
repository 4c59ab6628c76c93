/** Fills a server with the demonstration: people of accounts, talk of chat. Done twice, it makes nothing twice. */
import { randomBytes } from 'node:crypto';
import { seedTalk } from '../features/chat/seed.ts';
import type { RunningServer } from './compose.ts';

/** Answers what to tell whoever asked for it, line by line. */
export async function seedDemo(
  server: RunningServer,
  onProgress?: (text: string) => void,
): Promise<string[]> {
  const { features, kernel, clock, ids, env } = server;
  const chat = features.all.find(({ name }) => name === 'chat');
  if (!chat) throw new Error('there is no chat to fill');
  const password = env.DEMO_PASSWORD || randomBytes(9).toString('base64url');
  const people = await features.accounts.seed(password);
  const said = await seedTalk({
    chat,
    commits: kernel,
    deps: { clock, ids },
    people,
    onProgress: (done, of) => onProgress?.(`Talking: ${done} of ${of}`),
  });
  if (!said) return ['The demonstration is here already; its people keep the password they were made with.'];
  const names = people.map(({ username }) => username).join(', ');
  return [`The demonstration is here. Sign in as one of ${names}.`, `Their password: ${password}`];
}
