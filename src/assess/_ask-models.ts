import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import {
  type AnyModelAudit,
  AskFailed,
  both,
  type Conclusion,
  describeError,
  findingIdentifier,
  isAtLeast,
  isPlimsollError,
  type Localized,
  type Model,
  type ModelAuditContext,
  type ModelMaterial,
  type Outcome,
  type OutcomeStatus,
  type Policy,
  parseOptions,
  SEVERITIES,
  type Severity,
} from '../core/index.ts'
import type { AnswerLog } from '../models/index.ts'
import type { RunCache } from '../store/run-cache.ts'
import { stamp } from './_artifact-run.ts'
import { countReason, emptyCounts, joinReasons } from './_conclude.ts'
import { digest } from './_prepare.ts'
import type { PlannedModel } from './plan.ts'

/** How a run may ask models. */
export interface AskSettings {
  readonly audits: readonly AnyModelAudit[]
  /** Environment variables, of which only those that the project file names are read. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Also ask models behind an endpoint, whose calls may cost money. */
  readonly endpoints: boolean
  /** Private folder that keeps what endpoints answered until all of it is concluded; kept nowhere when absent. */
  readonly answers?: string
}

export interface AskOptions extends AskSettings {
  readonly models: readonly PlannedModel[]
  readonly material: ModelMaterial
  readonly policy: Policy
  readonly cache: RunCache
  readonly version: string
  readonly reveal: boolean
  readonly accepted?: ReadonlySet<string> | undefined
  readonly signal?: AbortSignal | undefined
}

/** What came of asking one model one audit's questions. */
export interface Asked {
  /** Absent when no audit had anything to ask. */
  readonly audit?: AnyModelAudit
  readonly outcome: Outcome
  /** Where the cache keeps the findings. */
  readonly key?: string
}

/** Models that answer the same under the same id: their answers are kept. */
const REPEATABLE = new Set(['native', 'recording'])
/** Models behind a service that may take money. */
const ENDPOINTS = new Set(['openai', 'anthropic'])

/** Asks every named model about everything there is to ask about. */
export async function askModels(options: AskOptions): Promise<Asked[]> {
  const { audits, models, material, policy } = options
  const wanted = audits.filter(
    ({ id, about }) =>
      (policy.audits[id]?.enabled ?? true) && about.every(each => (material[each] ?? []).length > 0),
  )
  if (models.length === 0)
    return wanted.map(audit =>
      unasked(audit, both('the project file names no model to ask', '项目文件未指定可询问的模型')),
    )
  const asked: Asked[] = []
  for (const planned of models) {
    if (wanted.length === 0) {
      asked.push(nothingToAsk(planned))
      continue
    }
    const opened = await open(planned, options)
    if (!('model' in opened)) {
      asked.push(...wanted.map(audit => unasked(audit, opened.reason)))
      continue
    }
    const outcomes: Asked[] = []
    try {
      for (const audit of wanted) outcomes.push(await askOne(audit, planned, opened.model, options))
    } finally {
      await opened.model.close()
      await opened.log?.close()
    }
    // Only an interrupted run may use them again: the service may answer otherwise tomorrow.
    if (opened.log !== undefined && outcomes.every(each => each.key !== undefined)) await rm(opened.log.path)
    asked.push(...outcomes)
  }
  return asked
}

const outcomeOf = (
  { id, stage }: Pick<AnyModelAudit, 'id' | 'stage'>,
  status: OutcomeStatus,
  reason: Localized,
  conclusion?: Conclusion,
): Outcome => ({
  audit: id,
  stage,
  status,
  reason,
  measures: conclusion?.measures ?? [],
  requested: true,
})

const unasked = (audit: AnyModelAudit, reason: Localized): Asked => ({
  audit,
  outcome: outcomeOf(audit, 'not-evaluated', reason),
})

const kindOf = ({ spec }: PlannedModel): string => String((spec as { kind?: unknown }).kind)

/** A named model that no audit has anything to ask. */
function nothingToAsk({ part, stage }: PlannedModel): Asked {
  const reason = both(
    `${part} was not asked: name data.canaries, or instructions in which triggers are found`,
    `未询问 ${part}：请指定 data.canaries，或其中发现触发器的指令数据`,
  )
  return { outcome: outcomeOf({ id: part.replace('.', '/'), stage }, 'not-evaluated', reason) }
}

