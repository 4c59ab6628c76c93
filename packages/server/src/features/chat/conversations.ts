/** What other features ask of chat on behalf of a person: it decides as for their own commands. */

import { wireError } from '@parley/contract/kernel/errors';
import type { CommandInput } from '@parley/contract/registry';
import type { CommandContext, CommandDef, Write } from '../../kernel/index.ts';
import { mayAct, mayRun, Refused } from '../../kernel/index.ts';
import type { Acting } from '../../platform/acting.ts';
import type { Asking, OpenRoom } from './directory.ts';
import type { ChatParts } from './parts.ts';
import { messageText } from './text.ts';

/** What `chat:message` takes. */
type Saying = CommandInput<'chat:message'>;

export interface Said {
  /** What saying it writes; the message's event is among the appends, and the answer is `{message}`. */
  readonly write: Write;
  readonly messageId: string;
}

/** Asked on behalf of a person, in a command of theirs or for a job; `main` hands it to who needs it. */
export interface Conversations {
  /** The room behind an id or an alias; refuses with NOT_FOUND what they may not see. */
  open(context: Asking, ref: string): Promise<OpenRoom>;
  /** A message's text as it would be kept; refuses what is no text of one. */
  text(content: string): string;
  /** Decides what saying something writes. Refuses what `chat:message` would refuse them now. */
  say(context: Acting, message: Saying): Promise<Said>;
}

/** `send` is the command `chat:message`: whatever it learns to check or to write, what is said this way does too. */
export function conversations({ directory, limits }: ChatParts, send: CommandDef): Conversations {
  return {
    open: (context, ref) => directory.open(context, ref),
    text: (content) => messageText(content, limits),
    say: (context, message) => say(send, context, message),
  };
}

async function say(send: CommandDef, context: Acting, message: Saying): Promise<Said> {
  // At a door the kernel asks this; here nobody else does.
  mayRun(mayAct(context.actor), send);
  if (send.effect === 'session') throw new Error(`${send.name} does not decide`);
  const parsed = send.parse(message);
  if (!parsed.ok) {
    throw new Refused(wireError('INVALID', 'This can’t be said.', { details: parsed.details }));
  }
  const whole: CommandContext = {
    ...context,
    loginId: '',
    run: () => Promise.reject(new Error('saying something runs no other command')),
  };
  const decision = await send.decide(whole, parsed.value);
  if (decision.kind !== 'write') throw new Error(`${send.name} writes nothing`);
  const { write } = decision;
  const messageId = write.appends.find(({ type }) => type === 'chat:message')?.entity?.id;
  if (messageId === undefined) throw new Error(`${send.name} says nothing`);
  return { write, messageId };
}
