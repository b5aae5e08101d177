import { contentFieldsOf } from '../analysis/sample-identity.ts'
import {
  type AnyAudit,
  type BenchmarkItem,
  type BenchmarkSet,
  both,
  isPlimsollError,
  type Needs,
  PlimsollError,
} from '../core/index.ts'
import { openDataset } from '../io/index.ts'
import type { OpenedNeeds } from './_artifact-run.ts'
import type { PlannedInput } from './plan.ts'

/** A benchmark that the user named, with the hash of its bytes; plain data, so that it can be sent to threads. */
export interface NamedBenchmark extends PlannedInput {
  readonly sha256: string
}

/** Items kept, and their text in UTF-16 units (CWE-770). */
const MAX_ITEMS = 1_000_000
const MAX_UNITS = 128 << 20

/** Hashes the benchmarks that a plan names. One that cannot be read has an empty hash: reading it will say why. */
export const namedBenchmarks = (inputs: readonly PlannedInput[]): Promise<NamedBenchmark[]> =>
  Promise.all(
    inputs.map(async input => {
      try {
        return { ...input, sha256: await (await openDataset(input.path, input.open)).sha256() }
      } catch (cause) {
        if (isExpected(cause)) return { ...input, sha256: '' }
        throw cause
      }
    }),
  )

/** Reads the benchmarks once for a thread, when the first definition asks for them. */
export function benchmarkSource(named: readonly NamedBenchmark[]) {
  let set: BenchmarkSet | undefined
  let opening: Promise<OpenedNeeds> | undefined
  const open = async (): Promise<OpenedNeeds> => {
    try {
      set = await readBenchmarks(named)
      return {}
    } catch (cause) {
      if (isExpected(cause)) {
        const { en, 'zh-CN': zh } = cause.text
        return {
          unavailable: both(`a benchmark could not be read: ${en}`, `无法读取某个评测基准：${zh}`),
        }
      }
      throw cause
    }
  }
  return {
    open: (): Promise<OpenedNeeds> => {
      opening ??= open()
      return opening
    },
    /** Adds the benchmarks to what an audit is given, if it asks for them; they are there once they are open. */
    addTo(audit: AnyAudit, needs: Partial<Needs>): Partial<Needs> {
      if (!audit.needs?.includes('benchmarks')) return needs
      return Object.defineProperty(needs, 'benchmarks', {
        enumerable: true,
        get(): BenchmarkSet {
          if (set !== undefined) return set
          throw new PlimsollError('E_INTERNAL', `${audit.id} asked for the benchmarks before they were open`)
        },
      })
    },
  }
}

const isExpected = (cause: unknown): cause is PlimsollError =>
  isPlimsollError(cause) && (cause.code === 'E_INPUT' || cause.code === 'E_LIMIT' || cause.code === 'E_USAGE')

async function readBenchmarks(named: readonly NamedBenchmark[]): Promise<BenchmarkSet> {
  const items: BenchmarkItem[] = []
  let beyond = 0
  let units = 0
  for (const { path, open } of named) {
    const file = await openDataset(path, open)
    for await (const event of file.read()) {
      if (event.type !== 'sample') continue
      const { index, locator } = event.sample
      const texts = contentFieldsOf(event.sample).map(({ text }) => text)
      const size = texts.reduce((sum, text) => sum + text.length, 0)
      if (items.length >= MAX_ITEMS || units + size > MAX_UNITS) {
        beyond++
        continue
      }
      units += size
      const { line, row } = locator
      const where = { path, index, ...(line !== undefined && { line }), ...(row !== undefined && { row }) }
      items.push({ where, texts })
    }
  }
  return { items, beyond }
}
