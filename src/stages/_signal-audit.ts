import { z } from 'zod'
import {
  type AnyAudit,
  type ArtifactKind,
  both,
  contentKey,
  countMeasure,
  type Detector,
  defineAudit,
  type FieldSignals,
  type Finding,
  type FindingDraft,
  familyOf,
  type GradedSignal,
  type Localized,
  maskedContext,
  maskValue,
  rateMeasure,
  type Sample,
  type Stage,
} from '../core/index.ts'

/** What an audit over one family of detectors has to say for itself. */
export interface SignalAuditSource {
  readonly id: string
  readonly version: number
  readonly title: Localized
  readonly stage: Stage
  /** Detectors whose id starts with this family and whose stages include the audit's. */
  readonly family: string
  readonly detectors: readonly Detector[]
  readonly topics: readonly string[]
  readonly reference: string
  readonly accepts: readonly ArtifactKind[]
  readonly remedy: Finding['remedy']
}

/** Counts that survive in the cache: of one artifact, by type. */
interface SignalSummary {
  samples: number
  affected: number
  byType: Record<string, { signals: number; samples: number }>
}

const AFFECTED_METHOD = both(
  'samples with at least one signal, over all samples',
  '至少含一个信号的样本数，除以样本总数',
)
const COUNT_METHOD = both('signals counted', '信号计数')

/** Makes an audit that turns the signals of one family into findings and counts the samples concerned. */
export function defineSignalAudit(source: SignalAuditSource): AnyAudit {
  const { family, detectors, ...definition } = source
  const members = detectors.filter(each => familyOf(each.id) === family && each.stages.includes(source.stage))
  const types: Record<string, Localized> = {}
  for (const detector of members) {
    for (const [type, { title }] of Object.entries(detector.types)) types[type] ??= title
  }
  const mine = new Set(members.map(each => each.id))
  return defineAudit({
    ...definition,
    stages: [source.stage],
    options: z.strictObject({}),
    maturity: members.every(each => each.maturity === 'stable') ? 'stable' : 'experimental',
    types,
    needs: ['signals', 'digest'],
    begin({ needs, reveal }, resumed?: SignalSummary) {
      const summary: SignalSummary = resumed ?? { samples: 0, affected: 0, byType: {} }
      return {
        sample(sample) {
          summary.samples++
          const fields = needs.signals(sample)
          const drafts: FindingDraft[] = []
          const met = new Set<string>()
          let content: string | undefined
          for (const found of fields) {
            for (const signal of found.signals) {
              if (!mine.has(signal.detector)) continue
              content ??= contentKey(sample, needs.digest)
              const count = summary.byType[signal.type] ?? { signals: 0, samples: 0 }
              summary.byType[signal.type] = count
              count.signals++
              if (!met.has(signal.type)) count.samples++
              met.add(signal.type)
              const title = types[signal.type] ?? both(signal.type, signal.type)
              drafts.push(
                draftFinding({
                  sample,
                  found,
                  signal: reveal ? signal : maskDecoded(signal, sample, needs.signals),
                  content,
                  title,
                  remedy: source.remedy,
                  reveal,
                }),
              )
            }
          }
          if (met.size > 0) summary.affected++
          return drafts
        },
        summary: () => summary,
      }
    },
    conclude(summaries) {
      let samples = 0
      let affected = 0
      const totals = new Map<string, number>()
      for (const { summary } of summaries) {
        samples += summary.samples
        affected += summary.affected
        for (const [type, { signals }] of Object.entries(summary.byType)) {
          totals.set(type, (totals.get(type) ?? 0) + signals)
        }
      }
      const sorted = [...totals].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
      return {
        measures: [
          {
            ...rateMeasure('affected_sample_rate', affected, samples, AFFECTED_METHOD),
            title: both('Samples concerned', '涉及的样本'),
          },
          ...sorted.map(([type, count]) => ({
            ...countMeasure(`signals:${type}`, count, samples, COUNT_METHOD),
            title: types[type] ?? both(type, type),
          })),
        ],
      }
    },
  })
}

interface DraftSource {
  readonly sample: Sample
  readonly found: FieldSignals
  readonly signal: GradedSignal
  readonly content: string
  readonly title: Localized
  readonly remedy: Finding['remedy']
  readonly reveal: boolean
}

/** Longest masked value that a finding carries, in UTF-16 units. */
const MAX_VALUE = 120

/** Hidden text is shown decoded, but what it holds of a person or a secret is masked like anywhere else. */
function maskDecoded(
  signal: GradedSignal,
  sample: Sample,
  signalsOf: (sample: Sample) => readonly FieldSignals[],
): GradedSignal {
  if (signal.decoded === undefined) return signal
  const fields = [{ name: 'decoded', text: signal.decoded }]
  let decoded = ''
  let at = 0
  for (const { signals } of signalsOf({ ...sample, fields })) {
    for (const each of signals) {
      if (familyOf(each.detector) === familyOf(signal.detector) || each.end <= at) continue
      const start = Math.max(at, each.start)
      decoded += signal.decoded.slice(at, start) + maskValue(signal.decoded.slice(start, each.end))
      at = each.end
    }
  }
  return { ...signal, decoded: decoded + signal.decoded.slice(at) }
}

function draftFinding({ sample, found, signal, content, title, remedy, reveal }: DraftSource): FindingDraft {
  const { field, signals } = found
  const { path, line, row, page, sheet } = sample.locator
  const value = field.text.slice(signal.start, Math.min(signal.end, signal.start + MAX_VALUE))
  const around = Math.min(signal.end, signal.start + MAX_VALUE)
  return {
    content,
    severity: signal.severity,
    confidence: signal.score,
    where: {
      path,
      index: sample.index,
      field: field.name,
      span: [signal.start, signal.end],
      ...(line !== undefined && { line }),
      ...(row !== undefined && { row }),
      ...(page !== undefined && { page }),
      ...(sheet !== undefined && { sheet }),
    },
    evidence: {
      detector: signal.detector,
      type: signal.type,
      ...(signal.country !== undefined && { country: signal.country }),
      masked: maskValue(value),
      ...(reveal && { value: field.text.slice(signal.start, signal.end) }),
      context: reveal
        ? field.text.slice(Math.max(0, signal.start - 32), signal.end + 32)
        : maskedContext(field.text, signal.start, around, signals),
      ...(signal.decoded !== undefined && { decoded: signal.decoded }),
      ...(signal.moves !== undefined && signal.moves.length > 0 && { moves: signal.moves }),
    },
    because: both(`${title.en}: ${signal.reason.en}`, `${title['zh-CN']}：${signal.reason['zh-CN']}`),
    remedy,
  }
}
