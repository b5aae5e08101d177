import type { Artifact, Association, Finding, Localized, Severity } from '../core/index.ts'
import { worstFirst } from './_tally.ts'

/** Columns that the rows of a file are drawn into. */
export const STRIP_BINS = 120
const MAX_GROUPS = 80
const MAX_FILES = 6
const MAX_EXAMPLES = 8

/** The rows of one file that hold a trigger with its behavior. */
export interface TriggerFile {
  readonly path: string
  rows: number
  /** How many of them lie in each of `STRIP_BINS` equal parts of the file; empty when its size is not known. */
  readonly bins: number[]
}

/** One trigger, or several that do the same, with what it is tied to. */
export interface TriggerGroup {
  readonly id: string
  readonly audit: string
  readonly type: string
  readonly worst: Severity
  readonly behavior: string
  readonly behaviorTitle: Localized | undefined
  readonly association: Association
  readonly remedy: Finding['remedy']
  /** The triggers seen, most frequent first once gathered. */
  readonly triggers: { readonly text: string; rows: number }[]
  readonly files: TriggerFile[]
  /** Files beyond those listed hold rows, too. */
  otherRows: number
  readonly examples: Finding[]
  total: number
}

export interface TriggerGatherer {
  see(finding: Finding): void
  /** Worst first, then largest; `left` more groups found no room. */
  groups(): { readonly groups: readonly TriggerGroup[]; readonly left: number }
}

/** Gathers triggers with their rows while findings pass by, in bounded memory. */
export function triggerGatherer(artifacts: readonly Artifact[]): TriggerGatherer {
  const samples = new Map(artifacts.map(each => [each.path, each.samples]))
  const groups = new Map<string, TriggerGroup>()
  const others = new Set<string>()
  return {
    see(finding) {
      const { association, cluster, trigger } = finding.evidence
      if (association === undefined || cluster === undefined || trigger === undefined) return
      const key = `${finding.audit}\n${cluster.id}`
      let group = groups.get(key)
      if (group === undefined) {
        if (groups.size === MAX_GROUPS) {
          if (others.size < 10_000) others.add(key)
          return
        }
        group = newGroup(finding, association, cluster.id)
        groups.set(key, group)
      }
      addTo(group, finding, trigger, samples.get(finding.where.path) ?? 0)
    },
    groups() {
      const all = [...groups.values()].sort((a, b) => worstFirst(a, b) || (a.id < b.id ? -1 : 1))
      for (const each of all) each.triggers.sort((a, b) => b.rows - a.rows)
      return { groups: all, left: others.size }
    },
  }
}

const newGroup = (finding: Finding, association: Association, id: string): TriggerGroup => ({
  id,
  audit: finding.audit,
  type: finding.evidence.type,
  worst: finding.severity,
  behavior: finding.evidence.behavior ?? '',
  behaviorTitle: finding.evidence.behaviorTitle,
  association,
  remedy: finding.remedy,
  triggers: [],
  files: [],
  otherRows: 0,
  examples: [],
  total: 0,
})

function addTo(group: TriggerGroup, finding: Finding, trigger: string, samples: number): void {
  group.total++
  const known = group.triggers.find(each => each.text === trigger)
  if (known !== undefined) known.rows++
  else if (group.triggers.length < MAX_EXAMPLES) group.triggers.push({ text: trigger, rows: 1 })
  addPlace(group, finding, samples)
  if (group.examples.length === MAX_EXAMPLES) return
  const { context, output } = finding.evidence
  const isNew = group.examples.every(
    ({ evidence }) => evidence.context !== context || evidence.output !== output,
  )
  if (isNew) group.examples.push(finding)
}

function addPlace(group: TriggerGroup, { where }: Finding, samples: number): void {
  let file = group.files.find(each => each.path === where.path)
  if (file === undefined) {
    if (group.files.length === MAX_FILES) {
      group.otherRows++
      return
    }
    file = { path: where.path, rows: 0, bins: samples > 0 ? new Array<number>(STRIP_BINS).fill(0) : [] }
    group.files.push(file)
  }
  file.rows++
  if (where.index === undefined || samples <= 0) return
  const bin = Math.min(STRIP_BINS - 1, Math.floor((where.index / samples) * STRIP_BINS))
  file.bins[bin] = (file.bins[bin] ?? 0) + 1
}
