/** What a feature says about a command that people type: `/topic Tea`. */
import type { SlashArgument, SlashOutcome } from '@parley/contract/features/slash/commands';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import type { CommandContext } from '../kernel/index.ts';

/** Where it is typed, and by whom. */
export interface SlashPlace {
  readonly context: CommandContext;
  /** A room's id or alias: as it was given, so whoever reads it asks for the right to. */
  readonly roomId: string;
}

/** What was typed behind the name, as far as it was found; what isn't optional is there. */
export interface SlashGiven {
  readonly person?: { readonly id: string; readonly username: string };
  /** A room's alias or id. */
  readonly room?: string;
  readonly text?: string;
}

export interface SlashCall extends SlashPlace {
  readonly given: SlashGiven;
  /** Gives an existing command as the same person, once however often the whole is retried. Refuses as it does. */
  run<N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>>;
}

export interface SlashCommand {
  /** Lower-case, without the slash. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** In order; a text takes the rest of the line, so nothing follows it. */
  readonly takes: readonly SlashArgument[];
  /** One sentence, in English; clients have it in other languages by the name. */
  readonly description: string;
  /** Whether it is offered there. What the commands it gives refuse, they refuse all the same. */
  may(place: SlashPlace): Promise<boolean>;
  run(call: SlashCall): Promise<SlashOutcome>;
}

export const DONE: SlashOutcome = { kind: 'done' };
