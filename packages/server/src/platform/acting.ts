/** Deciding in somebody's name while they are not there: for jobs. */
import type { ChannelKind, Clock, CommandContext, Identity, Ids } from '../kernel/index.ts';

/** As much of a command's context as there is without a connection. */
export type Acting = Pick<CommandContext, 'actor' | 'at' | 'newId' | 'access'>;

/** Rights are read from the database each time: a job decides seldom, and on what is true now. */
export function actingFor(actor: Identity, { clock, ids }: { clock: Clock; ids: Ids }): Acting {
  return {
    actor,
    at: new Date(clock.now()).toISOString(),
    newId: () => ids.next(),
    access: <F>(kind: ChannelKind<F>, id: string) => kind.access(id, actor.userId),
  };
}