async function open(
  planned: PlannedModel,
  { endpoints, variables, answers }: AskOptions,
): Promise<{ model: Model; log?: AnswerLog } | { reason: Localized }> {
  const { part, spec, folder } = planned
  if (ENDPOINTS.has(kindOf(planned)) && !endpoints)
    return {
      reason: both(
        `${part} is an endpoint, whose calls may cost money: --ask asks it, too`,
        `${part} 是服务端点，调用可能产生费用：加上 --ask 才会询问`,
      ),
    }
  try {
    const { AnswerLog, openModel, runModel } = await import('../models/index.ts')
    const model = await openModel(spec, { variables, folder })
    if (!ENDPOINTS.has(kindOf(planned))) return { model: runModel(model, { concurrency: 1 }) }
    if (answers === undefined) return { model: runModel(model) }
    const log = await AnswerLog.open(join(answers, `${digest(model.id).slice(0, 32)}.jsonl`))
    return { model: runModel(model, { log }), log }
  } catch (error) {
    if (!isPlimsollError(error) || error.code === 'E_ABORTED') throw error
    return { reason: both(`${part}: ${error.text.en}`, `${part}：${error.text['zh-CN']}`) }
  }
}

async function askOne(
  audit: AnyModelAudit,
  planned: PlannedModel,
  model: Model,
  { policy, material, cache, version, reveal, accepted, signal }: AskOptions,
): Promise<Asked> {
  if (!audit.requires.some(each => model.capabilities.includes(each)))
    return unasked(audit, both('the model can do nothing of what this asks', '该模型不具备此审计所需的能力'))
  const options = parseOptions(audit, policy.audits[audit.id]?.options)
  const about = Object.fromEntries(audit.about.map(each => [each, material[each]]))
  const key = digest(
    JSON.stringify(['asked', version, audit.id, audit.version, options, model.id, about, reveal]),
  )
  let conclusion = REPEATABLE.has(kindOf(planned))
    ? ((await cache.load(key)) as Omit<Conclusion, 'findings'> | undefined)
    : undefined
  if (conclusion === undefined) {
    const context = { options, model, material: about, digest, reveal, ...(signal && { signal }) }
    try {
      conclusion = await record(
        audit,
        context as ModelAuditContext<z.ZodType, keyof ModelMaterial>,
        cache,
        key,
      )
    } catch (error) {
      if (error instanceof AskFailed) return { audit, outcome: outcomeOf(audit, error.status, error.reason) }
      if (isPlimsollError(error) && (error.code === 'E_ABORTED' || error.code === 'E_OUTPUT')) throw error
      return { audit, outcome: outcomeOf(audit, 'error', describeError(error)) }
    }
  }
  const counts = emptyCounts()
  for await (const { id, severity } of cache.findings(key)) if (!accepted?.has(id)) counts[severity]++
  const failAt = policy.audits[audit.id]?.failAt ?? 'medium'
  const sum = (severities: readonly Severity[]) => severities.reduce((total, each) => total + counts[each], 0)
  const failing = sum(SEVERITIES.filter(each => isAtLeast(each, failAt)))
  const status = failing > 0 ? 'fail' : conclusion.unseen === undefined ? 'pass' : 'not-evaluated'
  const found = countReason(failing, sum(SEVERITIES) - failing, failAt)
  const reason = joinReasons(found, conclusion.remark, conclusion.unseen)
  return { audit, key, outcome: outcomeOf(audit, status, reason, conclusion as Conclusion) }
}

async function record(
  audit: AnyModelAudit,
  context: ModelAuditContext<z.ZodType, keyof ModelMaterial>,
  cache: RunCache,
  key: string,
): Promise<Omit<Conclusion, 'findings'>> {
  const { findings = [], ...rest } = await audit.ask(context)
  const journal = await cache.begin(key, false)
  const identify = findingIdentifier(audit.id, digest)
  for (const draft of findings) await journal.append(stamp(audit, draft, identify(draft)))
  await journal.finish(rest)
  return rest
}
