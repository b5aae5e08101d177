let table: Uint32Array | undefined

function crcTable(): Uint32Array {
  if (table) return table
  table = new Uint32Array(256)
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
    table[byte] = value
  }
  return table
}

/** CRC-32 of an ASCII string (ISO 3309, as in zlib), unsigned. Source: https://www.rfc-editor.org/rfc/rfc1952#section-8 */
export function crc32(text: string): number {
  const rows = crcTable()
  let crc = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    crc = (rows[(crc ^ text.charCodeAt(i)) & 0xff] as number) ^ (crc >>> 8)
  }
  return (crc ^ 0xffffffff) >>> 0
}
