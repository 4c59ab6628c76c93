/** The rows of this feature, as queries see them. */

export interface LinkPreviewTable {
  /** Digest of the address: what was linked is not kept here. */
  key: string;
  /** JSON; null for a page that has none. */
  preview: string | null;
  fetched_at: string;
}

export interface PreviewPictureTable {
  /** Also the key its bytes are kept by. */
  id: string;
  /** `orphan`: to be removed, and never shown again. */
  state: 'ready' | 'orphan';
  /** ISO 8601: when it was fetched, or a message last came to show it. */
  used_at: string;
}

export interface PreviewUseTable {
  message_id: string;
  picture_id: string;
}

export interface PreviewTables {
  preview_pictures: PreviewPictureTable;
  preview_uses: PreviewUseTable;
  link_previews: LinkPreviewTable;
}
