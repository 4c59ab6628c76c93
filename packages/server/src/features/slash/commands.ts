/** Listing the commands people type, and carrying one out by commands there are already. */
import {
  listSlash,
  runSlash,
  type SlashEntry,
  type SlashOutcome,
} from '@parley/contract/features/slash/commands';
import type { CommandInput, CommandName, CommandOutput } from '@parley/contract/registry';
import { type CommandContext, type CommandDef, type Identity, refuse } from '../../kernel/index.ts';
import { decides } from '../../platform/command.ts';
import { DONE, type SlashCall, type SlashCommand, type SlashGiven } from '../../platform/slash.ts';
import { nearestNames, parseSlash, splitArguments, usageOf } from './parse.ts';

export interface SlashDeps {
  /** What every feature contributes. */
  readonly entries: readonly SlashCommand[];
  /** The commands they give, by name. */
  readonly commands: ReadonlyMap<string, CommandDef>;
  /** Somebody by their username, as far as the viewer may see them. */
  readonly personNamed: (viewer: Identity, username: string) => Promise<SlashGiven['person'] | null>;
}

export function slashCommands({ entries, commands, personNamed }: SlashDeps): readonly CommandDef[] {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(
    sorted.flatMap((entry) => [entry.name, ...(entry.aliases ?? [])].map((name) => [name, entry] as const)),
  );
  if (byName.size < sorted.flatMap(({ aliases = [] }) => ['', ...aliases]).length) {
    throw new Error('two slash commands have one name');
  }

  /** One after the other: rights are cached from the first on. */
  async function offered(context: CommandContext, roomId: string): Promise<readonly SlashCommand[]> {
    const found: SlashCommand[] = [];
    for (const entry of sorted) if (await entry.may({ context, roomId })) found.push(entry);
    return found;
  }

  async function unknown(context: CommandContext, roomId: string, name: string): Promise<never> {
    const names = (await offered(context, roomId)).flatMap((entry) => [entry.name, ...(entry.aliases ?? [])]);
    const near = nearestNames(name, names);
    const hint =
      near.length === 0
        ? 'Type /help for all there are.'
        : `Did you mean ${near.map((one) => `/${one}`).join(', ')}?`;
    return refuse('NOT_FOUND', `There is no command /${name} here. ${hint}`, {
      details: near.map((message) => ({ path: 'text', message: `/${message}` })),
    });
  }

  async function givenOf({ name, takes }: SlashCommand, rest: string, viewer: Identity): Promise<SlashGiven> {
    const values = splitArguments(takes, rest);
    if (values === null) {
      const usage = usageOf(name, takes);
      return refuse('INVALID', `It is used like this: ${usage}`, {
        details: [{ path: 'text', message: usage }],
      });
    }
    let given: SlashGiven = {};
    for (const [index, { kind }] of takes.entries()) {
      const value = values[index];
      if (value === undefined) continue;
      if (kind !== 'person') given = { ...given, [kind]: value };
      else {
        const person = await personNamed(viewer, value);
        given = { ...given, person: person ?? refuse('NOT_FOUND', `There is nobody called @${value} here.`) };
      }
    }
    return given;
  }

  return [
    decides(listSlash, {
      decide: async (context, { roomId }) => {
        const items = (await offered(context, roomId)).map(shown);
        return { kind: 'reply', data: { items } };
      },
    }),

    decides(runSlash, {
      lane: ({ roomId }) => `room:${roomId}`,
      decide: async (context, { roomId, text, clientId }) => {
        // The key of the whole is the key of each part, so a retry finds what was done already.
        const run = async <N extends CommandName>(
          name: N,
          input: CommandInput<N>,
        ): Promise<CommandOutput<N>> => {
          const command = commands.get(name);
          if (command === undefined) throw new Error(`no command ${name}`);
          const keyed =
            command.effect === 'write' && clientId !== undefined
              ? Object.assign({}, input, { clientId })
              : input;
          // The command's own tests hold its answer to the contract.
          return JSON.parse(await context.run(command, keyed)) as CommandOutput<N>;
        };
        const answer = (outcome: SlashOutcome) => ({ kind: 'reply', data: { outcome } }) as const;
        const typed = parseSlash(text);
        if (typed.kind === 'said') {
          await run('chat:message', { roomId, content: typed.text });
          return answer(DONE);
        }
        const entry = byName.get(typed.name);
        if (entry === undefined || !(await entry.may({ context, roomId }))) {
          return unknown(context, roomId, typed.name);
        }
        const given = await givenOf(entry, typed.rest, context.actor);
        const call: SlashCall = { context, roomId, given, run };
        return answer(await entry.run(call));
      },
    }),
  ];
}

export function shown({ name, aliases = [], takes, description }: SlashCommand): SlashEntry {
  return { name, aliases: [...aliases], takes: [...takes], usage: usageOf(name, takes), description };
}
