/** How many bytes the character at an offset takes in a legacy encoding (WHATWG Encoding Standard). */
export interface SequenceLengths {
  /** True when every character is one byte. */
  readonly single: boolean
  at(bytes: Uint8Array, offset: number): number
}

const SINGLE: SequenceLengths = { single: true, at: () => 1 }

const isBetween = (value: number, low: number, high: number) => value >= low && value <= high

/**
 * A byte that begins nothing counts as one, and so does a lead byte before a byte that cannot follow it: a line feed
 * after half a character still ends the line. A lead byte at the very end counts whole.
 */
const pairLength = (bytes: Uint8Array, offset: number, isLead: (lead: number) => boolean): number =>
  isLead(bytes[offset] as number) && (bytes[offset + 1] ?? 0x40) >= 0x40 ? 2 : 1

const PAIRS: SequenceLengths = {
  single: false,
  at: (bytes, offset) => pairLength(bytes, offset, lead => isBetween(lead, 0x81, 0xfe)),
}

const MULTIBYTE: Readonly<Record<string, SequenceLengths>> = {
  big5: PAIRS,
  'euc-kr': PAIRS,
  gb18030: {
    single: false,
    at: (bytes, offset) =>
      isBetween(bytes[offset] as number, 0x81, 0xfe) && isBetween(bytes[offset + 1] ?? 0, 0x30, 0x39)
        ? 4
        : PAIRS.at(bytes, offset),
  },
  shift_jis: {
    single: false,
    at: (bytes, offset) =>
      pairLength(bytes, offset, lead => isBetween(lead, 0x81, 0x9f) || isBetween(lead, 0xe0, 0xfc)),
  },
  'euc-jp': {
    single: false,
    at: (bytes, offset) =>
      bytes[offset] === 0x8f && (bytes[offset + 1] ?? 0xa1) >= 0xa1
        ? 3
        : pairLength(bytes, offset, lead => lead === 0x8e || isBetween(lead, 0xa1, 0xfe)),
  },
}

/** The sequence lengths of an encoding; one byte each where nothing else is known. */
export function sequenceLengths(label: string): SequenceLengths {
  return MULTIBYTE[label] ?? SINGLE
}
