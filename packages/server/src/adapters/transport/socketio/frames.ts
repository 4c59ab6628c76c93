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

/** One frame a text, all in one buffer, so that a batch costs each socket one write. */
export function textFrames(texts: readonly string[]): Buffer {
  const lengths = texts.map((text) => Buffer.byteLength(text));
  const total = lengths.reduce((sum, length) => sum + headerBytes(length) + length, 0);
  const buffer = Buffer.allocUnsafe(total);
  let offset = 0;
  texts.forEach((text, index) => {
    offset = writeHeader(buffer, offset, lengths[index] ?? 0);
    offset += buffer.write(text, offset, 'utf8');
  });
  return buffer;
}
