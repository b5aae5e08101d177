import { inflateSync } from 'fflate'
import type { SlotTable } from './_slot-table.ts'
import type { ReferenceTables } from './reference.ts'
import { PACKED } from './statistics.generated.ts'

/** A table as the generated file holds it: base64 of deflate of little-endian words. */
export interface PackedTable {
  readonly valueBits: number
  readonly slots: string
}

function unpackTable({ valueBits, slots }: PackedTable): SlotTable {
  const binary = atob(slots)
  const packed = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) packed[i] = binary.charCodeAt(i)
  const bytes = inflateSync(packed)
  const words = new Uint16Array(bytes.length >> 1)
  for (let i = 0; i < words.length; i++)
    words[i] = (bytes[2 * i] as number) | ((bytes[2 * i + 1] as number) << 8)
  return { valueBits, slots: words }
}

/** The tables in the package. */
export const unpackStatistics = (): ReferenceTables => ({
  words: unpackTable(PACKED.words),
  pairs: unpackTable(PACKED.pairs),
  triples: unpackTable(PACKED.triples),
  wordBackOff: unpackTable(PACKED.wordBackOff),
  pairBackOff: unpackTable(PACKED.pairBackOff),
})
