import type { Summarized } from '../../core/index.ts'
import { greatestSimilarity, type Sketch, sketchSimilarity } from '../../kernels/bottom-sketch.ts'
import { visitCandidates } from '../../kernels/candidate-pairs.ts'
import { DisjointSets } from '../../kernels/disjoint-sets.ts'
import { FINGERPRINT_WORDS } from '../../kernels/fingerprint.ts'
import { FingerprintTable } from '../../kernels/fingerprint-table.ts'
import { bandingFor, createSigner, writeBandKeys } from '../../kernels/min-hash.ts'
import { KEPT_WORDS } from './_content-keys.ts'
import { type ArtifactOrder, artifactOrder } from './_datasets.ts'
import { memorizationRisks, type Risks } from './_memorization-risk.ts'
import type { SamplePlaces } from './_sample-places.ts'
import { MAX_SKETCH, type Sketches, sketchStarts } from './_sketches.ts'

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
  /** Samples that were long enough to look at. */
  readonly counted: number
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
}

/** Finds near-duplicates among all samples, verifies them and forms groups. */
export function takeNearCensus(summaries: readonly Summarized<NearSummary>[], threshold: number): NearCensus {
  const order = artifactOrder(summaries)
  const { total } = order
  const homes = datasetNumbers(order, summaries)
  const sketchOf = sketchReader(summaries, order)
  const groups = new DisjointSets(total)
  const { takesPart, counted } = dropCopies(summaries, order, groups)
  const banding = bandingFor(threshold)
  const keys = signAll(total, takesPart, sketchOf, banding)
  const twins = new Uint32Array(total)
  const similarities = new Float32Array(total)
  let [near, across] = [0, 0]
  visitCandidates({
    count: total,
    bands: banding.bands,
    keys,
    takesPart,
    visit(later, earlier) {
      const held = twins[later] as number
      const home = homes[later]
      const isAcross = homes[earlier] !== home
      const wasAcross = held !== 0 && homes[held - 1] !== home
      // A twin is known and another one would tell nothing new, except that it stands in another dataset.
      if (held !== 0 && (wasAcross || !isAcross) && groups.rootOf(later) === groups.rootOf(earlier)) return
      const similarity = similarityOf(sketchOf(later), sketchOf(earlier), threshold)
      if (similarity < threshold) return
      groups.join(later, earlier)
      const isBetter = wasAcross === isAcross ? similarity > (similarities[later] as number) : isAcross
      if (held === 0) near++
      else if (!isBetter) return
      if (isAcross && !wasAcross) across++
      twins[later] = earlier + 1
      similarities[later] = similarity
    },
  })
  const { sizes, clusters, largest } = sizeClusters(groups, twins)
  return {
    order,
    counted,
    near,
    across,
    clusters,
    largest,
    twins,
    similarities,
    isExact: ordinal => sketchOf(ordinal).whole && sketchOf((twins[ordinal] as number) - 1).whole,
    clusterOf(ordinal) {
      const first = groups.rootOf(ordinal)
      return { first, size: sizes[first] as number }
    },
    risks: memorizationRisks({ total, takesPart, groups, sizes, sketchOf }),
  }
}

export type SketchReader = (ordinal: number) => Sketch

function sketchReader(summaries: readonly Summarized<NearSummary>[], order: ArtifactOrder): SketchReader {
  const starts = summaries.map(({ summary }) => sketchStarts(summary.sketches))
  return ordinal => {
    const number = order.numberOf(ordinal)
    const index = ordinal - (order.starts[number] as number)
    const { sketches } = (summaries[number] as Summarized<NearSummary>).summary
    const own = starts[number] as Uint32Array
    const size = sketches.sizes[index] as number
    return {
      hashes: sketches.hashes,
      from: own[index] as number,
      to: own[index + 1] as number,
      whole: size <= Math.min(sketches.limit, MAX_SKETCH),
    }
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
): { takesPart: Uint8Array; counted: number } {
  const takesPart = new Uint8Array(order.total)
  const table = new FingerprintTable()
  const key = new Uint32Array(FINGERPRINT_WORDS)
  let counted = 0
  for (const [number, { summary }] of summaries.entries()) {
    for (let index = 0; index < summary.samples; index++) {
      if (summary.sketches.sizes[index] === 0) continue
      counted++
      const ordinal = (order.starts[number] as number) + index
      key.set(summary.fingerprints.subarray(index * KEPT_WORDS, (index + 1) * KEPT_WORDS))
      const first = table.firstOrdinal(key, 0, ordinal)
      if (first === ordinal) takesPart[ordinal] = 1
      else groups.join(first, ordinal)
    }
  }
  return { takesPart, counted }
}

function signAll(
  total: number,
  takesPart: Uint8Array,
  sketchOf: SketchReader,
  banding: ReturnType<typeof bandingFor>,
): Uint32Array {
  const sign = createSigner()
  const keys = new Uint32Array(total * banding.bands)
  for (let ordinal = 0; ordinal < total; ordinal++) {
    if (takesPart[ordinal] === 0) continue
    const { hashes, from, to } = sketchOf(ordinal)
    writeBandKeys(sign(hashes, from, to), banding, keys, ordinal * banding.bands)
  }
  return keys
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
