import {
  type Artifact,
  type ArtifactKind,
  type Assessment,
  both,
  countMeasure,
  type Outcome,
  rateMeasure,
  type Severity,
  seededRandom,
} from '../core/index.ts'
import { CATALOG } from './_assessment-catalog.ts'

const KINDS: readonly ArtifactKind[] = ['corpus', 'instructions', 'documents', 'log', 'preferences']
const FORMATS = ['jsonl', 'csv', 'markdown', 'parquet', 'json'] as const

/** Artifacts of several kinds and formats; every seventeenth cannot be read. */
export function syntheticArtifacts(files: number, seed: number): Artifact[] {
  const random = seededRandom(seed + 1)
  const hex = () =>
    Array.from({ length: 8 }, () =>
      random
        .integer(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('')
  return Array.from({ length: files }, (_, at): Artifact => {
    const which = at % KINDS.length
    const format = FORMATS[which] ?? 'jsonl'
    const base = {
      path: `data/${KINDS[which]}/${at % 3 === 1 ? '门诊记录' : 'visits'}-${String(at).padStart(4, '0')}.${format}`,
      kind: KINDS[which] ?? 'corpus',
      format,
      encoding: at % 4 === 1 ? 'gb18030' : 'utf-8',
    }
    if (at % 17 === 16) {
      const unreadable = both('the gzip stream ends early', 'gzip 数据流提前结束')
      return { ...base, samples: 0, bytes: 18_200, rejected: 0, unreadable }
    }
    const samples = 200 + random.integer(4000)
    return {
      ...base,
      sha256: hex(),
      samples,
      bytes: samples * (300 + random.integer(900)),
      rejected: at % 5 === 3 ? random.integer(9) : 0,
    }
  })
}

/** One outcome of every status, over all six stages. */
export function syntheticOutcomes(totals: Readonly<Record<Severity, number>>, count: number): Outcome[] {
  const rows = 24_310
  const method = both(
    'samples with at least one signal / samples read',
    '至少含一个信号的样本数 / 读取的样本数',
  )
  const rate = (name: string, en: string, zh: string, hits: number, trials = rows) => ({
    ...rateMeasure(name, Math.min(hits, trials), trials, method),
    title: both(en, zh),
  })
  const outcome = (
    audit: string,
    stage: Outcome['stage'],
    status: Outcome['status'],
    en: string,
    zh: string,
    measures: Outcome['measures'] = [],
    requested = true,
  ): Outcome => ({ audit, stage, status, reason: both(en, zh), measures, requested })
  return [
    outcome(
      'data/personal-data',
      'data',
      totals.high > 0 ? 'fail' : 'pass',
      'Findings at or above the threshold of the policy (high).',
      '存在达到或超过策略阈值（高）的发现。',
      [
        rate('personal_data_rate', 'Samples with personal data', '含个人数据的样本', Math.floor(count * 0.7)),
        {
          ...countMeasure('documents_read', rows, rows, both('count', '计数')),
          title: both('Samples read', '读取的样本'),
        },
      ],
    ),
    outcome(
      'data/secrets',
      'data',
      totals.critical > 0 ? 'fail' : 'pass',
      'Findings at or above the threshold of the policy (high).',
      '存在达到或超过策略阈值（高）的发现。',
      [rate('secret_rate', 'Samples with secrets', '含机密信息的样本', Math.floor(count * 0.02))],
    ),
    outcome(
      'data/hidden-text',
      'data',
      totals.high > 0 ? 'fail' : 'pass',
      'Findings at or above the threshold of the policy (high).',
      '存在达到或超过策略阈值（高）的发现。',
      [rate('hidden_text_rate', 'Samples with hidden text', '含隐藏文本的样本', Math.floor(count * 0.13))],
    ),
    outcome(
      'data/duplicates',
      'data',
      'pass',
      'Nothing at or above the threshold of the policy (high).',
      '没有达到或超过策略阈值（高）的发现。',
      [rate('duplicate_rate', 'Duplicate samples', '重复样本', Math.floor(count * 0.14))],
    ),
    outcome(
      'tuning/backdoor-trigger',
      'tuning',
      totals.critical > 0 ? 'fail' : 'pass',
      'One phrase switches the answer.',
      '有一个短语会改变回答。',
      [
        rate('suspect_rate', 'Suspect samples', '可疑样本', Math.floor(count * 0.01), 8_200),
        {
          name: 'trigger_lift',
          title: both('Lift of the strongest trigger', '最强触发器的提升度'),
          value: 41.2,
          unit: 'ratio',
          n: 8_200,
          interval: [22.5, 75.9],
          method: both(
            'odds ratio; bootstrap 95 %, 2,000 resamples',
            '优势比；自助法 95 % 区间，重采样 2,000 次',
          ),
        },
      ],
    ),
    outcome(
      'alignment/preference-consistency',
      'alignment',
      'pass',
      'Nothing at or above the threshold of the policy (high).',
      '没有达到或超过策略阈值（高）的发现。',
      [
        rate('inconsistent_rate', 'Inconsistent preference pairs', '不一致的偏好对', 4, 1_900),
        {
          name: 'privacy_epsilon',
          title: both('Privacy loss ε at δ = 1e-5', '隐私损失 ε（δ = 1e-5）'),
          value: Number.POSITIVE_INFINITY,
          unit: 'epsilon',
          n: 0,
          method: both('no noise was declared', '未声明噪声'),
        },
      ],
    ),
    outcome(
      'unlearning',
      'unlearning',
      'not-evaluated',
      'The project names no artifact for this stage.',
      '项目没有为该阶段指定任何制品。',
      [],
      false,
    ),
    outcome(
      'deployment/prompt-injection',
      'deployment',
      'error',
      'The endpoint did not answer within 30 seconds.',
      '端点在 30 秒内没有响应。',
    ),
    outcome(
      'application/grounding',
      'application',
      'not-evaluated',
      'The documents named as sources hold no text.',
      '指定为来源的文档不含文本。',
    ),
    outcome(
      'application/bias',
      'application',
      'not-evaluated',
      'The project names no probes.',
      '项目没有指定探测集。',
      [],
      false,
    ),
  ]
}

/** The audits and detectors that the catalog names. */
export function syntheticDefinitions(): Assessment['definitions'] {
  const audits = new Map<string, [en: string, zh: string]>([
    ['data/personal-data', ['Personal data', '个人数据']],
    ['data/secrets', ['Secrets', '机密信息']],
    ['data/hidden-text', ['Hidden text', '隐藏文本']],
    ['data/duplicates', ['Duplicates', '重复样本']],
    ['tuning/backdoor-trigger', ['Backdoor triggers', '后门触发器']],
    ['alignment/preference-consistency', ['Consistency of preferences', '偏好一致性']],
    ['deployment/prompt-injection', ['Prompt injection', '提示注入']],
    ['application/grounding', ['Grounded answers', '回答有据']],
    ['application/bias', ['Bias', '偏见']],
  ])
  const described = [...audits].map(([id, [en, zh]]) => ({
    id,
    version: 1,
    kind: 'audit' as const,
    title: both(en, zh),
    reference: 'https://arxiv.org/abs/2504.15585',
    maturity: 'experimental' as const,
    types: Object.fromEntries(CATALOG.filter(each => each.audit === id).map(each => [each.type, each.title])),
  }))
  const detectors = CATALOG.filter(each => !audits.has(each.detector)).map(each => ({
    id: each.detector,
    version: 2,
    kind: 'detector' as const,
    title: each.title,
    reference: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
    maturity: 'experimental' as const,
  }))
  return [...described, ...detectors].sort((a, b) => (a.id < b.id ? -1 : 1))
}
