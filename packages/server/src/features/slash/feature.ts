/** Slash: what is done by typing. Every feature contributes commands; this one reads what is typed, and explains them. */
import type { Feature } from '../../platform/feature.ts';
import type { SlashCommand } from '../../platform/slash.ts';
import { type SlashDeps, slashCommands } from './commands.ts';
import { usageOf } from './parse.ts';

/** `features`: all the others, whose commands may be given and whose contributions are offered. */
export function slashFeature(
  features: readonly Feature[],
  { personNamed }: Pick<SlashDeps, 'personNamed'>,
): Feature {
  const contributed = features.flatMap((feature) => feature.slash ?? []);
  const entries: readonly SlashCommand[] = [...contributed, helpAbout(contributed)];
  const commands = new Map(
    features.flatMap((feature) => feature.commands).map((command) => [command.name, command]),
  );
  return {
    name: 'slash',
    commands: slashCommands({ entries, commands, personNamed }),
    channels: [],
    entities: [],
    migrations: {},
    routes: [],
  };
}

function helpAbout(entries: readonly SlashCommand[]): SlashCommand {
  return {
    name: 'help',
    takes: [],
    description: 'Show what can be done by typing.',
    may: async () => true,
    run: async (place) => {
      const lines: string[] = [];
      for (const { may, name, takes, description } of entries) {
        if (await may(place)) lines.push(`${usageOf(name, takes)}: ${description}`);
      }
      return { kind: 'reply', key: 'help', text: lines.sort().join('\n') };
    },
  };
}
