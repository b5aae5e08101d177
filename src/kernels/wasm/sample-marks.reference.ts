import { type Anchors, createAnchorer } from '../anchors.ts'
import { sketchInPlace } from '../bottom-sketch.ts'
import { createFingerprinter, FINGERPRINT_WORDS } from '../fingerprint.ts'
import { type Banding, createSigner, SIGNATURE_LENGTH, writeBandKeys } from '../min-hash.ts'
import { createTokenPacker } from '../packed-places.ts'
import { createShingler } from '../shingles.ts'
import { createWordTokenizer } from '../word-tokens.ts'

/** What the audits of duplicates remember of a sample. Everything is valid until the next sample is read. */
export interface SampleMarks {
  /** Tokens of all texts, one text after another, and their sum in units (`word-tokens.ts`). */
  readonly length: number
  readonly totalUnits: number
  /** One hash a token; what lies beyond `length` means nothing. */
  readonly hashes: Uint32Array
  /** Where the tokens stand (`packed-places.ts`), in the first `packedLength` words. */
  readonly packed: Uint32Array
  readonly packedLength: number
  /** True for a text that normalization to NFC leaves as it is. */
  isNormal(text: number): boolean
  /** 128 bits of the texts, normalized and with white space folded (`fingerprint.ts`). */
  fingerprint(): Uint32Array
  /** The smallest shingle hashes and the band keys of their signature. */
  sketch(size: number, banding: Banding): SampleSketch
  /** Anchors for windows of `minLength` tokens, with the document's number in them (`anchors.ts`). */
  anchors(minLength: number, document: number): Anchors
}

export interface SampleSketch {
  /** Different shingles, counted to one more than are kept. */
  readonly size: number
  /** The smallest hashes, ascending, in the first `kept` words. */
  readonly hashes: Uint32Array
  readonly kept: number
  /** One key for each band. */
  readonly keys: Uint32Array
}

/**
 * Reads the texts of one sample after another.
 * @param isInert true for a text that normalization to NFC leaves as it is for sure
 */
export type SampleMarker = (texts: readonly string[]) => SampleMarks

export function referenceMarks(isInert: (text: string) => boolean): SampleMarker {
  const tokenize = createWordTokenizer()
  const pack = createTokenPacker()
  const fingerprinter = createFingerprinter()
  const print = new Uint32Array(FINGERPRINT_WORDS)
  const shingle = createShingler()
  const signKeys = createKeyWriter()
  const anchorers = new Map<number, ReturnType<typeof createAnchorer>>()
  return texts => {
    const normal = texts.map(text => (isInert(text) ? text : text.normalize('NFC')))
    const tokens = tokenize(normal)
    const packed = pack(tokens)
    return {
      length: tokens.length,
      totalUnits: tokens.totalUnits,
      hashes: tokens.hashes,
      packed,
      packedLength: packed.length,
      isNormal: text => normal[text] === texts[text],
      fingerprint() {
        fingerprinter.folded(normal, print, 0)
        return print
      },
      sketch(size, banding) {
        const { hashes, length } = shingle(tokens)
        const found = sketchInPlace(hashes, length, size)
        const kept = Math.min(found, size)
        return { size: found, hashes, kept, keys: signKeys(hashes, kept, banding) }
      },
      anchors(minLength, document) {
        let anchor = anchorers.get(minLength)
        if (anchor === undefined) {
          anchor = createAnchorer(minLength)
          anchorers.set(minLength, anchor)
        }
        return anchor(tokens.hashes.subarray(0, tokens.length), document)
      },
    }
  }
}

/** Writes the band keys of the signature of some hashes; valid until the next ones. */
export function createKeyWriter(): (hashes: Uint32Array, count: number, banding: Banding) => Uint32Array {
  const sign = createSigner()
  const keys = new Uint32Array(SIGNATURE_LENGTH)
  return (hashes, count, banding) => {
    writeBandKeys(sign(hashes, 0, count), banding, keys, 0)
    return keys
  }
}
