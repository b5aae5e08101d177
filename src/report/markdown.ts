import {
  type Assessment,
  type Language,
  type Localized,
  SEVERITIES,
  SEVERITY_TITLES,
  STAGE_TITLES,
} from '../core/index.ts'
import { inputsDigest } from './_digest.ts'
import { STATUS_TITLES } from './_labels.ts'
import { type LoadLine, loadLine, type StageState } from './_load.ts'
import { codeSpan, markdownText, tableRow } from './_markdown-text.ts'
import { type Names, namesOf } from './_names.ts'
import { formatCount, formatMeasure, formatMoment } from './_number.ts'
import { type Tally, type TypeTally, tallyOf } from './_tally.ts'
import { clip, clipPath, pick } from './_text.ts'
import { HEADLINES, verdictSentences } from './_verdict.ts'
import { formatBytes, formatSeconds } from './quantities.ts'
import type { RenderOptions } from './renderer.ts'

/** Bytes of UTF-8; a comment on GitHub may hold 65,536 characters. */
export const MAX_MARKDOWN_BYTES = 60_000
/** Rows that a table may have. */
const MAX_ROWS = 15

/** Renders a short summary for a pull request, in one language and at most `MAX_MARKDOWN_BYTES` long. */
export async function* renderMarkdown(
  assessment: Assessment,
  { language }: RenderOptions,
): AsyncGenerator<string> {
  const tally = await tallyOf(assessment)
  const context: Context = {
    assessment,
    tally,
    load: loadLine(assessment, tally),
    names: namesOf(assessment),
    say: (en, zh) => (language === 'en' ? en : zh),
    local: text => text[language],
    language,
  }
  let bytes = 0
  for (const section of [head, stages, groups, measures, gaps, inputs, foot]) {
    const text = section(context)
    bytes += Buffer.byteLength(text)
    if (bytes > MAX_MARKDOWN_BYTES) return
    yield text
  }
}

interface Context {
  readonly assessment: Assessment
  readonly tally: Tally
  readonly load: LoadLine
  readonly names: Names
  readonly say: (en: string, zh: string) => string
  readonly local: (text: Localized) => string
  readonly language: Language
}

function head({ assessment, load, tally, say, local }: Context): string {
  const counts = [...SEVERITIES]
    .reverse()
    .map(each => `${local(SEVERITY_TITLES[each])} **${formatCount(tally.counts[each])}**`)
  const accepted =
    assessment.accepted > 0
      ? say(
          `; accepted by the baseline ${formatCount(assessment.accepted)}`,
          `；基线已接受 ${formatCount(assessment.accepted)}`,
        )
      : ''
  return [
    `## Plimsoll · ${markdownText(clip(assessment.name, 120))}\n\n`,
    `**${local(HEADLINES[load.verdict])}**${say('. ', '。')}`,
    `${verdictSentences(load).map(local).join(say(' ', ''))}\n\n`,
    `${say('Findings', '发现')}${say(': ', '：')}${counts.join(' · ')}${accepted}\n`,
  ].join('')
}

function stages({ load, say, local }: Context): string {
  const rows = load.stages.map((each, at) =>
    tableRow([
      `${at + 1} ${local(STAGE_TITLES[each.stage])}`,
      stageWord(each, local),
      auditCount(each, say),
      ...[...SEVERITIES].reverse().map(severity => formatCount(each.counts[severity])),
    ]),
  )
  const titles = [...SEVERITIES].reverse().map(each => local(SEVERITY_TITLES[each]))
  return [
    `\n### ${say('Stages', '阶段')}\n\n`,
    tableRow([say('Stage', '阶段'), say('Outcome', '结果'), say('Audits', '审计'), ...titles]),
    `|---|---|---|${'--:|'.repeat(titles.length)}\n`,
    ...rows,
  ].join('')
}

const stageWord = ({ status }: StageState, local: Context['local']): string =>
  status === 'pass' ? local(STATUS_TITLES[status]) : `**${local(STATUS_TITLES[status])}**`

function auditCount({ outcomes, stage }: StageState, say: Context['say']): string {
  const audits = outcomes.filter(each => each.audit !== stage)
  if (audits.length === 0) return '–'
  const done = audits.filter(each => each.status === 'pass' || each.status === 'fail').length
  return say(`${done} of ${audits.length} evaluated`, `${audits.length} 项中已评估 ${done} 项`)
}

