import { isAbsolute, relative } from 'node:path'
import { countAtLeast } from '../../assess/gate.ts'
import {
  type Assessment,
  both,
  type Finding,
  type Localized,
  type Measure,
  type Outcome,
  type OutcomeStatus,
  SEVERITIES,
  SEVERITY_TITLES,
  type Severity,
  STAGE_TITLES,
  STAGES,
} from '../../core/index.ts'
import { formatBytes, formatSeconds } from '../../report/quantities.ts'
import type { CliContext } from '../context.ts'
import { type Paint, paintFor, SEVERITY_STYLE } from './style.ts'
import { renderTable, shorten, truncate } from './table.ts'

const STATUS: Readonly<
  Record<OutcomeStatus, { mark: string; title: Localized; style: Parameters<Paint>[0] }>
> = {
  pass: { mark: '✓', title: both('pass', '通过'), style: 'green' },
  fail: { mark: '✗', title: both('fail', '未通过'), style: 'red' },
  error: { mark: '!', title: both('error', '出错'), style: 'magenta' },
  'not-evaluated': { mark: '·', title: both('not evaluated', '未评估'), style: 'gray' },
}

export interface SummaryOptions {
  readonly failOn: Severity | 'never'
  /** Titles of audits, by id. */
  readonly titles: ReadonlyMap<string, Localized>
  /** Paths of the reports that were written. */
  readonly reports: readonly string[]
  readonly exitCode: number
  /** The next command to type. */
  readonly next: string | undefined
}

/** What a person wants to know at the end of a run, as text for the terminal. */
export async function renderSummary(
  assessment: Assessment,
  context: CliContext,
  options: SummaryOptions,
): Promise<string> {
  const { language } = context
  const paint = paintFor(context, context.process.stderr)
  const say = (en: string, zh: string) => both(en, zh)[language]
  const blocks = [
    renderHead(assessment, language, paint),
    renderOutcomes(assessment.outcomes, options, context, paint),
    renderTotals(assessment, options, context, paint),
    await renderTypes(assessment, context, paint),
    renderProblems(assessment, context, paint),
  ]
  const tail: string[][] = []
  const local = (path: string) => (isAbsolute(path) ? relative(context.cwd, path) || path : path)
  const [page] = options.reports.filter(path => path.endsWith('.html'))
  if (page !== undefined) {
    const beside = options.reports.filter(path => path !== page).map(path => path.split(/[\\/]/).pop())
    tail.push([say('report', '报告'), `${local(page)} ${paint('gray', `(${beside.join(', ')})`)}`])
  }
  if (options.next) tail.push([say('next', '下一步'), paint('bold', options.next)])
  if (tail.length > 0) blocks.push(renderTable(tail))
  return `\n${blocks.filter(Boolean).join('\n\n')}\n\n`
}

function renderHead(assessment: Assessment, language: CliContext['language'], paint: Paint): string {
  const { artifacts, run, policy } = assessment
  const samples = artifacts.reduce((sum, each) => sum + each.samples, 0)
  const bytes = artifacts.reduce((sum, each) => sum + each.bytes, 0)
  const size = formatBytes(bytes)
  const time = formatSeconds(run.seconds)
  const facts = both(
    `${artifacts.length} files · ${samples.toLocaleString('en')} samples · ${size} · ${time} · policy ${policy.name}`,
    `${artifacts.length} 个文件 · ${samples.toLocaleString('en')} 条样本 · ${size} · ${time} · 策略 ${policy.name}`,
  )
  return `${paint('bold', `Plimsoll ${assessment.plimsoll} · ${assessment.name}`)}\n${paint('gray', facts[language])}`
}

function renderOutcomes(
  outcomes: readonly Outcome[],
  { titles }: SummaryOptions,
  context: CliContext,
  paint: Paint,
): string {
  const { language } = context
  const { columns } = context.process.stderr
  const room = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(20, columns - 72)
  const rows: string[][] = []
  for (const stage of STAGES) {
    const own = outcomes.filter(each => each.stage === stage)
    for (const [at, outcome] of own.entries()) {
      const { mark, title, style } = STATUS[outcome.status]
      const name = titles.get(outcome.audit)?.[language] ?? (outcome.audit === stage ? '' : outcome.audit)
      const rate = outcome.measures.find(each => each.interval !== undefined)
      rows.push([
        at === 0 ? STAGE_TITLES[stage][language] : '',
        paint(style, `${mark} ${title[language]}`),
        name,
        rate ? describeRate(rate, language) : '',
        paint('gray', truncate(outcome.reason[language], room)),
      ])
    }
  }
  return renderTable(rows)
}

function describeRate({ value, interval, unit }: Measure, language: CliContext['language']): string {
  if (interval === undefined || unit !== 'fraction' || value === 0) return ''
  const percent = (share: number) => (share * 100).toPrecision(share >= 0.1 ? 3 : 2)
  const text = `${percent(value)} % [${percent(interval[0])}, ${percent(interval[1])}]`
  return both(text, text)[language]
}

