export { type BenchmarkIndex, GRAM_WORDS, indexBenchmarks, LEAST_GRAMS } from './benchmark-index.ts'
export { type Candidate, candidateFinder } from './candidates.ts'
export { type Overlap, overlapReader } from './overlap.ts'
