import {
  type Assessment,
  type Finding,
  type Localized,
  SEVERITIES,
  type Severity,
  type Stage,
} from '../core/index.ts'

/** Findings by severity, in the order of `SEVERITIES`. */
export type Counts = Record<Severity, number>

/** Findings of one type in one file; a lower bound when the type's `filesAreMore`. */
export interface FileTally {
  readonly path: string
  readonly counts: Counts
  total: number
  worst: Severity
}

/** One thing to do about a type of finding. */
export interface Remedy {
  readonly text: Localized
  /** The command of the first finding that has one. */
  command?: string
  /** True when other findings have other commands, one for each file. */
  commandVaries: boolean
}

/** Findings of one type that one audit reported. */
export interface TypeTally {
  readonly audit: string
  readonly stage: Stage
  readonly type: string
  readonly counts: Counts
  readonly topics: Set<string>
  readonly remedies: Remedy[]
  /** The sentence of the first finding. */
  readonly because: Localized
  /** True when other findings give other sentences. */
  becauseVaries: boolean
  total: number
  worst: Severity
  /** The files kept, worst first once the tally is complete. */
  files: FileTally[]
  /** How many different files hold the type; a lower bound when `filesAreMore`. */
  fileCount: number
  filesAreMore: boolean
}

/** Everything that reports count, from one pass over the findings. */
export interface Tally {
  readonly total: number
  readonly counts: Counts
  readonly byStage: ReadonlyMap<Stage, Counts>
  readonly byAudit: ReadonlyMap<string, Counts>
  /** Worst first, then most frequent, then by name. */
  readonly types: readonly TypeTally[]
  /** True when evidence shows bare values. */
  readonly revealed: boolean
}

/** Memory that the counters of files may take, in entries of average size. */
const MAX_FILE_WEIGHT = 250_000
/** Characters of a path that weigh as much as one entry. */
const WEIGHT_CHARACTERS = 160
/** Different remedies that one type lists. */
const MAX_REMEDIES = 4
/** Different topics that one type lists. */
const MAX_TOPICS = 8

export const emptyCounts = (): Counts => ({ info: 0, low: 0, medium: 0, high: 0, critical: 0 })

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity)

/** Orders worst first, then most frequent. */
export const worstFirst = (
  a: { readonly worst: Severity; readonly total: number },
  b: { readonly worst: Severity; readonly total: number },
): number => rank(b.worst) - rank(a.worst) || b.total - a.total

interface Growing extends TypeTally {
  readonly byPath: Map<string, FileTally>
}

const remembered = new WeakMap<Assessment, Promise<Tally>>()

/** Tallies an assessment once; every renderer shares the result. */
export function tallyOf(assessment: Assessment): Promise<Tally> {
  let tally = remembered.get(assessment)
  if (tally === undefined) {
    tally = tallyFindings(assessment.findings())
    remembered.set(assessment, tally)
  }
  return tally
}

/** Counts findings by stage, audit, type and file in one pass and bounded memory; all but the counts of files are exact always. */
export async function tallyFindings(
  findings: AsyncIterable<Finding>,
  maxFileWeight = MAX_FILE_WEIGHT,
): Promise<Tally> {
  const counts = emptyCounts()
  const byStage = new Map<Stage, Counts>()
  const byAudit = new Map<string, Counts>()
  const types = new Map<string, Growing>()
  let total = 0
  let weight = 0
  let revealed = false
  for await (const finding of findings) {
    total++
    counts[finding.severity]++
    countsIn(byStage, finding.stage)[finding.severity]++
    countsIn(byAudit, finding.audit)[finding.severity]++
    if (finding.evidence.value !== undefined) revealed = true
    const type = typeIn(types, finding)
    weight += addFinding(type, finding)
    if (weight > maxFileWeight) weight = pruneFiles(types.values(), maxFileWeight / 2)
  }
  return { total, counts, byStage, byAudit, types: finished(types), revealed }
}

function countsIn<K>(map: Map<K, Counts>, key: K): Counts {
  let counts = map.get(key)
  if (counts === undefined) {
    counts = emptyCounts()
    map.set(key, counts)
  }
  return counts
}

function typeIn(types: Map<string, Growing>, finding: Finding): Growing {
  const key = `${finding.audit}\n${finding.evidence.type}`
  let type = types.get(key)
  if (type === undefined) {
    const { audit, stage, severity } = finding
    type = {
      audit,
      stage,
      type: finding.evidence.type,
      counts: emptyCounts(),
      topics: new Set(),
      remedies: [],
      because: finding.because,
      becauseVaries: false,
      total: 0,
      worst: severity,
      files: [],
      fileCount: 0,
      filesAreMore: false,
      byPath: new Map(),
    }
    types.set(key, type)
  }
  return type
}

/** Counts one finding; answers the weight of the file entry that it added. */
function addFinding(type: Growing, { severity, topic, where, remedy, because }: Finding): number {
  type.total++
  type.counts[severity]++
  if (rank(severity) > rank(type.worst)) type.worst = severity
  if (because.en !== type.because.en) type.becauseVaries = true
  if (type.topics.size < MAX_TOPICS) type.topics.add(topic)
  addRemedy(type.remedies, remedy)
  const known = type.byPath.get(where.path)
  const file = known ?? { path: where.path, counts: emptyCounts(), total: 0, worst: severity }
  file.total++
  file.counts[severity]++
  if (rank(severity) > rank(file.worst)) file.worst = severity
  if (known !== undefined) return 0
  type.byPath.set(where.path, file)
  type.fileCount = Math.max(type.fileCount, type.byPath.size)
  return weightOf(file)
}

/** Keeps every different text once, with its first command. */
function addRemedy(remedies: Remedy[], { text, command }: Finding['remedy']): void {
  const known = remedies.find(each => each.text.en === text.en)
  if (known === undefined) {
    if (remedies.length === MAX_REMEDIES) return
    remedies.push({ text, ...(command === undefined ? {} : { command }), commandVaries: false })
  } else if (command !== undefined && command !== known.command) {
    if (known.command === undefined) known.command = command
    else known.commandVaries = true
  }
}

const weightOf = (file: FileTally): number => 1 + file.path.length / WEIGHT_CHARACTERS

/** Forgets the mildest files of every type until the weight fits; the type's own counts stay exact. */
function pruneFiles(types: Iterable<Growing>, maxWeight: number): number {
  const all = [...types]
  const share = maxWeight / all.length
  let kept = 0
  for (const type of all) {
    let weight = 0
    for (const file of [...type.byPath.values()].sort(worstFirst)) {
      weight += weightOf(file)
      if (weight <= share) continue
      weight -= weightOf(file)
      type.byPath.delete(file.path)
      type.filesAreMore = true
    }
    kept += weight
  }
  return kept
}

function finished(types: Map<string, Growing>): TypeTally[] {
  const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return [...types.values()]
    .map(
      ({ byPath, ...type }): TypeTally => ({
        ...type,
        files: [...byPath.values()].sort((a, b) => worstFirst(a, b) || byName(a.path, b.path)),
      }),
    )
    .sort((a, b) => worstFirst(a, b) || byName(a.audit, b.audit) || byName(a.type, b.type))
}
