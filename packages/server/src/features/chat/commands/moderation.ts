/** Muting in a room, banning from it, and taking away what somebody flooded it with. */
import {
  banMember,
  muteMember,
  purge,
  sanctions,
  unbanMember,
  unmuteMember,
  voice,
} from '@parley/contract/features/chat/commands/moderation';
import type { Sanction } from '@parley/contract/kernel/sanction';
import {
  type Append,
  type CommandContext,
  type CommandDef,
  type Decision,
  refuse,
  type Statement,
} from '../../../kernel/index.ts';
import { decides } from '../../../platform/command.ts';
import {
  imposedSanction,
  type PersonRow,
  readPeople,
  roleOf as serverRole,
  toUser,
} from '../../accounts/public.ts';
import { audited } from '../../audit/public.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { OpenRoom } from '../directory.ts';
import { leftMyself, mutedMyself, originOf, rightsChanged } from '../events.ts';
import { builder, type ChatParts, reader } from '../parts.ts';
import { mayDelete, mayModerate, maySanction, type Standing } from '../policy.ts';
import { purgePage } from '../purge.ts';
import { expectNoMember, type MemberRow, readMember } from '../store/members.ts';
import {
  imposeSanction,
  liftSanction,
  readSanction,
  readSanctions,
  type SanctionKey,
  type SanctionKind,
} from '../store/sanctions.ts';
import { checkMembership, roleOf, standingNow, takeOut } from './membership.ts';

const PAGE = 50;
const HOUR_MS = 3_600_000;

export function moderationCommands(parts: ChatParts): readonly CommandDef[] {
  const lane = (input: { readonly roomId: string }) => `room:${input.roomId}`;
  return [
    decides(muteMember, {
      lane,
      decide: async (context, input) => {
        const { opened, target, guard } = await allowed(parts, context, input);
        const sanction = imposedSanction(context, input);
        const key = keyOf(opened, target, 'mute');
        const origin = originOf(context);
        return written(
          [
            ...guard,
            imposeSanction(builder(parts), key, sanction, origin),
            entry(context, muteMember.name, key, sanction),
          ],
          [rightsChanged(origin, key.roomId), mutedMyself(origin, key.roomId, target.id, sanction)],
          { sanction },
        );
      },
    }),

    decides(unmuteMember, {
      lane,
      decide: async (context, input) => {
        const { opened, target, guard } = await allowed(parts, context, input);
        const key = keyOf(opened, target, 'mute');
        if ((await readSanction(reader(parts), key)) === null) return { kind: 'reply', data: {} };
        const origin = originOf(context);
        return written(
          [...guard, liftSanction(builder(parts), key), entry(context, unmuteMember.name, key)],
          [rightsChanged(origin, key.roomId), mutedMyself(origin, key.roomId, target.id, null)],
          {},
        );
      },
    }),

    decides(banMember, {
      lane,
      decide: async (context, input) => {
        const { opened, target, member, guard } = await allowed(parts, context, input);
        const sanction = imposedSanction(context, input);
        const key = keyOf(opened, target, 'ban');
        const out = await putOut(parts, context, opened, target.id, member, sanction);
        const imposed = imposeSanction(builder(parts), key, sanction, originOf(context));
        return {
          kind: 'write',
          write: {
            expect: out.expect,
            statements: [...guard, ...out.statements, imposed, entry(context, banMember.name, key, sanction)],
            appends: out.appends,
            answer: { kind: 'json', json: JSON.stringify({ sanction }) },
          },
        };
      },
    }),

    decides(unbanMember, {
      lane,
      decide: async (context, input) => {
        const { opened, target, guard } = await allowed(parts, context, input);
        const key = keyOf(opened, target, 'ban');
        if ((await readSanction(reader(parts), key)) === null) return { kind: 'reply', data: {} };
        return written(
          [...guard, liftSanction(builder(parts), key), entry(context, unbanMember.name, key)],
          [rightsChanged(originOf(context), key.roomId)],
          {},
        );
      },
    }),

    decides(sanctions, {
      decide: async (context, { roomId, cursor, limit = PAGE }) => {
        const { id, standing } = await parts.directory.open(context, roomId);
        if (!mayModerate(standing)) refuse('FORBIDDEN', 'Only those who look after this room see this.');
        const [at, userId, kind] = decodeCursor(cursor, 3);
        const after =
          at === undefined || userId === undefined || kind === undefined ? null : { at, userId, kind };
        const found = await readSanctions(reader(parts), id, after, limit + 1);
        const rows = found.slice(0, limit);
        const last = found.length > limit ? rows.at(-1) : undefined;
        const items = rows.map(({ kind: which, until, reason, by, at: since, ...person }) => ({
          user: toUser(person, parts.views.presence),
          kind: which,
          until,
          reason,
          by,
          at: since,
        }));
        const next = last === undefined ? null : encodeCursor(last.at, last.id, last.kind);
        return { kind: 'reply', data: { items, next } };
      },
    }),

    decides(voice, {
      decide: async (context, { roomId }) => {
        const { standing } = await parts.directory.open(context, roomId);
        const mutes = [context.actor.muted, standing.muted].filter((mute) => mute != null);
        return { kind: 'reply', data: { muted: lasting(mutes, Date.parse(context.at)) } };
      },
    }),

    decides(purge, {
      lane,
      decide: async (context, { roomId, userId, hours, reason }) => {
        const opened = await parts.directory.open(context, roomId);
        if (!mayDelete(opened.standing, false)) {
          refuse('FORBIDDEN', 'Only a moderator may delete what others said.');
        }
        const since = new Date(Date.parse(context.at) - hours * HOUR_MS).toISOString();
        const what = {
          roomId: opened.id,
          userId,
          since,
          before: null,
          actor: context.actor.userId,
          deleted: 0,
        };
        const { statements, appends, jobs, deleted, more } = await purgePage(parts, what, context.at);
        if (deleted === 0 && !more) return { kind: 'reply', data: { deleted, more } };
        const account = audited(context, {
          action: purge.name,
          target: { kind: 'user', id: userId },
          roomId: opened.id,
          reason,
          details: { hours },
        });
        return {
          kind: 'write',
          write: {
            expect: opened.expect,
            statements: [...statements, account],
            appends,
            jobs,
            answer: { kind: 'json', json: JSON.stringify({ deleted, more }) },
          },
        };
      },
    }),
  ];
}

