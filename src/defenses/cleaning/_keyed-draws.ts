/** Random choices that are the same wherever the same label is asked under the same key. */
export interface Draws {
  /** Uniform in [0, below), up to 2^-32. */
  integer(below: number): number
  /** As many characters of the alphabet. */
  characters(count: number, alphabet: string): string
}

/** Draws from a keyed pseudo-random function that gives 32 bytes for a label. */
export function keyedDraws(keyedBytes: (label: string) => Uint8Array, label: string): Draws {
  let block = 0
  let view: DataView = new DataView(new ArrayBuffer(0))
  let at = 0
  const integer = (below: number): number => {
    if (at + 4 > view.byteLength) {
      const bytes = keyedBytes(`${label}\u0000${block++}`)
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      at = 0
    }
    at += 4
    return Math.floor((view.getUint32(at - 4) / 0x1_0000_0000) * below)
  }
  return {
    integer,
    characters(count, alphabet) {
      let text = ''
      for (let i = 0; i < count; i++) text += alphabet[integer(alphabet.length)]
      return text
    },
  }
}
