import type { Scratch, Summarized } from '../../core/index.ts'
import { greatestSimilarity, type Sketch, sketchSimilarity } from '../../kernels/bottom-sketch.ts'
import { visitCandidates } from '../../kernels/candidate-pairs.ts'
import { DisjointSets } from '../../kernels/disjoint-sets.ts'
import { FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { FingerprintTable } from '../../kernels/fingerprint-table.ts'
import { piecesOf } from './_columns.ts'
import { KEPT_WORDS } from './_content-keys.ts'
import { type ArtifactOrder, artifactOrder } from './_datasets.ts'
import { memorizationRisks, type Risks } from './_memorization-risk.ts'
import { firstNew } from './_passages.ts'
import { GrowingArray, type SamplePlaces } from './_sample-places.ts'
import { sketchReader } from './_sketch-reader.ts'
import type { Sketches } from './_sketches.ts'

export interface NearSummary {
  readonly samples: number
  /** Two words a sample; only samples with a sketch are looked at. */
  readonly fingerprints: Uint32Array
  readonly sketches: Sketches
  readonly places: SamplePlaces
}

/** What all artifacts together show. Ordinals count samples over all artifacts, in order. */
export interface NearCensus {
  readonly order: ArtifactOrder
  /** The first sample that does not come from an index; everything counted counts from here. */
  readonly firstAsked: number
  /** Samples that were long enough to look at. */
  readonly counted: number
  /** Samples long enough for which there was no room. */
  readonly beyond: number
  /** Samples with a near-duplicate before them, exact copies left out. */
  readonly near: number
  readonly across: number
  readonly clusters: number
  readonly largest: number
  /** Ordinal + 1 of the near-duplicate that stands before a sample; 0 for none. */
  readonly twins: Uint32Array
  /** Jaccard similarity to the twin. */
  readonly similarities: Float32Array
  /** True when the similarity of a pair is that of the whole texts and not of samples of them. */
  isExact(ordinal: number): boolean
  /** The first sample of the group, and how many samples it has, exact copies included. */
  clusterOf(ordinal: number): { readonly first: number; readonly size: number }
  readonly risks: Risks
  /** The pairs that joined two groups, two ordinals each. */
  readonly joins: Uint32Array
}

export interface NearOptions {
  readonly threshold: number
  /** Keys of a sample. */
  readonly bands: number
  readonly scratch: Scratch
  /** Pairs that earlier runs over the samples of an index joined. */
  readonly remembered: readonly Uint32Array[]
}

/**
 * Finds near-duplicates among all samples, verifies them and forms groups. The twin of a sample is the first one that
 * is near enough, band by band, the latest before it first; one in another dataset takes its place. So it depends on
 * nothing that comes after the sample.
 */
export function takeNearCensus(
  summaries: readonly Summarized<NearSummary>[],
  options: NearOptions,
): NearCensus {
  const { threshold, bands, scratch } = options
  const order = artifactOrder(summaries)
  const { total } = order
  const firstAsked = firstNew(summaries, order)
  const homes = datasetNumbers(order, summaries)
  const sketches = sketchReader(summaries, order, scratch)
  const groups = new DisjointSets(total)
  const { takesPart, counted } = dropCopies(summaries, order, groups, firstAsked)
  for (const pairs of options.remembered) {
    for (let i = 0; i < pairs.length; i += 2) groups.join(pairs[i] as number, pairs[i + 1] as number)
  }
  const joins = new GrowingArray()
  const twins = new Uint32Array(total)
  const similarities = new Float32Array(total)
  let [near, across] = [0, 0]
  const visit = (later: number, earlier: number) => {
    const held = twins[later] as number
    const home = homes[later]
    const isAcross = homes[earlier] !== home
    const tellsMore = held === 0 || (isAcross && homes[held - 1] === home)
    if (!tellsMore && groups.rootOf(later) === groups.rootOf(earlier)) return
    const similarity = similarityOf(sketches.of(later), sketches.of(earlier), threshold)
    if (similarity < threshold) return
    if (groups.join(later, earlier)) {
      joins.push(later)
      joins.push(earlier)
    }
    if (!tellsMore) return
    if (held === 0) near++
    if (isAcross) across++
    twins[later] = earlier + 1
    similarities[later] = similarity
  }
  visitInBands(summaries, { order, takesPart, firstAsked, bands, scratch, visit })
  const { sizes, clusters, largest } = sizeClusters(groups, twins)
  return {
    order,
    firstAsked,
    counted,
    beyond: summaries.reduce(
      (sum, { summary, isEarlier }) => sum + (isEarlier ? 0 : summary.sketches.beyond),
      0,
    ),
    near,
    across,
    clusters,
    largest,
    twins,
    similarities,
    isExact: ordinal => sketches.of(ordinal).whole && sketches.of((twins[ordinal] as number) - 1).whole,
    clusterOf(ordinal) {
      const first = groups.rootOf(ordinal)
      return { first, size: sizes[first] as number }
    },
    risks: memorizationRisks({ total, takesPart, groups, sizes, sketches, firstAsked }),
    joins: joins.toArray(),
  }
}

interface BandVisit {
  readonly order: ArtifactOrder
  readonly takesPart: Uint8Array
  readonly firstAsked: number
  readonly bands: number
  readonly scratch: Scratch
  readonly visit: (later: number, earlier: number) => void
}

/** Visits candidates, as many bands at a time as fit into memory. */
function visitInBands(
  summaries: readonly Summarized<NearSummary>[],
  { order, takesPart, firstAsked, bands, scratch, visit }: BandVisit,
): void {
  let count = 0
  for (const each of takesPart) count += each
  const ordinals = new Uint32Array(count)
  let firstItem = count
  for (let ordinal = 0, item = 0; ordinal < order.total; ordinal++) {
    if (takesPart[ordinal] === 0) continue
    if (ordinal >= firstAsked && firstItem === count) firstItem = item
    ordinals[item++] = ordinal
  }
  if (firstItem === count) return
  const most = Math.max(1, Math.floor(scratch.memoryBytes / 2 / (4 * Math.max(1, count))))
  for (let from = 0; from < bands; from += most) {
    const some = Math.min(most, bands - from)
    const keys = new Uint32Array(count * some)
    let at = 0
    for (const [number, { summary }] of summaries.entries()) {
      const start = order.starts[number] as number
      const { sizes, keys: stored } = summary.sketches
      let index = 0
      for (const words of piecesOf(scratch.open(stored), bands)) {
        for (let row = 0; row < words.length; row += bands, index++) {
          while (index < sizes.length && sizes[index] === 0) index++
          if (index >= sizes.length) break
          if (takesPart[start + index] === 0) continue
          for (let band = 0; band < some; band++) keys[at++] = words[row + from + band] as number
        }
      }
    }
    visitCandidates({
      count,
      bands: some,
      keys,
      firstAsked: firstItem,
      visit: (later, earlier) => visit(ordinals[later] as number, ordinals[earlier] as number),
    })
  }
}

function similarityOf(a: Sketch, b: Sketch, threshold: number): number {
  if (a.whole && b.whole && greatestSimilarity(a.to - a.from, b.to - b.from) < threshold) return 0
  return sketchSimilarity(a, b)
}

/** The dataset of each sample, as a number. */
function datasetNumbers(order: ArtifactOrder, summaries: readonly Summarized<NearSummary>[]): Uint32Array {
  const numbers = new Map<string, number>()
  const homes = new Uint32Array(order.total)
  for (const [number, { summary }] of summaries.entries()) {
    const dataset = order.datasets[number] as string
    const home = numbers.get(dataset) ?? numbers.size
    numbers.set(dataset, home)
    const start = order.starts[number] as number
    homes.fill(home, start, start + summary.samples)
  }
  return homes
}

/** Lets the first of equal samples take part for all of them. */
function dropCopies(
  summaries: readonly Summarized<NearSummary>[],
  order: ArtifactOrder,
  groups: DisjointSets,
  firstAsked: number,
): { takesPart: Uint8Array; counted: number } {
  const takesPart = new Uint8Array(order.total)
  const table = new FingerprintTable(order.total)
  const key = new Uint32Array(FINGERPRINT_WORDS)
  let counted = 0
  for (const [number, { summary }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      if (summary.sketches.sizes[index] === 0) continue
      const ordinal = (order.starts[number] as number) + index
      if (ordinal >= firstAsked) counted++
      for (let i = 0; i < KEPT_WORDS; i++) key[i] = summary.fingerprints[index * KEPT_WORDS + i] as number
      const first = table.firstOrdinal(key, 0, ordinal)
      if (first === ordinal) takesPart[ordinal] = 1
      else groups.join(first, ordinal)
    }
  }
  return { takesPart, counted }
}

function sizeClusters(groups: DisjointSets, twins: Uint32Array) {
  const sizes = new Uint32Array(twins.length)
  const isNear = new Uint8Array(twins.length)
  let [clusters, largest] = [0, 0]
  for (let ordinal = 0; ordinal < twins.length; ordinal++) {
    const root = groups.rootOf(ordinal)
    sizes[root] = (sizes[root] as number) + 1
    if (twins[ordinal] === 0) continue
    if (isNear[root] === 0) clusters++
    isNear[root] = 1
  }
  for (let root = 0; root < sizes.length; root++) {
    if (isNear[root] === 1) largest = Math.max(largest, sizes[root] as number)
  }
  return { sizes, clusters, largest }
}
