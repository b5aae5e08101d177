import { type Finding, SEVERITIES } from '../core/index.ts'
import { emptyCounts, type FileTally, type Tally, type TypeTally } from './_tally.ts'

/** What one page can show. */
export interface ExampleLimits {
  readonly types: number
  readonly filesPerType: number
  readonly perFile: number
  readonly perType: number
  readonly total: number
}

export const PAGE_LIMITS: ExampleLimits = {
  types: 200,
  filesPerType: 20,
  perFile: 20,
  perType: 60,
  total: 1_500,
}

/** One file of a type with its exact counts and its worst findings. */
export interface ShownFile extends FileTally {
  readonly examples: Finding[]
}

/** One type of finding as a page shows it. */
export interface ShownType extends TypeTally {
  readonly shown: readonly ShownFile[]
  /** Findings in files that are not shown. */
  readonly restTotal: number
}

interface Slot {
  readonly file: ShownFile
  readonly room: number
}

/** Gathers examples while findings pass by. */
export interface ExampleGatherer {
  see(finding: Finding): void
  /** The types with what was gathered, worst first. */
  types(): ShownType[]
}

/**
 * Gathers the worst and surest examples of the worst files in a second pass over the findings, and counts those files
 * exactly. Must see every finding once; holds at most `limits.total` of them.
 */
export function exampleGatherer(tally: Tally, limits: ExampleLimits = PAGE_LIMITS): ExampleGatherer {
  const slots = new Map<string, Slot>()
  let left = limits.total
  const types = tally.types.slice(0, limits.types).map(type => {
    const files = type.files.slice(0, limits.filesPerType)
    const fair = Math.floor(limits.perType / Math.max(1, files.length))
    const shown = files.map(({ path, worst }): ShownFile => {
      const room = Math.min(limits.perFile, fair, left)
      left -= room
      const file: ShownFile = { path, counts: emptyCounts(), total: 0, worst, examples: [] }
      slots.set(slotKey(type.audit, type.type, path), { file, room })
      return file
    })
    return { type, shown }
  })
  return {
    see: finding => {
      const slot = slots.get(slotKey(finding.audit, finding.evidence.type, finding.where.path))
      if (slot === undefined) return
      slot.file.total++
      slot.file.counts[finding.severity]++
      keepExample(slot, finding)
    },
    types: () =>
      types.map(({ type, shown }) => ({
        ...type,
        shown,
        restTotal: type.total - shown.reduce((sum, each) => sum + each.total, 0),
      })),
  }
}

const slotKey = (audit: string, type: string, path: string): string => `${audit}\n${type}\n${path}`

const weight = (finding: Finding): number => SEVERITIES.indexOf(finding.severity) + finding.confidence / 2

/** Keeps the list ordered, worst and surest first, earlier ones first among equals. */
function keepExample({ file, room }: Slot, finding: Finding): void {
  const { examples } = file
  const own = weight(finding)
  const last = examples.at(-1)
  if (room === 0 || (examples.length === room && last !== undefined && weight(last) >= own)) return
  let at = examples.length
  while (at > 0 && weight(examples[at - 1] as Finding) < own) at--
  examples.splice(at, 0, finding)
  if (examples.length > room) examples.pop()
}
