/**
 * Brings a message its previews, after it was said and after every edit: what its links lead to is asked for once a day,
 * and the message is changed as it then is.
 */
import { z } from 'zod';
import type { Clock, Ids } from '../../kernel/index.ts';
import { type Commits, commitDecided } from '../../platform/db/commits.ts';
import type { Database } from '../../platform/db/database.ts';
import { type JobDef, jobKind } from '../../platform/jobs/definition.ts';
import type { ReadPage } from '../../platform/outbound/read-page.ts';
import type { MessageNotes, OnMessage } from '../chat/public.ts';
import { linksIn, mayHaveLinks } from './links.ts';
import { mayHaveNotes, notedIn, pictureIdsOf, withNotes } from './metadata.ts';
import type { KeepPicture } from './pictures.ts';
import { readReady, readShownBy, showPictures } from './pictures-store.ts';
import { type PagePreview, pictureOf, previewOf } from './preview.ts';
import { forgotten, learnt, readLearnt } from './store.ts';
import type { PreviewTables } from './tables.ts';

export interface JobParts {
  readonly db: Database;
  readonly commits: Commits;
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'digest'>;
  readonly notes: MessageNotes;
  readonly readPage: ReadPage;
  readonly keepPicture: KeepPicture;
  readonly enabled: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** When to try again what failed for a reason that may pass. */
const AGAIN_AFTER_MS = [20_000, 300_000];
/** Of the places for jobs on a node; pages of others may be slow, and nothing else shall wait for them. */
const AT_ONCE = 3;

const FETCH = jobKind(
  'previews:fetch',
  z.object({ roomId: z.string(), messageId: z.string(), retries: z.number().optional() }),
  { atOnce: AT_ONCE },
);

/** Links that may be new, and previews whose link may be gone. */
export const previewJobs: OnMessage = ({ id: messageId, roomId, content, metadata }) =>
  mayHaveLinks(content) || mayHaveNotes(metadata) ? [FETCH.request({ roomId, messageId })] : [];

/** Of a message that is deleted: its pictures are shown by one less. */
export const removedPreviewJobs: OnMessage = ({ id: messageId, roomId, metadata }) =>
  mayHaveNotes(metadata) ? [FETCH.request({ roomId, messageId })] : [];

export function previewsJob(parts: JobParts): JobDef {
  const { clock, notes, enabled, db } = parts;
  const builder = db.builder<PreviewTables>();
  return FETCH.doneBy(async ({ roomId, messageId, retries = 0 }, { signal }) => {
    const message = await notes.read(roomId, messageId);
    const before = await readShownBy(db.reader<PreviewTables>(), messageId);
    const at = new Date(clock.now()).toISOString();
    if (message === null) {
      const statements = showPictures(builder, messageId, { before, after: [], at });
      return statements.length === 0 ? null : { expect: [], statements, appends: [] };
    }
    const noted = notedIn(message.metadata);
    const links = linksIn(message.content);
    const kept = new Map(noted.previews.map((preview) => [preview.url, preview]));
    const unwanted = noted.unwanted.filter((url) => links.includes(url));
    const wanted = links.filter((url) => !kept.has(url) && !unwanted.includes(url));
    const isAsked = wanted.length > 0 && enabled && (await notes.wantsPreviews(roomId));
    const asked = isAsked ? wanted : [];
    const pages = await learn(parts, asked, signal);
    const found = links.flatMap((url) => {
      const page = pages.get(url);
      return kept.get(url) ?? (page ? { url, ...page } : []);
    });
    const ready = await readReady(db.reader<PreviewTables>(), pictureIdsOf(found));
    const previews = found.map(({ picture, ...rest }) =>
      picture !== undefined && ready.has(picture.id) ? { ...rest, picture } : rest,
    );
    const after = pictureIdsOf(previews);
    const metadata = withNotes(message.metadata, { previews, unwanted });
    const now = clock.now();
    const origin = { actor: message.userId, at };
    const { statements, appends } =
      metadata === null ? { statements: [], appends: [] } : notes.noted(message, metadata, origin);
    const again = asked.every((url) => pages.has(url)) ? undefined : AGAIN_AFTER_MS[retries];
    return {
      expect: [],
      statements: [
        ...statements,
        ...showPictures(builder, messageId, { before, after, at }),
        forgotten(builder, isoBefore(now, DAY_MS)),
      ],
      appends,
      ...(again === undefined
        ? {}
        : { jobs: [FETCH.request({ roomId, messageId, retries: retries + 1 }, now + again)] }),
    };
  });
}

/**
 * What the pages behind the links say, null where one says nothing; without those that could not be reached now. What is
 * learnt is kept apart from the message, so that a message that changes meanwhile asks nobody again.
 */
async function learn(
  { db, commits, clock, ids, readPage, keepPicture }: JobParts,
  links: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PagePreview | null>> {
  const keyOf = (url: string) => ids.digest(url.replace(/#.*$/, ''));
  const since = isoBefore(clock.now(), DAY_MS);
  const known = await readLearnt(db.reader<PreviewTables>(), links.map(keyOf), since);
  const pages = new Map<string, PagePreview | null>();
  const unknown = links.filter((url) => {
    const page = known.get(keyOf(url));
    if (page !== undefined) pages.set(url, page);
    return page === undefined;
  });
  const answers = await Promise.all(
    unknown.map(async (url) => {
      const answer = await readPage(url, signal);
      if (answer.kind !== 'page') return { url, answer };
      const said = previewOf(answer.head);
      const address = said === null ? null : pictureOf(answer.head, answer.url);
      const picture = address === null ? null : await keepPicture(address, signal);
      return {
        url,
        answer: { kind: 'page', preview: said && { ...said, ...(picture && { picture }) } } as const,
      };
    }),
  );
  for (const { url, answer } of answers) {
    if (answer.kind !== 'failed') pages.set(url, answer.kind === 'page' ? answer.preview : null);
  }
  const at = new Date(clock.now()).toISOString();
  const statements = unknown.flatMap((url) => {
    const page = pages.get(url);
    return page === undefined ? [] : learnt(db.builder<PreviewTables>(), keyOf(url), page, at);
  });
  if (statements.length > 0) {
    await commitDecided(commits, async () => ({
      write: { expect: [], statements, appends: [] },
      result: null,
    }));
  }
  return pages;
}

function isoBefore(now: number, ms: number): string {
  return new Date(now - ms).toISOString();
}
