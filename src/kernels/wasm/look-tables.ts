/** What a look tells apart beyond ASCII. */
export interface LookTables {
  /** By UTF-16 unit: an ASCII character that it is read as, or a byte from 0x80 on; case folded. */
  readonly shadow: Uint8Array
  /** By UTF-16 unit: its class. */
  readonly classes: Uint8Array
  /** By code point above U+FFFF, 16 of them together, from U+0000 on: their class. */
  readonly astral: Uint8Array
  /** Flags of each class. */
  readonly flags: Uint32Array
}

/** A literal to be found, without regard to ASCII case: at least two UTF-16 units, lower case. */
export interface LookLiteral {
  readonly text: string
  /** True when one inside a word of letters is not wanted. */
  readonly clean: boolean
}

/** What a look gives; offsets are in UTF-16 units. */
export interface Look {
  /** `LOOK_FLAGS` and the flags of the classes that were seen. */
  readonly flags: number
  /** Decimal digits, those of other scripts that the shadow holds included. */
  readonly digits: number
  /** Start, end and digits of each run of letters and digits with a digit. */
  readonly tokens: Int32Array
  /** Dots between letters or digits. */
  readonly dots: Int32Array
  /** At signs. */
  readonly ats: Int32Array
  /** Start and literal of each hit; a superset beyond ASCII, in no order. */
  readonly hits: Int32Array
}

/** Flags of ASCII; a class may use bits 12 to 30. */
export const LOOK_FLAGS = {
  at: 1 << 0,
  colon: 1 << 1,
  dot: 1 << 2,
  /** A C0 control other than tab, line feed, vertical tab, form feed and carriage return, or DEL. */
  control: 1 << 3,
  less: 1 << 4,
  backslash: 1 << 5,
  bracket: 1 << 6,
  /** Set at the latest when 31 white spaces of ASCII stand in a row, and never for fewer than 16. */
  blank: 1 << 7,
  /** Two colons at most five units apart. */
  colonPair: 1 << 8,
  verticalTab: 1 << 9,
} as const

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a

/** The bytes of a literal in the shadow, and what a byte of a text is joined with before it is compared. */
export function shadowOf(literal: string, { shadow }: LookTables): { bytes: number[]; folds: number[] } {
  const bytes: number[] = []
  for (let i = 0; i < literal.length; i++) {
    const code = literal.charCodeAt(i)
    bytes.push(code < 0x80 ? code : (shadow[code] as number))
  }
  return { bytes, folds: bytes.map(each => (isLetter(each) ? 0x20 : 0)) }
}

/** Units of a lone surrogate are read as this. */
export const REPLACEMENT = 0xfffd
/** What stands for each unit of a surrogate pair. */
export const ASTRAL_SHADOW = 0xff
