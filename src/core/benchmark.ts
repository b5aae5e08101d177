import type { Where } from './finding.ts'

/** One item of a benchmark that the user named: a question with its answers, say. */
export interface BenchmarkItem {
  readonly where: Where
  /** The texts of its content fields. */
  readonly texts: readonly string[]
}

/** All items of the benchmarks that the user named, in order. */
export interface BenchmarkSet {
  readonly items: readonly BenchmarkItem[]
  /** Items beyond the limit, which nothing is compared with. */
  readonly beyond: number
}