/** The one that lasts longest. One that has just ended counts while rights still hold it: that long, writing is refused. */
function lasting(mutes: readonly Sanction[], now: number) {
  let last: (Sanction & { readonly endsInMs: number | null }) | null = null;
  for (const { until, reason } of mutes) {
    const endsInMs = until === null ? null : Math.max(0, Date.parse(until) - now);
    const isLonger = endsInMs === null || (last?.endsInMs !== null && endsInMs > (last?.endsInMs ?? -1));
    if (isLonger) last = { until, reason, endsInMs };
  }
  return last;
}

/** Refuses whoever may not do this to this person here; `guard` expects the right to last until the write. */
async function allowed(
  parts: ChatParts,
  context: CommandContext,
  input: { readonly roomId: string; readonly userId: string },
) {
  const opened = await parts.directory.open(context, input.roomId);
  const { standing, guard } = await standingNow(parts, context, opened);
  checkMembership(standing);
  if (!mayModerate(standing)) refuse('FORBIDDEN', 'Only those who look after this room may do that.');
  const people = await readPeople(reader(parts), [input.userId]);
  const target = people.get(input.userId) ?? refuse('NOT_FOUND', 'There is no such person.');
  const member = await readMember(reader(parts), opened.id, target.id);
  const theirs: Standing = {
    ...opened.standing,
    roomRole: member === null ? null : roleOf(member),
    serverRole: serverRole(target.role),
  };
  if (!maySanction(standing, theirs))
    refuse('FORBIDDEN', 'You may do that only to those who rank below you.');
  return { opened, target, member, guard };
}

function keyOf(opened: OpenRoom, target: PersonRow, kind: SanctionKind): SanctionKey {
  return { roomId: opened.id, userId: target.id, kind };
}

function entry(
  context: CommandContext,
  action: string,
  { roomId, userId }: SanctionKey,
  sanction?: Sanction,
): Statement {
  return audited(context, {
    action,
    target: { kind: 'user', id: userId },
    roomId,
    reason: sanction?.reason,
    details: sanction === undefined ? {} : { until: sanction.until },
  });
}

/** Who is no member may be reading: nobody is left with the right, and nobody comes in meanwhile. */
async function putOut(
  parts: ChatParts,
  context: CommandContext,
  opened: OpenRoom,
  userId: string,
  member: MemberRow | null,
  banned: Sanction,
) {
  const why = { reason: banned.reason, banned };
  if (member !== null) return takeOut(parts, context, opened, { userId, role: roleOf(member) }, why);
  const origin = originOf(context);
  return {
    expect: [],
    statements: [expectNoMember(builder(parts), opened.id, userId)],
    appends: [rightsChanged(origin, opened.id, userId), leftMyself(origin, opened.id, userId, why)],
  };
}

function written(statements: readonly Statement[], appends: readonly Append[], data: object): Decision {
  const answer = { kind: 'json', json: JSON.stringify(data) } as const;
  return { kind: 'write', write: { statements, appends, answer } };
}
