/** A file somebody chose, as it is shown and sent. */

/** Of what is sent as it is; the server says how large emoji may be, and this only keeps back what no server takes. */
const MAX_SENT_BYTES = 700_000;
/** A larger still picture is made small here: a photo need not travel for 128 pixels. */
const SMALL_BYTES = 64_000;
const SIDE = 128;
/** Those that never move. */
const STILL = /^image\/(?:png|jpeg|avif)$/;

export class PictureTooLarge extends Error {}

/** A `data:` address. Rejects with `PictureTooLarge`. */
export async function readPicture(file: File): Promise<string> {
  const content = STILL.test(file.type) && file.size > SMALL_BYTES ? await madeSmall(file) : file;
  if (content.size > MAX_SENT_BYTES) throw new PictureTooLarge();
  return asDataUrl(content);
}

/** What is after the comma. */
export function base64Of(dataUrl: string): string {
  return dataUrl.slice(dataUrl.indexOf(',') + 1);
}

/** The file itself where this browser can't decode it: the server has its say then. */
async function madeSmall(file: File): Promise<Blob> {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (context === null) return file;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return made ?? file;
  } catch {
    return file;
  }
}

function asDataUrl(content: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(content);
  });
}
