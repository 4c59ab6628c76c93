/** Binds a command's contract to its handler: the schema becomes the parser. */
import type { CommandContract } from '@parley/contract/kernel/define';
import type { z } from 'zod';
import type { CommandContext, CommandDef, Decision, Json, Parsed, SessionContext } from '../kernel/index.ts';

export interface Deciding<I> {
  readonly serial?: boolean;
  lane?(input: I): string;
  decide(context: CommandContext, input: I): Promise<Decision>;
}

export interface Acting<I> {
  lane?(input: I): string;
  act(context: SessionContext, input: I): Promise<Json>;
}

/** A command that decides: `write`, `read` or `signal`. */
export function decides<I extends z.ZodType>(
  contract: CommandContract<string, I>,
  handler: Deciding<z.output<I>>,
): CommandDef {
  const { name, rate, effect, quiet = false } = contract;
  if (effect === 'session') throw new Error(`${name} is a session command`);
  return {
    name,
    rate,
    effect,
    quiet,
    parse: parser(contract.input),
    clientId: (input: z.output<I>) => clientIdOf(input),
    ...handler,
  };
}

/** A command that acts on the caller's own connection. */
export function acts<I extends z.ZodType>(
  contract: CommandContract<string, I>,
  handler: Acting<z.output<I>>,
): CommandDef {
  const { name, rate } = contract;
  return { name, rate, effect: 'session', parse: parser(contract.input), ...handler };
}

function clientIdOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('clientId' in input)) return undefined;
  return typeof input.clientId === 'string' ? input.clientId : undefined;
}

function parser<S extends z.ZodType>(schema: S): (payload: unknown) => Parsed<z.output<S>> {
  return (payload) => {
    const parsed = schema.safeParse(payload ?? {});
    if (parsed.success) return { ok: true, value: parsed.data };
    const details = parsed.error.issues.slice(0, 20).map((issue) => ({
      path: issue.path.map(String).join('.'),
      message: issue.message,
    }));
    return { ok: false, details };
  };
}
