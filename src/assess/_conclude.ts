import {
  type AnyAudit,
  type Artifact,
  both,
  type Conclusion,
  describeError,
  type Finding,
  findingIdentifier,
  isAtLeast,
  isPlimsollError,
  type Localized,
  type Outcome,
  type OutcomeStatus,
  SEVERITIES,
  SEVERITY_TITLES,
  type Severity,
  STAGES,
  type Summarized,
} from '../core/index.ts'
import { type ArtifactResult, type PreparedAudit, stamp } from './_artifact-run.ts'
import type { Asked } from './_ask-models.ts'
import type { IndexRun } from './_index-run.ts'
import type { Plan } from './plan.ts'

/** An artifact with the results of its segments, in order; most have one. */
export interface LookedAtArtifact {
  readonly artifact: Artifact
  readonly parts: readonly {
    readonly key: string
    readonly result: ArtifactResult
    readonly firstSample: number
  }[]
}

/** What an audit concluded, before anyone counted its findings. */
export interface Concluded {
  readonly prepared: PreparedAudit
  /** Artifacts that it looked at. */
  readonly accepted: readonly LookedAtArtifact[]
  readonly conclusion?: Conclusion
  /** Why it could not conclude. */
  readonly failure?: Localized
  /** What it needs and could not have. */
  readonly unavailable?: Localized
}

/** Lets every audit conclude, and passes on the findings that concern several artifacts. */
export async function concludeAudits(
  audits: readonly PreparedAudit[],
  results: readonly LookedAtArtifact[],
  append: (finding: Finding) => Promise<void> | undefined,
  index?: IndexRun,
): Promise<Concluded[]> {
  const concluded: Concluded[] = []
  for (const prepared of audits) {
    const { audit, context, digest } = prepared
    const accepted = results.filter(({ artifact }) => audit.accepts.includes(artifact.kind))
    if (accepted.length === 0 || accepted.some(each => errorOf(each, audit) !== undefined)) {
      concluded.push({ prepared, accepted })
      continue
    }
    const unavailable = unavailableTo(accepted, audit) ?? (await prepared.openToConclude?.())?.unavailable
    if (unavailable !== undefined) {
      concluded.push({ prepared, accepted, unavailable })
      continue
    }
    const { earlier, current } = besideIndex(prepared, accepted, index)
    const summaries = current.flatMap(({ artifact, parts }) =>
      parts.map(({ result, firstSample }) => ({
        artifact,
        summary: result.summaries[audit.id],
        firstSample,
      })),
    )
    try {
      const remembered = index === undefined ? {} : { remembered: index.remembered(audit.id) }
      const conclusion = audit.conclude([...earlier, ...summaries], { ...context, ...remembered })
      const identify = findingIdentifier(audit.id, digest)
      for (const draft of conclusion.findings ?? []) await append(stamp(audit, draft, identify(draft)))
      concluded.push({ prepared, accepted, conclusion })
    } catch (error) {
      if (isPlimsollError(error) && error.code === 'E_OUTPUT') throw error
      concluded.push({ prepared, accepted, failure: describeError(error) })
    }
  }
  return concluded
}

/** What an index holds for an audit, and what of this run it does not hold. */
function besideIndex(
  { audit }: PreparedAudit,
  accepted: readonly LookedAtArtifact[],
  index: IndexRun | undefined,
): { earlier: Summarized<unknown>[]; current: readonly LookedAtArtifact[] } {
  if (index === undefined || !audit.isIndexed) return { earlier: [], current: accepted }
  const earlier = index.entries
    .filter(({ artifact, summaries }) => audit.accepts.includes(artifact.kind) && audit.id in summaries)
    .map(({ artifact, firstSample, summaries }) => ({
      artifact,
      firstSample,
      summary: summaries[audit.id],
      isEarlier: true as const,
    }))
  return { earlier, current: accepted.filter(({ artifact }) => !index.holds(artifact)) }
}

/** Why an audit could not be evaluated on an artifact. */
const unavailableTo = (accepted: readonly LookedAtArtifact[], { id }: AnyAudit): Localized | undefined =>
  accepted
    .flatMap(({ parts }) => parts.map(({ result }) => result.unavailable?.[id]))
    .find(each => each !== undefined)

/** Why an audit stopped in an artifact. */
const errorOf = ({ parts }: LookedAtArtifact, { id }: AnyAudit): Localized | undefined =>
  parts.map(({ result }) => result.errors[id]).find(each => each !== undefined)

/** Findings that nobody accepted, by audit and severity. */
export type FindingCounts = ReadonlyMap<string, Readonly<Record<Severity, number>>>

/** Turns conclusions and counted findings into outcomes, one or more for every stage. */
export function outcomesOf(
  concluded: readonly Concluded[],
  counts: FindingCounts,
  plan: Plan,
  unreadable: readonly Artifact[],
  asked: readonly Asked[],
  unasked: readonly AnyAudit[],
): Outcome[] {
  const outcomes = [
    ...concluded.map(each => outcomeOf(each, counts, plan, unreadable)),
    ...asked.map(each => each.outcome),
    ...unasked.map(withoutBenchmark),
  ]
  return [...outcomes, ...stageOutcomes(plan, outcomes)]
}

const withoutBenchmark = ({ id, stage }: AnyAudit): Outcome => ({
  audit: id,
  stage,
  status: 'not-evaluated',
  reason: both('no benchmark was named', '未指定评测基准'),
  measures: [],
  requested: false,
})

