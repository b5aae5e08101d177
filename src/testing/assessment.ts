import {
  type Artifact,
  type Assessment,
  both,
  type Finding,
  MASK,
  maskValue,
  type Outcome,
  type RunFacts,
  SEVERITIES,
  type Severity,
  seededRandom,
} from '../core/index.ts'
import { CATALOG, type CatalogType } from './_assessment-catalog.ts'
import { syntheticArtifacts, syntheticDefinitions, syntheticOutcomes } from './_assessment-parts.ts'

/** What a synthetic assessment shall look like; everything is deterministic in these. */
export interface SyntheticAssessmentOptions {
  readonly name?: string
  readonly findings?: number
  readonly files?: number
  readonly seed?: number
  readonly failOn?: Severity | 'never'
  /** Only types up to this severity. */
  readonly worst?: Severity
  /** Replaces the outcomes. */
  readonly outcomes?: readonly Outcome[]
  /** Adds the bare values to the evidence, as `--reveal` does. */
  readonly reveal?: boolean
  /** Replaces facts of the run. */
  readonly run?: Partial<RunFacts>
  /** Changes every finding on its way out. */
  readonly change?: (finding: Finding, at: number) => Finding
}

/** A whole assessment with made-up findings that stream: same options, same assessment. */
export function syntheticAssessment(options: SyntheticAssessmentOptions = {}): Assessment {
  const { findings: count = 400, files = 12, seed = 7, worst = 'critical' } = options
  const artifacts = syntheticArtifacts(files, seed)
  const types = CATALOG.filter(each => SEVERITIES.indexOf(each.severity) <= SEVERITIES.indexOf(worst))
  const totals = { info: 0, low: 0, medium: 0, high: 0, critical: 0 }
  for (const { type } of plan(count, files, seed, types)) totals[type.severity]++
  return {
    name: options.name ?? 'clinic-assistant',
    plimsoll: '0.1.0',
    artifacts,
    outcomes: options.outcomes ?? syntheticOutcomes(totals, count),
    skipped: [
      { path: 'data/.cache', reason: both('hidden folder', '隐藏文件夹') },
      { path: 'data/logo.bin', reason: both('unknown binary file', '未知的二进制文件') },
    ],
    totals,
    accepted: 3,
    policy: { name: 'baseline', failOn: options.failOn ?? 'high' },
    definitions: syntheticDefinitions(),
    topics: {
      'pii-leakage': both('PII leakage', '个人身份信息泄露'),
      'training-data-poisoning': both('Training-data poisoning', '训练数据投毒'),
      memorization: both('Memorization', '记忆化'),
      'backdoor-attacks': both('Backdoor attacks', '后门攻击'),
    },
    run: {
      started: '2026-11-24T08:15:30.000Z',
      seconds: 41.7,
      peakBytes: 312_000_000,
      host: 'survey-01',
      command: 'plimsoll assess examples/clinic --policy baseline --lang en',
      node: '20.20.2',
      ...options.run,
    },
    async *findings() {
      let at = 0
      for (const step of plan(count, files, seed, types)) {
        const finding = syntheticFinding(step, artifacts, options.reveal ?? false)
        yield options.change ? options.change(finding, at) : finding
        at++
      }
    },
  }
}

interface Step {
  readonly at: number
  readonly file: number
  readonly other: number
  readonly type: CatalogType
  readonly roll: number
}

/** Which finding lies where: files in order, types by weight. */
function* plan(count: number, files: number, seed: number, types: readonly CatalogType[]): Iterable<Step> {
  const random = seededRandom(seed)
  const weights = types.reduce((sum, each) => sum + each.weight, 0)
  for (let at = 0; at < count; at++) {
    let roll = random.next() * weights
    let type: CatalogType | undefined
    for (const each of types) {
      type = each
      roll -= each.weight
      if (roll < 0) break
    }
    if (type === undefined) return
    const file = Math.floor((at / count) ** 1.6 * files)
    yield { at, file, other: random.integer(files), type, roll: random.next() }
  }
}

function syntheticFinding(
  { at, file, other, type, roll }: Step,
  artifacts: readonly Artifact[],
  reveal: boolean,
): Finding {
  const { path = 'data/corpus.jsonl', format } = artifacts[file] ?? {}
  const masked = type.value === 'x' ? MASK.repeat(5) : maskValue(type.value)
  const start = 4 + Math.floor(roll * 300)
  const located = format === 'jsonl' ? { line: at + 1 } : format === 'csv' ? { row: at + 2 } : {}
  return {
    id: syntheticIdentifier(at),
    audit: type.audit,
    topic: type.topic,
    stage: type.stage,
    severity: type.severity,
    confidence: Math.round((0.6 + roll * 0.4) * 100) / 100,
    where: {
      path,
      index: at,
      field: type.field,
      span: [start, start + (type.value.length || 40)],
      ...located,
    },
    evidence: {
      detector: type.detector,
      type: type.type,
      ...(type.country ? { country: type.country } : {}),
      ...(type.value ? { masked, context: `…${type.context.replace('{}', masked)}…` } : {}),
      ...(reveal && type.value ? { value: type.value } : {}),
      ...(type.decoded ? { decoded: type.decoded } : {}),
      ...(type.moves ? { moves: type.moves.map(([by, reason]) => ({ by, reason })) } : {}),
      ...(type.twin
        ? {
            twin: {
              path: artifacts[other]?.path ?? path,
              index: Math.floor(at / 2),
              line: Math.floor(at / 2) + 1,
            },
          }
        : {}),
    },
    because: type.because,
    remedy: { text: type.remedy, ...(type.command ? { command: type.command } : {}) },
  }
}

/** Looks like a hash, and differs for every index. */
function syntheticIdentifier(at: number): string {
  const random = seededRandom(at)
  return (
    Array.from({ length: 3 }, () =>
      random
        .integer(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('') + at.toString(16).padStart(8, '0')
  )
}
