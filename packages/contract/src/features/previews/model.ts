/** What a link in a message leads to. */
import { z } from 'zod';

/** The page's picture, made anew and small by this server. `GET /api/files/previews/:roomId/:messageId/:id` gives it. */
export const PreviewPicture = z.object({
  id: z.string(),
  /** Of what is given out, so that its place is known before it is there. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** A `data:` address of a few pixels of it. */
  blur: z.string(),
});
export type PreviewPicture = z.infer<typeof PreviewPicture>;

/** As the page says it of itself, shortened: plain text, never markup. */
export const LinkPreview = z.object({
  /** The link as it stands in the message, in the form browsers give addresses. */
  url: z.string(),
  title: z.string(),
  description: z.string().optional(),
  siteName: z.string().optional(),
  picture: PreviewPicture.optional(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

/** What previews keep in a message's `metadata`; absent where there is nothing to say. The server alone writes it. */
export const PreviewMetadata = z.object({
  /** At most three, in the order of the text. */
  previews: z.array(LinkPreview).optional(),
  /** Links whose previews were taken away: they get none again. */
  noPreviews: z.array(z.string()).optional(),
});
export type PreviewMetadata = z.infer<typeof PreviewMetadata>;
