/** What previews keep in a message's metadata, beside whatever else is there. */
import { type LinkPreview, PreviewMetadata } from '@parley/contract/features/previews/model';

export interface Noted {
  readonly previews: readonly LinkPreview[];
  /** Links that get none. */
  readonly unwanted: readonly string[];
}

/** `metadata` as it is stored. */
export function notedIn(metadata: string): Noted {
  const parsed = PreviewMetadata.safeParse(JSON.parse(metadata));
  const { previews = [], noPreviews = [] } = parsed.success ? parsed.data : {};
  return { previews, unwanted: noPreviews };
}

/** Ids of the pictures they show, each once. */
export function pictureIdsOf(previews: readonly LinkPreview[]): readonly string[] {
  return [...new Set(previews.flatMap(({ picture }) => picture?.id ?? []))];
}

/** Whether there is anything to read at all, without parsing. */
export function mayHaveNotes(metadata: string): boolean {
  return metadata.includes('reviews":[');
}

/** The metadata with these notes in place of what it had; null where nothing changes. */
export function withNotes(metadata: string, { previews, unwanted }: Noted): Record<string, unknown> | null {
  const { previews: _, noPreviews: __, ...rest } = JSON.parse(metadata) as Record<string, unknown>;
  const changed = {
    ...rest,
    ...(previews.length === 0 ? {} : { previews }),
    ...(unwanted.length === 0 ? {} : { noPreviews: unwanted }),
  };
  return JSON.stringify(notedIn(JSON.stringify(changed))) === JSON.stringify(notedIn(metadata))
    ? null
    : changed;
}
