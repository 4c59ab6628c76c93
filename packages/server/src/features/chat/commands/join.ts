/** Joining from a live connection: membership where allowed, then following. */
import { join } from '@parley/contract/features/chat/commands/membership';
import { type CommandDef, type Followed, type Json, jsonOf } from '../../../kernel/index.ts';
import { acts } from '../../../platform/command.ts';
import { noSuchRoom } from '../directory.ts';
import { type ChatParts, reader } from '../parts.ts';
import { viewRoom } from '../views.ts';

export function joinCommand(parts: ChatParts, enter: CommandDef): CommandDef {
  return acts(join, {
    lane: (input) => `room:${input.roomId}`,
    act: async (context, { roomId, position }) => {
      const opened = await parts.directory.open(context, roomId);
      if (opened.standing.roomRole === null) await context.run(enter, { roomId: opened.id });
      const followed = await context.session.follow(opened.channel, position);
      if (followed.snapshot !== undefined) return answerJson(followed.snapshot, followed);
      const room = await viewRoom(reader(parts), opened.id, context.actor.userId, parts.views);
      if (room === null) noSuchRoom();
      return answerJson(JSON.stringify({ room }), followed);
    },
  });
}

/** The room as the snapshot tells it (`{room,members,messages}`) or by itself, and where the connection stands. */
function answerJson(roomJson: string, { position, recovered, events, more }: Followed): Json {
  const where = `"position":${JSON.stringify(position)},"recovered":${recovered},"events":`;
  return jsonOf(`${roomJson.slice(0, -1)},${where}`, events, `,"more":${more}}`);
}
