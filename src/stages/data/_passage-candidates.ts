import type { ColumnReader, Scratch, StoredColumn } from '../../core/index.ts'
import { AnchorTable } from '../../kernels/anchor-table.ts'
import { ANCHOR_WORDS } from '../../kernels/anchors.ts'
import { RepeatFilter } from '../../kernels/repeat-filter.ts'
import { MAX_PARTS, piecesOf, type RecordWriter, recordWriter, scatter } from './_columns.ts'

/** Words of a candidate: later document, position there, earlier document, position there. */
export const CANDIDATE_WORDS = 4
/** Bytes of memory that an anchor takes while it is compared. */
const BYTES_PER_ANCHOR = 48
/** Bytes of memory that a candidate takes while a document is looked at. */
const BYTES_PER_CANDIDATE = 24

export interface CandidateInput {
  /** Anchors with ordinals of documents, ascending. */
  readonly anchors: readonly ColumnReader[]
  /** Documents, and the first one that somebody asks about. */
  readonly documents: number
  readonly firstAsked: number
  /** Documents that take part, by 1. */
  readonly takesPart: Uint8Array
  readonly scratch: Scratch
}

/** The candidates of one later document, ordered by position there, then by place: `CANDIDATE_WORDS` words each. */
export interface DocumentCandidates {
  readonly document: number
  readonly words: Uint32Array
}

/**
 * Joins anchors on their hashes. Nearly all of them stand once and are left out by a first look at the hashes. What does
 * not fit into memory is cut by hash and goes over the disk, one part after another; so are the candidates, by document.
 */
export function* passageCandidates(input: CandidateInput): Generator<DocumentCandidates> {
  const { scratch, documents } = input
  const found = recordWriter(scratch, CANDIDATE_WORDS)
  const repeated = repeatedAnchors(input)
  const anchors = scratch.open(repeated)
  const parts = partsFor((anchors.length / ANCHOR_WORDS) * BYTES_PER_ANCHOR, scratch)
  if (parts === 1) joinAnchors(anchors, input.firstAsked, found)
  else {
    const stored = scatter([anchors], scratch, {
      stride: ANCHOR_WORDS,
      parts,
      partOf: (words, at) => ((words[at] as number) >>> 3) % parts,
    })
    for (const part of stored) {
      joinAnchors(scratch.open(part), input.firstAsked, found)
      scratch.drop(part)
    }
  }
  scratch.drop(repeated)
  const candidates = found.stored()
  const sections = partsFor(found.count * BYTES_PER_CANDIDATE, scratch)
  if (sections === 1) yield* byDocument(scratch.open(candidates))
  else {
    const bounds = evenBounds(scratch.open(candidates), documents, sections)
    const stored = scatter([scratch.open(candidates)], scratch, {
      stride: CANDIDATE_WORDS,
      parts: sections,
      partOf: (words, at) => bounds[words[at] as number] as number,
    })
    for (const section of stored) {
      yield* byDocument(scratch.open(section))
      scratch.drop(section)
    }
  }
  scratch.drop(candidates)
}

const partsFor = (bytes: number, { memoryBytes }: Scratch): number =>
  Math.max(1, Math.min(MAX_PARTS, Math.ceil(bytes / (memoryBytes / 2))))

/** A set of the hashes that documents asked about have, by 19 to 27 of their bits: it may say yes too often. */
function askedHashes({ anchors, firstAsked }: CandidateInput): ((hash: number) => boolean) | undefined {
  if (firstAsked === 0) return undefined
  let count = 0
  const each = function* () {
    for (const column of anchors) {
      // Ordinals ascend, so that the last record tells whether anything here is asked about.
      const end = column.length
      if (end === 0 || (column.read(end - 2, end - 1)[0] as number) < firstAsked) continue
      yield* piecesOf(column, ANCHOR_WORDS)
    }
  }
  for (const words of each()) count += words.length / ANCHOR_WORDS
  let bits = 19
  while (bits < 27 && 2 ** bits < count * 16) bits++
  const set = new Uint32Array(2 ** (bits - 5))
  const slotOf = (hash: number) => Math.imul(hash, 0x9e3779b1) >>> (32 - bits)
  for (const words of each()) {
    for (let at = 0; at < words.length; at += ANCHOR_WORDS) {
      if ((words[at + 2] as number) < firstAsked) continue
      const slot = slotOf(words[at] as number)
      set[slot >>> 5] = (set[slot >>> 5] as number) | (1 << (slot & 31))
    }
  }
  return hash => {
    const slot = slotOf(hash)
    return ((set[slot >>> 5] as number) & (1 << (slot & 31))) !== 0
  }
}

