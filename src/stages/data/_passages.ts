import type { ColumnReader, Scratch, StoredColumn, Summarized } from '../../core/index.ts'
import { ANCHOR_WORDS } from '../../kernels/anchors.ts'
import { FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { FingerprintTable } from '../../kernels/fingerprint-table.ts'
import { type SharedRun, sharedRunsOf } from '../../kernels/shared-runs.ts'
import { piecesOf, recordReader, recordWriter } from './_columns.ts'
import { KEPT_WORDS } from './_content-keys.ts'
import { type ArtifactOrder, artifactOrder } from './_datasets.ts'
import { passageCandidates } from './_passage-candidates.ts'
import { passageContext } from './_passage-context.ts'
import type { SamplePlaces } from './_sample-places.ts'
import { spanOf, type TokenPlaces } from './_token-places.ts'

export interface PassageSummary {
  readonly samples: number
  /** Two words a sample; only samples with tokens are compared. */
  readonly fingerprints: Uint32Array
  /** Tokens of each sample; 0 for samples that are not compared. */
  readonly lengths: Uint32Array
  /** The tokens of all samples, one sample after another. */
  readonly tokens: StoredColumn
  /** Anchors of all samples, with the sample's number in the pass. */
  readonly anchors: StoredColumn
  /** Where the tokens stand, packed. */
  readonly packed: StoredColumn
  readonly tokenPlaces: TokenPlaces
  /** Samples that were long enough but beyond the room on disk. */
  readonly beyond: number
  readonly places: SamplePlaces
}

/** What all artifacts together show. */
export interface Passages {
  readonly order: ArtifactOrder
  /** Different samples compared, and their tokens; earlier ones of an index left out. */
  readonly counted: number
  readonly tokens: number
  readonly beyond: number
  /** Samples with a shared passage, and with one that stands first in another dataset. */
  readonly sharing: number
  readonly across: number
  /** Tokens inside shared passages. */
  readonly shared: number
  readonly longest: number
  /** The passages. Documents are ordinals over all artifacts, in order. */
  runs(): Iterable<SharedRun>
  /** Field and span of a run of tokens, where they are known. */
  spanOf(ordinal: number, first: number, length: number): ReturnType<typeof spanOf>
  /** The beginning of a run of tokens, masked. */
  contextOf(ordinal: number, first: number, length: number): string
}

const RUN_WORDS = 5

/** Finds the passages that samples share, over all artifacts. */
export function takePassages(
  summaries: readonly Summarized<PassageSummary>[],
  minLength: number,
  scratch: Scratch,
): Passages {
  const order = artifactOrder(summaries)
  const readers = summaries.map(each => openSummary(each.summary, scratch))
  const placed = <T>(ordinal: number, read: (reader: SummaryReader, index: number) => T): T => {
    const number = order.numberOf(ordinal)
    return read(readers[number] as SummaryReader, ordinal - (order.starts[number] as number))
  }
  const takesPart = differentSamples(summaries, order)
  const firstAsked = firstNew(summaries, order)
  let [counted, tokens] = [0, 0]
  for (const [number, { summary, isEarlier }] of summaries.entries()) {
    if (isEarlier) continue
    const start = order.starts[number] as number
    for (let index = 0; index < summary.samples; index++) {
      if (takesPart[start + index] !== 1) continue
      counted++
      tokens += summary.lengths[index] as number
    }
  }
  const found = recordWriter(scratch, RUN_WORDS)
  const record = new Uint32Array(RUN_WORDS)
  const recent = recentlyRead((ordinal: number) => placed(ordinal, (reader, index) => reader.tokens(index)))
  let [sharing, across, shared, longest] = [0, 0, 0, 0]
  for (const candidates of passageCandidates({
    anchors: summaries.map(({ summary }, number) =>
      anchorReader(summary, order.starts[number] as number, scratch),
    ),
    documents: order.total,
    firstAsked,
    takesPart,
    scratch,
  })) {
    const runs = sharedRunsOf(candidates, recent, minLength)
    if (runs.length > 0) sharing++
    let end = 0
    let isAcross = false
    for (const { later, laterStart, earlier, earlierStart, length } of runs) {
      record.set([later, laterStart, earlier, earlierStart, length])
      found.put(record, 0)
      isAcross ||= order.datasets[order.numberOf(later)] !== order.datasets[order.numberOf(earlier)]
      shared += laterStart + length - Math.max(end, laterStart)
      end = laterStart + length
      if (length > longest) longest = length
    }
    if (isAcross) across++
  }
  const stored = scratch.open(found.stored())
  return {
    order,
    counted,
    tokens,
    beyond: summaries.reduce((sum, { summary, isEarlier }) => sum + (isEarlier ? 0 : summary.beyond), 0),
    sharing,
    across,
    shared,
    longest,
    runs: () => readRuns(stored),
    spanOf: (ordinal, first, length) =>
      placed(ordinal, (reader, index) => spanOf(reader.packed(index), reader.names(index), first, length)),
    contextOf: (ordinal, first, length) =>
      placed(ordinal, (reader, index) =>
        passageContext(recent(ordinal), reader.packed(index), first, length),
      ),
  }
}

/** The ordinal of the first sample that does not come from an index. */
export function firstNew(
  summaries: readonly Summarized<unknown>[],
  { starts, total }: ArtifactOrder,
): number {
  const number = summaries.findIndex(each => !each.isEarlier)
  return number === -1 ? total : (starts[number] as number)
}

interface SummaryReader {
  tokens(index: number): Uint32Array
  packed(index: number): Uint32Array
  names(index: number): readonly string[] | undefined
}

/** One in so many sums is kept, so that the place of a sample is found in a few steps. */
const SUMS_EVERY = 64

function openSummary(summary: PassageSummary, scratch: Scratch): SummaryReader {
  const { lengths, tokenPlaces } = summary
  const sections = (sizes: Uint32Array, column: ColumnReader) => {
    const sums = new Float64Array(Math.ceil(sizes.length / SUMS_EVERY) + 1)
    for (let i = 0, sum = 0; i < sizes.length; i++) {
      if (i % SUMS_EVERY === 0) sums[i / SUMS_EVERY] = sum
      sum += sizes[i] as number
    }
    return (index: number) => {
      const at = Math.floor(index / SUMS_EVERY)
      let from = sums[at] as number
      for (let i = at * SUMS_EVERY; i < index; i++) from += sizes[i] as number
      return column.read(from, from + (sizes[index] as number))
    }
  }
  return {
    tokens: sections(lengths, recordReader(scratch, summary.tokens)),
    packed: sections(tokenPlaces.sizes, recordReader(scratch, summary.packed)),
    names: index => tokenPlaces.names[(tokenPlaces.lists[index] as number) - 1],
  }
}

/** Anchors with ordinals in place of numbers. */
function anchorReader({ anchors }: PassageSummary, start: number, scratch: Scratch): ColumnReader {
  const column = scratch.open(anchors)
  if (start === 0) return column
  return {
    length: column.length,
    read(from, to) {
      const words = column.read(from, to).slice()
      for (
        let at = (ANCHOR_WORDS + 2 - (from % ANCHOR_WORDS)) % ANCHOR_WORDS;
        at < words.length;
        at += ANCHOR_WORDS
      ) {
        words[at] = (words[at] as number) + start
      }
      return words
    },
  }
}

/** Tokens of documents that are kept in memory, at most. */
const RECENT_TOKENS = 1 << 22

function recentlyRead(read: (ordinal: number) => Uint32Array): (ordinal: number) => Uint32Array {
  const recent = new Map<number, Uint32Array>()
  let held = 0
  return ordinal => {
    const known = recent.get(ordinal)
    if (known !== undefined) return known
    const tokens = read(ordinal)
    held += tokens.length
    if (held > RECENT_TOKENS) {
      recent.clear()
      held = tokens.length
    }
    recent.set(ordinal, tokens)
    return tokens
  }
}

function* readRuns(found: ColumnReader): Generator<SharedRun> {
  for (const words of piecesOf(found, RUN_WORDS)) {
    for (let at = 0; at < words.length; at += RUN_WORDS) {
      yield {
        later: words[at] as number,
        laterStart: words[at + 1] as number,
        earlier: words[at + 2] as number,
        earlierStart: words[at + 3] as number,
        length: words[at + 4] as number,
      }
    }
  }
}

/** Marks the first of equal samples, which stands for all of them. */
function differentSamples(
  summaries: readonly Summarized<PassageSummary>[],
  order: ArtifactOrder,
): Uint8Array {
  const takesPart = new Uint8Array(order.total)
  const table = new FingerprintTable(order.total)
  const key = new Uint32Array(FINGERPRINT_WORDS)
  for (const [number, { summary }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      if (summary.lengths[index] === 0) continue
      const ordinal = (order.starts[number] as number) + index
      for (let i = 0; i < KEPT_WORDS; i++) key[i] = summary.fingerprints[index * KEPT_WORDS + i] as number
      if (table.firstOrdinal(key, 0, ordinal) === ordinal) takesPart[ordinal] = 1
    }
  }
  return takesPart
}