function renderTotals(
  assessment: Assessment,
  options: SummaryOptions,
  context: CliContext,
  paint: Paint,
): string {
  const { language } = context
  const counts = [...SEVERITIES]
    .reverse()
    .filter(severity => assessment.totals[severity] > 0)
    .map(severity => {
      const text = `${SEVERITY_TITLES[severity][language]} ${assessment.totals[severity].toLocaleString('en')}`
      return paint(SEVERITY_STYLE[severity], text)
    })
  const accepted =
    assessment.accepted > 0
      ? both(`${assessment.accepted} accepted by the baseline`, `基线已接受 ${assessment.accepted} 个`)[
          language
        ]
      : ''
  const found =
    counts.length > 0 ? counts.join('   ') : paint('green', both('no findings', '没有发现问题')[language])
  return [
    [found, accepted].filter(Boolean).join('   '),
    renderLoadLine(assessment, options, context, paint),
  ].join('\n')
}

/** One line that says where the water stands. */
function renderLoadLine(
  assessment: Assessment,
  { failOn, exitCode }: SummaryOptions,
  { language }: CliContext,
  paint: Paint,
): string {
  const over = failOn === 'never' ? 0 : countAtLeast(assessment, failOn)
  const sea = '≈'.repeat(12)
  if (over > 0 && failOn !== 'never') {
    const title = SEVERITY_TITLES[failOn]
    const text = both(
      `${over.toLocaleString('en')} findings at ${title.en.toLowerCase()} or above: loaded over the line (exit ${exitCode})`,
      `${over.toLocaleString('en')} 个发现达到“${title['zh-CN']}”或更高：已超过载重线（退出码 ${exitCode}）`,
    )
    return paint('red', `─⊖─ ${sea} ${text[language]}`)
  }
  if (exitCode === 0) {
    const text =
      failOn === 'never'
        ? both('gate off (exit 0)', '未设门限（退出码 0）')
        : both('below the load line (exit 0)', '未超过载重线（退出码 0）')
    return paint('green', `─⊖─ ${sea} ${text[language]}`)
  }
  const text = both(
    `not everything asked for could be evaluated (exit ${exitCode})`,
    `有要求检查的内容未能评估（退出码 ${exitCode}）`,
  )
  return paint('magenta', `─⊖─ ${sea} ${text[language]}`)
}

/** Most frequent kinds of finding, worst first. */
async function renderTypes(assessment: Assessment, { language }: CliContext, paint: Paint): Promise<string> {
  const groups = new Map<
    string,
    { audit: string; type: string; severity: Severity; count: number; first: Finding }
  >()
  for await (const finding of assessment.findings()) {
    const key = `${finding.audit}\n${finding.evidence.type}\n${finding.severity}`
    const group = groups.get(key)
    if (group) group.count++
    else {
      const { audit, severity, evidence } = finding
      groups.set(key, { audit, severity, type: evidence.type, count: 1, first: finding })
    }
  }
  const rank = (severity: Severity) => SEVERITIES.indexOf(severity)
  const worst = [...groups.values()]
    .sort((a, b) => rank(b.severity) - rank(a.severity) || b.count - a.count || a.type.localeCompare(b.type))
    .slice(0, 12)
  const titleOf = (audit: string, type: string) =>
    assessment.definitions.find(each => each.id === audit)?.types?.[type]?.[language] ?? type
  const rows = worst.map(({ audit, type, severity, count, first }) => [
    paint(SEVERITY_STYLE[severity], SEVERITY_TITLES[severity][language]),
    titleOf(audit, type),
    count.toLocaleString('en'),
    paint('gray', shorten(`${first.where.path}${first.where.line ? `:${first.where.line}` : ''}`, 48)),
  ])
  if (groups.size > worst.length) {
    rows.push([
      '',
      both(`and ${groups.size - worst.length} more kinds`, `另有 ${groups.size - worst.length} 类`)[language],
      '',
      '',
    ])
  }
  return renderTable(rows, [2])
}

function renderProblems(assessment: Assessment, { language }: CliContext, paint: Paint): string {
  const broken = assessment.artifacts.filter(each => each.unreadable !== undefined)
  const lines = broken
    .slice(0, 10)
    .map(({ path, unreadable }) => `${paint('red', '!')} ${path}: ${unreadable?.[language]}`)
  if (broken.length > 10)
    lines.push(both(`and ${broken.length - 10} more`, `另有 ${broken.length - 10} 个`)[language])
  const rejected = assessment.artifacts.filter(each => each.rejected > 0)
  for (const { path, rejected: count } of rejected.slice(0, 5)) {
    lines.push(
      `${paint('yellow', '!')} ${both(`${path}: ${count} rows could not be read`, `${path}：${count} 行无法读取`)[language]}`,
    )
  }
  return lines.join('\n')
}
