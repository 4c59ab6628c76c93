/** Uploads by commands: the way of sockets, and what the other ways (a form, tus) begin and end with. */
import * as contract from '@parley/contract/features/files/commands';
import {
  type CommandDef,
  type Decision,
  Refused,
  refuse,
  TooMuch,
  WrongOffset,
} from '../../../kernel/index.ts';
import { acts, decides } from '../../../platform/command.ts';
import { commitDecided } from '../../../platform/db/commits.ts';
import { Inflow } from '../inflow.ts';
import { ingesting } from '../ingest.ts';
import { EXPIRE, REMOVE, UNPOSTED_MS } from '../jobs.ts';
import { myFile } from '../mine.ts';
import { safeName } from '../name.ts';
import { builder, type FileParts, reader } from '../parts.ts';
import { giveUp, insertFile, makeReady, readFile } from '../store/files.ts';
import { adjust, EVERYBODY, hold, readUsage } from '../store/usage.ts';
import type { FileTable } from '../tables.ts';
import { showFile } from '../view.ts';

export function uploadingCommands(parts: FileParts): readonly CommandDef[] {
  const { config, uploads } = parts;
  const ingest = ingesting(parts);
  const inflow = new Inflow();
  const { chunkBytes } = config;

  return [
    decides(contract.start, {
      decide: async (context, { roomId, name, size, mime }) => {
        const room = await parts.rooms.openForUploading(context, roomId);
        checkSize(parts, size);
        const { userId } = context.actor;
        await checkQuota(parts, userId, size);
        const id = context.newId();
        const file = {
          id,
          room_id: room.id,
          user_id: userId,
          name: safeName(name),
          announced: size,
          mime: (mime ?? '').replaceAll('\0', ''),
          created_at: context.at,
        };
        const { userQuotaBytes, serverQuotaBytes } = config;
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [
              insertFile(file),
              hold(builder(parts), userId, size, userQuotaBytes),
              hold(builder(parts), EVERYBODY, size, serverQuotaBytes),
            ],
            appends: [],
            jobs: [EXPIRE.request({ fileId: id }, parts.clock.now() + UNPOSTED_MS)],
            answer: { kind: 'json', json: JSON.stringify({ uploadId: id, chunkBytes, offset: 0, size }) },
          },
        };
      },
    }),

    decides(contract.state, {
      decide: async ({ actor }, { uploadId }) => {
        const file = await myFile(parts, actor.userId, uploadId);
        const ready = file.state === 'ready';
        const offset = ready ? file.announced : await uploads.offset(uploadId);
        const state = { uploadId, chunkBytes, offset, size: file.announced };
        return { kind: 'reply', data: { ...state, file: ready ? showFile(file) : null } };
      },
    }),

    acts(contract.chunk, {
      act: async ({ actor }, { uploadId, offset, bytes }) =>
        inflow.hold(actor.userId, bytes.length, async () => {
          const { announced: size, state } = await myFile(parts, actor.userId, uploadId);
          if (state !== 'uploading') refuse('CONFLICT', 'This upload is complete.');
          const next = await append(parts, uploadId, { offset, size }, bytes);
          const progress = { uploadId, offset: next, size };
          const channel = `user:${actor.userId}`;
          parts.kernel().signal(actor.userId, { channel, type: 'file:progress', data: progress });
          return JSON.stringify({ offset: next });
        }),
    }),

    decides(contract.finish, {
      decide: async (context, { uploadId }) => {
        const file = await myFile(parts, context.actor.userId, uploadId);
        if (file.state === 'ready') return { kind: 'reply', data: { file: showFile(file) } };
        const room = await parts.rooms.openForUploading(context, file.room_id);
        await checkComplete(parts, file);
        const made = await ingest(file).catch(async (cause: unknown) => {
          if (cause instanceof Refused) await giveUpNow(parts, uploadId);
          throw cause;
        });
        const ready: FileTable = { ...file, ...made, state: 'ready' };
        return {
          kind: 'write',
          write: {
            expect: room.expect,
            statements: [
              makeReady(builder(parts), uploadId, made),
              ...adjust(builder(parts), file.user_id, made.held - file.held),
            ],
            appends: [],
            answer: { kind: 'json', json: JSON.stringify({ file: showFile(ready) }) },
          },
        };
      },
    }),

    decides(contract.abort, {
      decide: async (context, { uploadId }) => {
        const file = await myFile(parts, context.actor.userId, uploadId);
        if (file.message_id !== null) refuse('CONFLICT', 'This file was posted. Delete its message instead.');
        return givenUp(parts, uploadId);
      },
    }),
  ];
}

function givenUp(parts: FileParts, fileId: string): Decision {
  return {
    kind: 'write',
    write: {
      statements: [giveUp(builder(parts), fileId)],
      appends: [],
      jobs: [REMOVE.request({ fileIds: [fileId] })],
      answer: { kind: 'json', json: '{}' },
    },
  };
}

/** What may not be kept holds its space no longer. */
async function giveUpNow(parts: FileParts, fileId: string): Promise<void> {
  await commitDecided(parts.commits, async () => {
    const file = await readFile(reader(parts), fileId);
    if (file?.state !== 'uploading') return { write: null, result: undefined };
    const jobs = [REMOVE.request({ fileIds: [fileId] })];
    return {
      write: { expect: [], statements: [giveUp(builder(parts), fileId)], appends: [], jobs },
      result: undefined,
    };
  });
}

function checkSize({ config }: FileParts, size: number): void {
  if (size === 0) refuse('INVALID', 'The file is empty.', { details: [{ path: 'size', message: 'is 0' }] });
  if (size > config.maxFileBytes) tooLarge(`A file may have at most ${config.maxFileBytes} bytes.`);
}

function tooLarge(message: string): never {
  refuse('TOO_LARGE', message, { details: [{ path: 'size', message }] });
}

async function checkQuota(parts: FileParts, userId: string, size: number): Promise<void> {
  const { userQuotaBytes, serverQuotaBytes } = parts.config;
  const { mine, all } = await readUsage(reader(parts), userId);
  if (userQuotaBytes !== null && mine + size > userQuotaBytes) {
    tooLarge('Your space for files is full. Delete messages with files you no longer need.');
  }
  if (serverQuotaBytes !== null && all + size > serverQuotaBytes) {
    tooLarge('This server’s space for files is full. Ask an administrator.');
  }
}

async function checkComplete({ uploads }: FileParts, { id, announced }: FileTable): Promise<void> {
  const offset = await uploads.offset(id);
  if (offset === announced) return;
  const message = `${offset} of ${announced} bytes are here`;
  refuse('CONFLICT', `The upload is not complete: ${message}.`, { details: [{ path: 'offset', message }] });
}

async function append(
  { uploads }: FileParts,
  id: string,
  at: { readonly offset: number; readonly size: number },
  bytes: Uint8Array,
): Promise<number> {
  try {
    return await uploads.append(id, at, once(bytes));
  } catch (cause) {
    if (cause instanceof WrongOffset) {
      refuse('CONFLICT', `The next byte is ${cause.offset}.`, {
        details: [{ path: 'offset', message: String(cause.offset) }],
      });
    }
    if (cause instanceof TooMuch) tooLarge(`This upload was said to have ${at.size} bytes.`);
    throw cause;
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
