import type { Artifact, Summarized } from '../../core/index.ts'

/** The artifacts in order, with the ordinals that their samples have. */
export interface ArtifactOrder {
  readonly starts: readonly number[]
  readonly datasets: readonly string[]
  readonly total: number
  /** Number of the artifact that holds the sample with this ordinal. */
  numberOf(ordinal: number): number
}

/** Numbers the samples of all artifacts from 0 on. */
export function artifactOrder(summaries: readonly Summarized<{ readonly samples: number }>[]): ArtifactOrder {
  const starts: number[] = []
  let total = 0
  for (const { summary } of summaries) {
    starts.push(total)
    total += summary.samples
  }
  return {
    starts,
    datasets: summaries.map(({ artifact }) => datasetOf(artifact)),
    total,
    numberOf(ordinal) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] as number) <= ordinal) low = middle
        else high = middle - 1
      }
      return low
    },
  }
}

const COMPRESSION = /\.(?:gz|zst|bz2|xz)$/iu
const FORMAT = /\.(?:jsonl|ndjson|json|csv|tsv|xlsx|parquet)$/iu
/** Formats of which a file is one document, and the folder the dataset. */
const DOCUMENT_FORMAT = /^(?:text|markdown|html|docx|pdf)\b/u

/**
 * Which dataset a file belongs to. Shards are one dataset (`train-00000-of-00002.parquet`, `part-1.jsonl`), and so are
 * the documents of a folder; tables whose names differ in words are different datasets (`train.csv`, `test.csv`).
 */
export function datasetOf({ path, kind, format }: Pick<Artifact, 'path' | 'kind' | 'format'>): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1
  const folder = path.slice(0, cut)
  if (kind === 'documents' || DOCUMENT_FORMAT.test(format ?? '')) return folder
  const name = path.slice(cut).replace(COMPRESSION, '').replace(FORMAT, '')
  return folder + name.replace(/[\da-f]{8,64}|\d{1,64}/giu, '#')
}
