/** Longest decoded text that a signal carries, in UTF-16 units. */
export const MAX_DECODED = 2000

/** Cuts a decoded text to the longest that a signal may carry, never through a surrogate pair. */
export function boundDecoded(text: string): string {
  if (text.length <= MAX_DECODED) return text
  const last = text.charCodeAt(MAX_DECODED - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? MAX_DECODED - 1 : MAX_DECODED)
}