function takes(
  { takesPart, firstAsked }: CandidateInput,
  asked: ((hash: number) => boolean) | undefined,
  words: Uint32Array,
  at: number,
): boolean {
  const document = words[at + 2] as number
  if (takesPart[document] !== 1) return false
  return asked === undefined || document >= firstAsked || asked(words[at] as number)
}

/** The anchors that take part and whose hash may stand twice, in order. */
function repeatedAnchors(input: CandidateInput): StoredColumn {
  const asked = askedHashes(input)
  const count = input.anchors.reduce((sum, each) => sum + each.length / ANCHOR_WORDS, 0)
  const filter = new RepeatFilter(count)
  for (const column of input.anchors) {
    for (const words of piecesOf(column, ANCHOR_WORDS)) {
      for (let at = 0; at < words.length; at += ANCHOR_WORDS) {
        if (takes(input, asked, words, at)) filter.add(words[at] as number)
      }
    }
  }
  const repeated = recordWriter(input.scratch, ANCHOR_WORDS)
  for (const column of input.anchors) {
    for (const words of piecesOf(column, ANCHOR_WORDS)) {
      for (let at = 0; at < words.length; at += ANCHOR_WORDS) {
        if (filter.mayRepeat(words[at] as number) && takes(input, asked, words, at)) repeated.put(words, at)
      }
    }
  }
  return repeated.stored()
}

function joinAnchors(anchors: ColumnReader, firstAsked: number, found: RecordWriter): void {
  const table = new AnchorTable(anchors.length / ANCHOR_WORDS)
  const record = new Uint32Array(CANDIDATE_WORDS)
  const visit = (document: number, position: number) => {
    record[2] = document
    record[3] = position
    found.put(record, 0)
  }
  for (const words of piecesOf(anchors, ANCHOR_WORDS)) {
    for (let at = 0; at < words.length; at += ANCHOR_WORDS) {
      const document = words[at + 2] as number
      record[0] = document
      record[1] = words[at + 3] as number
      table.take(words, at, document >= firstAsked ? visit : undefined)
    }
  }
}

/** Gives each document a section so that sections hold about equally many candidates. */
function evenBounds(candidates: ColumnReader, documents: number, sections: number): Uint16Array {
  const counts = new Uint32Array(documents)
  for (const words of piecesOf(candidates, CANDIDATE_WORDS)) {
    for (let at = 0; at < words.length; at += CANDIDATE_WORDS) {
      const document = words[at] as number
      counts[document] = (counts[document] as number) + 1
    }
  }
  const each = candidates.length / CANDIDATE_WORDS / sections
  const bounds = new Uint16Array(documents)
  for (let document = 0, before = 0; document < documents; document++) {
    bounds[document] = Math.min(sections - 1, Math.floor(before / each))
    before += counts[document] as number
  }
  return bounds
}

function ordered(words: Uint32Array, order: Uint32Array, from: number, to: number): Uint32Array {
  const own = new Uint32Array((to - from) * CANDIDATE_WORDS)
  for (let i = from, next = 0; i < to; i++) {
    const at = (order[i] as number) * CANDIDATE_WORDS
    for (let k = 0; k < CANDIDATE_WORDS; k++) own[next++] = words[at + k] as number
  }
  return own
}

/** Sorts the candidates of one section. */
function* byDocument(column: ColumnReader): Generator<DocumentCandidates> {
  const count = column.length / CANDIDATE_WORDS
  if (count === 0) return
  const words = column.read(0, column.length)
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  const compare = (a: number, b: number): number => {
    const x = a * CANDIDATE_WORDS
    const y = b * CANDIDATE_WORDS
    for (let i = 0; i < CANDIDATE_WORDS; i++) {
      const difference = (words[x + i] as number) - (words[y + i] as number)
      if (difference !== 0) return difference
    }
    return 0
  }
  // Out of one part they come in order.
  let isSorted = true
  for (let i = 1; i < count && isSorted; i++) isSorted = compare(i - 1, i) <= 0
  if (!isSorted) order.sort(compare)
  for (let from = 0; from < count; ) {
    const document = words[(order[from] as number) * CANDIDATE_WORDS] as number
    let to = from
    while (to < count && words[(order[to] as number) * CANDIDATE_WORDS] === document) to++
    yield {
      document,
      words: isSorted
        ? words.subarray(from * CANDIDATE_WORDS, to * CANDIDATE_WORDS)
        : ordered(words, order, from, to),
    }
    from = to
  }
}
