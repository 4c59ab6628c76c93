/** The features of this server: one line each. A feature may refer to tables of those before it. */

import { accountsConfig } from '../features/accounts/config.ts';
import { type Accounts, accounts } from '../features/accounts/feature.ts';
import { auditConfig } from '../features/audit/config.ts';
import { auditFeature } from '../features/audit/feature.ts';
import { chatFeature } from '../features/chat/feature.ts';
import { chatLimits } from '../features/chat/limits.ts';
import {
  joinDefaultRooms,
  myCategoriesPart,
  myChatPreferencesPart,
  myRoomsPart,
  myThreadsPart,
  peopleOfMyRooms,
  publicRoomNames,
} from '../features/chat/public.ts';
import { draftsFeature } from '../features/drafts/feature.ts';
import { draftsPart } from '../features/drafts/public.ts';
import { emojiConfig } from '../features/emoji/config.ts';
import { emojiFeature } from '../features/emoji/feature.ts';
import { filesConfig } from '../features/files/config.ts';
import { filesFeature } from '../features/files/feature.ts';
import { findFiles } from '../features/files/finding.ts';
import { jobsFeature } from '../features/jobs/feature.ts';
import { liveFeature } from '../features/live/feature.ts';
import { moderationFeature } from '../features/moderation/feature.ts';
import { previewsConfig } from '../features/previews/config.ts';
import { previewsFeature } from '../features/previews/feature.ts';
import { previewJobs, removedPreviewJobs } from '../features/previews/public.ts';
import { remindersFeature } from '../features/reminders/feature.ts';
import { remindersPart } from '../features/reminders/public.ts';
import { savedFeature } from '../features/saved/feature.ts';
import { savedPart } from '../features/saved/public.ts';
import { scheduledFeature } from '../features/scheduled/feature.ts';
import { scheduledPart } from '../features/scheduled/public.ts';
import { searchFeature } from '../features/search/feature.ts';
import { slashFeature } from '../features/slash/feature.ts';
import { personNamed } from '../features/slash/people.ts';
import type { Blobs, Media, Uploads } from '../kernel/index.ts';
import type { Env, Feature, FeatureDeps } from '../platform/feature.ts';

export interface RootDeps extends FeatureDeps {
  /** The log's epoch, known once storage is open. */
  readonly epoch: () => string;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly media: Media;
}

/** One line each; what one needs of another is handed over here. */
function features(deps: RootDeps, { identities, sanctions }: Accounts): readonly Feature[] {
  const files = filesFeature(deps);
  const emoji = emojiFeature(deps);
  const chat = chatFeature(
    { ...deps, attachments: files.attachments, customEmoji: emoji.names },
    { onMessage: [previewJobs], onRemoved: [removedPreviewJobs] },
  );
  const { conversations, findReportable } = chat;
  const own = { ...deps, conversations, identities };
  const roomNames = publicRoomNames(deps.db);
  return [
    auditFeature(deps, { roomNames, identities }),
    liveFeature(peopleOfMyRooms(deps.db)),
    jobsFeature(deps),
    chat,
    files,
    previewsFeature(deps),
    searchFeature({ ...deps, sources: { files: findFiles } }),
    draftsFeature(own),
    scheduledFeature(own),
    remindersFeature(own),
    savedFeature(own),
    moderationFeature(deps, { sanctions, findReportable, roomNames }),
    emoji,
  ];
}

/** The slices of the environment that features check themselves. */
export const FEATURE_CONFIGS: readonly ((env: Env) => unknown)[] = [
  accountsConfig,
  auditConfig,
  chatLimits,
  emojiConfig,
  filesConfig,
  previewsConfig,
];

export interface Features {
  readonly accounts: Accounts;
  /** All of them, accounts first: every other one refers to people. */
  readonly all: readonly Feature[];
}

export function buildFeatures(deps: RootDeps): Features {
  const { db, presence, epoch } = deps;
  const people = accounts(deps, {
    onRegister: [joinDefaultRooms(db, presence)],
    snapshotParts: {
      rooms: myRoomsPart({ presence, epoch }),
      threads: myThreadsPart,
      roomCategories: myCategoriesPart,
      chatPreferences: myChatPreferencesPart,
      drafts: draftsPart,
      scheduled: scheduledPart,
      reminders: remindersPart,
      saved: savedPart,
    },
  });
  const others = [people, ...features(deps, people)];
  const slash = slashFeature(others, { personNamed: personNamed(db, peopleOfMyRooms(db)) });
  return { accounts: people, all: [...others, slash] };
}
