/** The printable character that stands for each byte. Source: https://github.com/openai/gpt-2/blob/master/src/encoder.py */
export const BYTE_CHARACTERS: readonly string[] = (() => {
  const printable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff)
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++))
})()

const BYTES = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]))

const encoder = new TextEncoder()

/** The UTF-8 bytes of a text, each as its character. */
export function toByteCharacters(text: string): string {
  let result = ''
  for (const byte of encoder.encode(text)) result += BYTE_CHARACTERS[byte]
  return result
}

/** The bytes that byte characters stand for; characters that stand for none are written as their UTF-8. */
export function fromByteCharacters(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const byte = BYTES.get(character)
    if (byte === undefined) bytes.push(...encoder.encode(character))
    else bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}