function groups({ tally, names, say, local }: Context): string {
  if (tally.types.length === 0) return ''
  const rows = tally.types
    .slice(0, MAX_ROWS)
    .map(type =>
      tableRow([
        local(SEVERITY_TITLES[type.worst]),
        `${markdownText(local(names.type(type.audit, type.type)))} ${codeSpan(type.audit)}`,
        formatCount(type.total),
        `${formatCount(type.fileCount)}${type.filesAreMore ? '+' : ''}`,
        codeSpan(clipPath(type.files[0]?.path ?? '', 120)),
      ]),
    )
  const rest = tally.types.slice(MAX_ROWS)
  const left = rest.reduce((sum, each) => sum + each.total, 0)
  const more =
    rest.length === 0
      ? ''
      : say(
          `\nand ${rest.length} more types with ${formatCount(left)} findings.\n`,
          `\n另有 ${rest.length} 种类型，共 ${formatCount(left)} 个发现。\n`,
        )
  return [
    `\n### ${say('What was found', '发现了什么')}\n\n`,
    tableRow([
      say('Worst', '最严重'),
      say('Type', '类型'),
      say('Findings', '发现数'),
      say('Files', '文件数'),
      say('Most in', '最多见于'),
    ]),
    '|---|---|--:|--:|---|\n',
    ...rows,
    more,
    remedies(tally.types, say, local),
  ].join('')
}

/** What to do, without saying the same thing twice. */
function remedies(types: readonly TypeTally[], say: Context['say'], local: Context['local']): string {
  const lines = new Set<string>()
  for (const type of types) {
    for (const { text, command } of type.remedies) {
      const run = command === undefined ? '' : ` ${codeSpan(clip(command, 300))}`
      if (lines.size < 6) lines.add(`- ${markdownText(clip(local(text), 400))}${run}\n`)
    }
  }
  return lines.size === 0
    ? ''
    : `\n${say('What to do', '如何处理')}${say(':', '：')}\n\n${[...lines].join('')}`
}

function measures({ assessment, names, say, local, language }: Context): string {
  const all = assessment.outcomes.flatMap(outcome => outcome.measures.map(measure => ({ outcome, measure })))
  if (all.length === 0) return ''
  const rows = all.slice(0, MAX_ROWS).map(({ outcome, measure }) => {
    const { value, unit, interval, n, title, name } = measure
    return tableRow([
      markdownText(clip(pick(title ?? name, language), 120)),
      formatMeasure(value, unit),
      interval ? `${formatMeasure(interval[0], unit)} – ${formatMeasure(interval[1], unit)}` : '',
      formatCount(n),
      markdownText(local(names.title(outcome.audit))),
    ])
  })
  const more = all.length - rows.length
  return [
    `\n### ${say('Measures', '度量')}\n\n`,
    tableRow([
      say('Measure', '度量'),
      say('Value', '数值'),
      say('95 % interval', '95 % 区间'),
      'n',
      say('Audit', '审计'),
    ]),
    '|---|--:|---|--:|---|\n',
    ...rows,
    more > 0 ? say(`\nand ${more} more measures.\n`, `\n另有 ${more} 项度量。\n`) : '',
  ].join('')
}

function gaps({ assessment, names, say, local }: Context): string {
  const open = assessment.outcomes.filter(each => each.status === 'error' || each.status === 'not-evaluated')
  if (open.length === 0) return ''
  const lines = open.slice(0, MAX_ROWS).map(each => {
    const title = each.audit === each.stage ? STAGE_TITLES[each.stage] : names.title(each.audit)
    const status = local(STATUS_TITLES[each.status])
    return `- **${markdownText(local(title))}** (${status})${say(': ', '：')}${markdownText(clip(local(each.reason), 400))}\n`
  })
  const more = open.length - lines.length
  return [
    `\n### ${say('Not evaluated', '未评估')}\n\n`,
    ...lines,
    more > 0 ? say(`- and ${more} more\n`, `- 另有 ${more} 项\n`) : '',
  ].join('')
}

function inputs({ assessment, say }: Context): string {
  const { artifacts } = assessment
  const sum = (value: (artifact: Assessment['artifacts'][number]) => number) =>
    artifacts.reduce((total, each) => total + value(each), 0)
  const unreadable = artifacts.filter(each => each.unreadable !== undefined).length
  const facts = [
    say(`${formatCount(artifacts.length)} artifacts`, `${formatCount(artifacts.length)} 个制品`),
    say(
      `${formatCount(sum(each => each.samples))} samples`,
      `${formatCount(sum(each => each.samples))} 个样本`,
    ),
    formatBytes(sum(each => each.bytes)),
    say(
      `${formatCount(sum(each => each.rejected))} rows rejected`,
      `拒收 ${formatCount(sum(each => each.rejected))} 行`,
    ),
    say(`${formatCount(unreadable)} unreadable`, `${formatCount(unreadable)} 个无法读取`),
  ]
  return `\n### ${say('What was read', '读取了什么')}\n\n${facts.join(' · ')}  \nSHA-256 ${codeSpan(inputsDigest(artifacts))}\n`
}

function foot({ assessment, say }: Context): string {
  const { run, policy, plimsoll } = assessment
  return [
    `\n${codeSpan(clip(run.command, 400))}  \n`,
    `Plimsoll ${markdownText(plimsoll)} · ${say('policy', '策略')} ${markdownText(clip(policy.name, 120))} · `,
    `${formatMoment(run.started)} · ${formatSeconds(run.seconds)}\n`,
  ].join('')
}
