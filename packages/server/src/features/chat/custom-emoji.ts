/** Emoji of this server's own, as chat knows them: it asks whoever keeps them, and stores the `:name:`. */

export interface CustomEmojiNames {
  /** Whether there is one now; asked when somebody reacts with it. */
  has(name: string): Promise<boolean>;
}
