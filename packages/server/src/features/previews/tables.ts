/** The rows of this feature, as queries see them. */

export interface LinkPreviewTable {
  /** Digest of the address: what was linked is not kept here. */
  key: string;
  /** JSON; null for a page that has none. */
  preview: string | null;
  fetched_at: string;
}

export interface PreviewTables {
  link_previews: LinkPreviewTable;
}
