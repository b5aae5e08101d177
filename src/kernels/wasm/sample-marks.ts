import { sketchInPlace } from '../bottom-sketch.ts'
import { borrowingOrders, SIGNATURE_LENGTH } from '../min-hash.ts'
import { SHINGLE_UNITS } from '../shingles.ts'
import { characterTable } from '../word-tokens.ts'
import { instantiate } from './_instantiate.ts'
import { SAMPLE_MARKS_WASM } from './_sample-marks.generated.ts'
import {
  createKeyWriter,
  referenceMarks,
  type SampleMarker,
  type SampleMarks,
  type SampleSketch,
} from './sample-marks.reference.ts'

/** The addresses and marks that `sample-marks.as` uses. */
const TABLE = 0x1000
const ORDERS = 0x41000
const FINGERPRINT = 0x45400
const KEYS = 0x45440
const SORTED = 0x4a000
const RANKS = 0x4c000
const INPUT = 0x50000
const HASHES = 0x100000
const PACKED = 0x1a0000
const SHINGLES = 0x200000
const ANCHORS = 0x382000
const SPACE = 0x40000
const COMPOSES = 0x80000
const REPLACED = 0x100000
/** Most UTF-16 units of a sample that fit, each text counted as one more. */
const LONGEST = 0x20000
/** Most hashes that a sketch of the kernel keeps. */
const MOST_KEPT = 1024

interface Global {
  readonly value: number
}

interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer }
  readonly tokens: Global
  readonly totalUnits: Global
  readonly packed: Global
  readonly shingles: Global
  readonly reset: () => void
  readonly undo: () => void
  readonly read: (length: number, field: number) => number
  readonly finish: () => void
  readonly fingerprint: () => void
  readonly sketch: (shingleUnits: number, size: number) => number
  readonly sign: (count: number, bands: number, rows: number) => void
  readonly anchors: (minLength: number, document: number) => number
}

/**
 * Makes the function that reads a sample once for all audits of duplicates: with the kernel where there is WebAssembly,
 * and plainly for samples of more than 128 Ki units; the result is the same.
 * @param isInert true for a text that normalization to NFC leaves as it is for sure, character by character
 */
export function sampleMarks(isInert: (text: string) => boolean): SampleMarker {
  const plain = referenceMarks(isInert)
  const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
  const kernel = isLittleEndian ? instantiate<Kernel>(SAMPLE_MARKS_WASM) : undefined
  return kernel === undefined ? plain : kernelMarks(kernel, isInert, plain)
}

function kernelMarks(kernel: Kernel, isInert: (text: string) => boolean, plain: SampleMarker): SampleMarker {
  const { buffer } = kernel.memory
  writeTables(buffer, isInert)
  const input = new Uint8Array(buffer, INPUT, LONGEST * 3)
  const encoder = new TextEncoder()
  const marks = createMarks(kernel)
  return texts => {
    let units = texts.length
    for (const text of texts) units += text.length
    if (units > LONGEST) return plain(texts)
    kernel.reset()
    marks.changed.clear()
    for (let field = 0; field < texts.length; field++) {
      const text = texts[field] as string
      let seen = kernel.read(encoder.encodeInto(text, input).written, field)
      if ((seen & COMPOSES) !== 0) {
        const normal = text.normalize('NFC')
        if (normal !== text) {
          // Some characters take more room in their normal form.
          units += normal.length - text.length
          if (units > LONGEST) return plain(texts)
          marks.changed.add(field)
          kernel.undo()
          seen |= kernel.read(encoder.encodeInto(normal, input).written, field)
        }
      }
      // The encoder puts U+FFFD for half a pair of surrogates.
      if ((seen & REPLACED) !== 0) return plain(texts)
    }
    kernel.finish()
    marks.begin()
    return marks
  }
}

type KernelMarks = SampleMarks & { readonly changed: Set<number>; begin(): void }

function createMarks(kernel: Kernel): KernelMarks {
  const { buffer } = kernel.memory
  const print = new Uint32Array(buffer, FINGERPRINT, 4)
  const anchorWords = new Uint32Array(buffer, ANCHORS, LONGEST * 4)
  const shingles = new Uint32Array(buffer, SHINGLES, LONGEST)
  const sorted = new Uint32Array(buffer, SORTED, 2 * MOST_KEPT)
  const keys = new Uint32Array(buffer, KEYS, SIGNATURE_LENGTH)
  const writeKeys = createKeyWriter()
  const changed = new Set<number>()
  let isPrinted = false
  /** Too many hashes are alike, or more are to be kept than fit: the plain sketch gives the same. */
  const sketchPlainly = (size: number): Omit<SampleSketch, 'keys'> => {
    const hashes = shingles.slice(0, kernel.shingles.value)
    const found = sketchInPlace(hashes, hashes.length, size)
    return { size: found, hashes, kept: Math.min(found, size) }
  }
  const marks = {
    length: 0,
    totalUnits: 0,
    packedLength: 0,
    hashes: new Uint32Array(buffer, HASHES, LONGEST),
    packed: new Uint32Array(buffer, PACKED, (SHINGLES - PACKED) / 4),
    changed,
    begin() {
      isPrinted = false
      marks.length = kernel.tokens.value
      marks.totalUnits = kernel.totalUnits.value
      marks.packedLength = kernel.packed.value >> 2
    },
    isNormal: (text: number) => !changed.has(text),
    fingerprint() {
      if (!isPrinted) kernel.fingerprint()
      isPrinted = true
      return print
    },
    sketch(size: number, banding: { bands: number; rows: number }): SampleSketch {
      const found = kernel.sketch(SHINGLE_UNITS, Math.min(size, MOST_KEPT))
      if (found < 0 || size > MOST_KEPT) {
        const sketch = sketchPlainly(size)
        return { ...sketch, keys: writeKeys(sketch.hashes, sketch.kept, banding) }
      }
      const kept = Math.min(found, size)
      kernel.sign(kept, banding.bands, banding.rows)
      return { size: found, hashes: sorted, kept, keys }
    },
    anchors: (minLength: number, document: number) => ({
      length: kernel.anchors(minLength, document),
      words: anchorWords,
    }),
  }
  return marks
}

function writeTables(buffer: ArrayBuffer, isInert: (text: string) => boolean): void {
  const table = new Uint32Array(buffer, TABLE, 0x10000)
  table.set(characterTable())
  for (let code = 0; code < 0x10000; code++) {
    const character = String.fromCharCode(code)
    if (/\s/u.test(character)) table[code] = (table[code] as number) | SPACE
    if (!isInert(character)) table[code] = (table[code] as number) | COMPOSES
  }
  const orders = borrowingOrders()
  new Uint8Array(buffer, ORDERS, orders.length).set(orders)
  const ranks = new Uint8Array(buffer, RANKS, orders.length)
  for (let at = 0; at < orders.length; at++) {
    ranks[at - (at % SIGNATURE_LENGTH) + (orders[at] as number)] = at % SIGNATURE_LENGTH
  }
}
