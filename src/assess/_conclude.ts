import {
  type Artifact,
  both,
  type Conclusion,
  type Finding,
  findingIdentifier,
  isAtLeast,
  type Localized,
  type Outcome,
  type OutcomeStatus,
  SEVERITIES,
  type Severity,
  STAGES,
} from '../core/index.ts'
import { type ArtifactResult, type PreparedAudit, stamp } from './_artifact-run.ts'
import type { Plan } from './plan.ts'

export interface ConcludeOptions {
  readonly plan: Plan
  readonly audits: readonly PreparedAudit[]
  readonly results: readonly ArtifactResult[]
  /** Artifacts that could not be opened. */
  readonly unreadable: readonly Artifact[]
  /** Takes the findings that concern several artifacts. */
  readonly append: (finding: Finding) => Promise<void> | undefined
}

/** Turns what every audit remembers into outcomes, and passes on the findings that concern several artifacts. */
export async function concludeAudits(options: ConcludeOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const prepared of options.audits) outcomes.push(await concludeOne(prepared, options))
  outcomes.push(...stageOutcomes(options.plan, outcomes))
  return outcomes
}

async function concludeOne(
  { audit, context, digest }: PreparedAudit,
  { plan, results, unreadable, append }: ConcludeOptions,
): Promise<Outcome> {
  const accepted = results.filter(({ artifact }) => audit.accepts.includes(artifact.kind))
  const about = (status: OutcomeStatus, reason: Localized, conclusion?: Conclusion): Outcome => ({
    audit: audit.id,
    stage: audit.stage,
    status,
    reason,
    measures: conclusion?.measures ?? [],
    requested: accepted.length + unreadable.length > 0,
  })
  if (accepted.length === 0) {
    return about(
      'not-evaluated',
      both('no artifact of a kind that it looks at could be read', '没有可读取的、适用于该审计的制品'),
    )
  }
  const broken = accepted.find(({ errors }) => audit.id in errors)
  if (broken) {
    const why = broken.errors[audit.id] ?? both('', '')
    const { path } = broken.artifact
    return about('error', both(`stopped in ${path}: ${why.en}`, `在 ${path} 中止：${why['zh-CN']}`))
  }
  const counts = emptyCounts()
  for (const { counts: byAudit } of accepted) {
    for (const [severity, count] of Object.entries(byAudit[audit.id] ?? {}))
      counts[severity as Severity] += count
  }
  const conclusion = audit.conclude(
    accepted.map(({ artifact, summaries }) => ({ artifact, summary: summaries[audit.id] })),
    context,
  )
  const identify = findingIdentifier(audit.id, digest)
  for (const draft of conclusion.findings ?? []) {
    counts[draft.severity]++
    await append(stamp(audit, draft, identify(draft)))
  }
  const failAt = plan.policy.audits[audit.id]?.failAt ?? 'medium'
  const failing = SEVERITIES.filter(severity => isAtLeast(severity, failAt)).reduce(
    (sum, each) => sum + counts[each],
    0,
  )
  const minor = SEVERITIES.reduce((sum, each) => sum + counts[each], 0) - failing
  const gap = unseen(accepted, unreadable, plan.policy.tolerateRejected)
  const status: OutcomeStatus = failing > 0 ? 'fail' : gap ? 'not-evaluated' : 'pass'
  return about(status, joinReasons(countReason(failing, minor, failAt), conclusion.remark, gap), conclusion)
}

const emptyCounts = () => Object.fromEntries(SEVERITIES.map(each => [each, 0])) as Record<Severity, number>

function countReason(failing: number, minor: number, failAt: Severity): Localized {
  const below = minor === 1 ? '1 finding' : `${minor} findings`
  if (failing === 0 && minor === 0) return both('nothing found', '未发现问题')
  if (failing === 0) return both(`${below} below ${failAt}`, `${minor} 个发现，均低于 ${failAt} 级`)
  const worse = failing === 1 ? '1 finding' : `${failing} findings`
  const rest = minor === 0 ? both('', '') : both(`, ${minor} below`, `，另有 ${minor} 个低于该级`)
  return both(
    `${worse} at ${failAt} or above${rest.en}`,
    `${failing} 个发现达到或高于 ${failAt} 级${rest['zh-CN']}`,
  )
}

/** What no audit could look at: a reason not to say `pass`. */
function unseen(
  accepted: readonly ArtifactResult[],
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

function joinReasons(...reasons: (Localized | undefined)[]): Localized {
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
