/** WebSocket text frames as a server sends them: unmasked, never fragmented (RFC 6455 §5.2). */

const FIN_TEXT = 0x81;

function headerBytes(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}

function writeHeader(target: Buffer, offset: number, length: number): number {
  target[offset] = FIN_TEXT;
  if (length < 126) {
    target[offset + 1] = length;
    return offset + 2;
  }
  if (length < 65_536) {
    target[offset + 1] = 126;
    return target.writeUInt16BE(length, offset + 2);
  }
  target[offset + 1] = 127;
  return target.writeBigUInt64BE(BigInt(length), offset + 2);
}

/** What goes before a text of `length` bytes. */
export function frameHeader(length: number): Buffer {
  const header = Buffer.allocUnsafe(headerBytes(length));
  writeHeader(header, 0, length);
  return header;
}

/** Bytes a text of `length` bytes takes as a frame. */
export function frameBytes(length: number): number {
  return headerBytes(length) + length;
}

/** Writes a text of `length` bytes as a frame and returns where the next begins. */
export function writeFrame(target: Buffer, offset: number, text: string, length: number): number {
  const start = writeHeader(target, offset, length);
  return start + target.write(text, start, 'utf8');
}