function outcomeOf(
  { prepared: { audit }, accepted, conclusion, failure, unavailable }: Concluded,
  counts: FindingCounts,
  plan: Plan,
  unreadable: readonly Artifact[],
): Outcome {
  const about = (status: OutcomeStatus, reason: Localized): Outcome => ({
    audit: audit.id,
    stage: audit.stage,
    status,
    reason,
    measures: conclusion?.measures ?? [],
    requested: accepted.length + unreadable.length > 0,
  })
  for (const each of accepted) {
    const why = errorOf(each, audit)
    if (why === undefined) continue
    const { path } = each.artifact
    return about('error', both(`stopped in ${path}: ${why.en}`, `在 ${path} 中止：${why['zh-CN']}`))
  }
  if (unavailable !== undefined) return about('not-evaluated', unavailable)
  if (failure !== undefined) {
    return about('error', both(`could not conclude: ${failure.en}`, `无法得出结论：${failure['zh-CN']}`))
  }
  if (conclusion === undefined) {
    return about(
      'not-evaluated',
      both('no artifact of a kind that it looks at could be read', '没有可读取的、适用于该审计的制品'),
    )
  }
  const failAt = plan.policy.audits[audit.id]?.failAt ?? 'medium'
  const own = counts.get(audit.id) ?? emptyCounts()
  const sum = (severities: readonly Severity[]) => severities.reduce((total, each) => total + own[each], 0)
  const failing = sum(SEVERITIES.filter(severity => isAtLeast(severity, failAt)))
  const gaps = [unseen(accepted, unreadable, plan.policy.tolerateRejected), conclusion.unseen]
  const status: OutcomeStatus =
    failing > 0 ? 'fail' : gaps.some(each => each !== undefined) ? 'not-evaluated' : 'pass'
  const found = countReason(failing, sum(SEVERITIES) - failing, failAt)
  return about(status, joinReasons(found, conclusion.remark, turnedOff(audit, plan), ...gaps))
}

/** Says how many detectors of the audit's family the policy turned off. */
function turnedOff({ id }: AnyAudit, { policy }: Plan): Localized | undefined {
  const family = `${id.slice(id.indexOf('/') + 1)}/`
  const off = Object.entries(policy.detectors).filter(
    ([name, value]) => value === false && name.startsWith(family),
  )
  if (off.length === 0) return undefined
  return both(`${off.length} detectors are turned off by the policy`, `策略关闭了 ${off.length} 个检测器`)
}

/** No finding of any severity. */
export const emptyCounts = () =>
  Object.fromEntries(SEVERITIES.map(each => [each, 0])) as Record<Severity, number>

/** Says how many findings are at a severity or above, and how many below. */
export function countReason(failing: number, minor: number, failAt: Severity): Localized {
  const level = SEVERITY_TITLES[failAt]
  const en = level.en.toLowerCase()
  const zh = `“${level['zh-CN']}”级`
  const some = (count: number) => (count === 1 ? '1 finding' : `${count} findings`)
  if (failing === 0 && minor === 0) return both('nothing found', '未发现问题')
  if (failing === 0) return both(`${some(minor)} below ${en}`, `${minor} 个发现，均低于${zh}`)
  const rest = minor === 0 ? both('', '') : both(`, ${minor} below`, `，另有 ${minor} 个低于该级`)
  return both(
    `${some(failing)} at ${en} or above${rest.en}`,
    `${failing} 个发现达到或高于${zh}${rest['zh-CN']}`,
  )
}

/** What no audit could look at: a reason not to say `pass`. */
function unseen(
  accepted: readonly LookedAtArtifact[],
  unreadable: readonly Artifact[],
  tolerated: number,
): Localized | undefined {
  const broken =
    accepted.filter(({ artifact }) => artifact.unreadable !== undefined).length + unreadable.length
  let rejected = 0
  let rows = 0
  for (const { artifact } of accepted) {
    rejected += artifact.rejected
    rows += artifact.samples + artifact.rejected
  }
  const tooMany = rejected > tolerated * rows
  const parts: Localized[] = []
  if (broken > 0)
    parts.push(both(`${broken} files could not be read to the end`, `${broken} 个文件未能完整读取`))
  if (tooMany)
    parts.push(both(`${rejected} of ${rows} rows could not be read`, `${rows} 行中有 ${rejected} 行无法读取`))
  return parts.length > 0 ? joinReasons(...parts) : undefined
}

/** Reasons one after another; missing ones are left out. */
export function joinReasons(...reasons: (Localized | undefined)[]): Localized {
  const given = reasons.filter(each => each !== undefined)
  return both(given.map(each => each.en).join('; '), given.map(each => each['zh-CN']).join('；'))
}

/** One line for every stage that no audit spoke of, and one for every named part that none can look at. */
function stageOutcomes(plan: Plan, outcomes: readonly Outcome[]): Outcome[] {
  const extra: Outcome[] = plan.unevaluated.map(({ stage, part, reason }) => ({
    audit: `${stage}/${part}`,
    stage,
    status: 'not-evaluated',
    reason,
    measures: [],
    requested: true,
  }))
  for (const stage of STAGES) {
    if ([...outcomes, ...extra].some(each => each.stage === stage)) continue
    extra.push({
      audit: stage,
      stage,
      status: 'not-evaluated',
      reason: both('no artifact of this stage was named', '未指定该阶段的制品'),
      measures: [],
      requested: false,
    })
  }
  return extra
}
