import { type Assessment, isAtLeast, SEVERITY_TITLES, STAGE_TITLES } from '../../core/index.ts'
import type { ShownFile, ShownType } from '../_examples.ts'
import type { Names } from '../_names.ts'
import { formatCount } from '../_number.ts'
import { type Tally, worstFirst } from '../_tally.ts'
import { clip } from '../_text.ts'
import { Budget } from './budget.ts'
import { exampleItem } from './evidence.ts'
import { countsText, severityMark, statusMark, WORST_FIRST } from './marks.ts'
import {
  bilingual,
  bothInAttribute,
  commandText,
  countNoun,
  escapeHtml,
  localized,
  pathText,
} from './text.ts'

/** Bytes that examples may take; everything else of a group is small. */
const EXAMPLE_BYTES = 2_400_000
/** Bytes that rows of files may take. */
const FILE_BYTES = 500_000
/** Bytes that heads of types may take. */
const TYPE_BYTES = 500_000

/** The findings, by audit, type and file, worst first. */
export function findingsSection(
  assessment: Assessment,
  tally: Tally,
  types: readonly ShownType[],
  names: Names,
): string {
  const context: Context = {
    assessment,
    names,
    examples: new Budget(EXAMPLE_BYTES),
    files: new Budget(FILE_BYTES),
    types: new Budget(TYPE_BYTES),
    shown: new Set(),
  }
  const audits = [...new Set(types.map(each => each.audit))]
  const groups = audits.map(each => auditGroup(each, types, context)).join('')
  const body =
    tally.total === 0
      ? `<p class="nothing">${bilingual('Nothing was found in what was evaluated.', '在已评估的内容中没有发现任何问题。')}</p>`
      : `${TOOLS}${groups}${leftOut(tally, context.shown)}`
  return [
    '<section id="findings" aria-labelledby="findings-title">',
    `<h2 id="findings-title">${bilingual('Findings', '发现')} <span class="total">${formatCount(tally.total)}</span></h2>`,
    `<p class="lead">${bilingual(
      'By audit, type and file, worst first, with at most 20 examples each. Values are masked; every finding is in <code>assessment.json</code>.',
      '按审计、类型和文件分组，最严重的在前，每组最多 20 个示例。数值均已遮蔽；全部发现见 <code>assessment.json</code>。',
    )}</p>`,
    body,
    '</section>',
  ].join('\n')
}

interface Context {
  readonly assessment: Assessment
  readonly names: Names
  readonly examples: Budget
  readonly files: Budget
  readonly types: Budget
  /** The types that found room. */
  readonly shown: Set<ShownType>
}

/** Shown once the script runs; without it every group can still be opened by hand. */
const TOOLS = `<form class="tools" id="tools" role="search" hidden>
<label for="filter">${bilingual('Filter', '筛选')}</label>
<input id="filter" type="search" autocomplete="off" spellcheck="false" aria-describedby="filter-note">
<fieldset><legend class="unseen">${bilingual('Severity', '严重程度')}</legend>${WORST_FIRST.map(
  each =>
    `<label class="choice"><input type="checkbox" name="severity" value="${each}" checked>${localized(SEVERITY_TITLES[each])}</label>`,
).join('')}</fieldset>
<span class="buttons"><button type="button" id="open-all">${bilingual('Open all', '全部展开')}</button><button type="button" id="close-all">${bilingual('Close all', '全部折叠')}</button></span>
<output id="filter-note" for="filter"><b id="shown-types"></b> ${bilingual('of', '/')} <b id="all-types"></b> ${bilingual('types shown', '种类型')}</output>
</form>`

function auditGroup(audit: string, all: readonly ShownType[], context: Context): string {
  const types = all.filter(each => each.audit === audit).sort(worstFirst)
  const outcome = context.assessment.outcomes.find(each => each.audit === audit)
  const stage = types[0]?.stage
  const groups = types.map(each => typeGroup(each, context)).join('')
  if (groups === '') return ''
  return [
    `<section class="audit" data-text="${escapeHtml(clip(audit, 120))} ${bothInAttribute(context.names.title(audit))}">`,
    `<h3><span class="audit-name">${localized(context.names.title(audit), 120)}</span> <code class="id">${escapeHtml(clip(audit, 120))}</code>`,
    outcome ? statusMark(outcome.status) : '',
    stage ? `<span class="stage-tag">${localized(STAGE_TITLES[stage])}</span>` : '',
    '</h3>',
    groups,
    '</section>',
  ].join('')
}

/** A type with its files; empty when the page has no room for it. */
function typeGroup(type: ShownType, context: Context): string {
  const { names, assessment } = context
  const { failOn } = assessment.policy
  const title = names.type(type.audit, type.type)
  const open = isAtLeast(type.worst, failOn === 'never' ? 'high' : failOn)
  const head = context.types.take(
    [
      `<details class="type ${type.worst}" data-s="${WORST_FIRST.filter(each => type.counts[each] > 0).join(' ')}"`,
      ` data-text="${escapeHtml(clip(type.type, 120))} ${bothInAttribute(title)}"${open ? ' open' : ''}>`,
      `<summary>${severityMark(type.worst)}<span class="type-name">${localized(title, 120)}</span>`,
      `<span class="type-files">${filesText(type.fileCount, type.filesAreMore)}</span>`,
      `<b class="type-count">${formatCount(type.total)}</b></summary><div class="type-body">`,
      about(type, context),
    ].join(''),
  )
  if (head === undefined) return ''
  context.shown.add(type)
  const rows: string[] = []
  let left = type.total
  for (const file of type.shown) {
    const row = fileGroup(file, type, rows.length === 0, context)
    if (row === undefined) break
    rows.push(row)
    left -= file.total
  }
  const more = moreFiles(type.fileCount - rows.length, type.filesAreMore, left)
  return `${head}${rows.join('')}${more}</div></details>`
}

function filesText(count: number, more: boolean): string {
  const text = formatCount(count)
  return bilingual(
    `${more ? 'at least ' : ''}${countNoun(text, 'file')}`,
    `${more ? '至少 ' : ''}${text} 个文件`,
  )
}

/** Why it is a finding, what to do, and which topic it belongs to. */
function about(type: ShownType, { names }: Context): string {
  const rows: [string, string][] = []
  if (!type.becauseVaries) rows.push([bilingual('Why', '原因'), localized(type.because)])
  const alike = bilingual('and so on for the other files', '其他文件同理')
  const remedies = type.remedies.map(({ text, command, commandVaries }) => {
    const run = command ? ` <code class="run">${commandText(command)}</code>` : ''
    return `<p>${localized(text)}${run}${commandVaries ? ` <span class="alike">${alike}</span>` : ''}</p>`
  })
  rows.push([bilingual('What to do', '处理方法'), remedies.join('')])
  const severities = WORST_FIRST.filter(each => type.counts[each] > 0)
  if (severities.length > 1) rows.push([bilingual('Severity', '严重程度'), countsText(type.counts)])
  const topics = [...type.topics].map(each => `<span class="topic">${localized(names.topic(each))}</span>`)
  rows.push([bilingual('Topic', '主题'), topics.join(' ')])
  return `<dl class="about">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

/** A file with its examples; undefined when the page has no room for it. */
function fileGroup(file: ShownFile, type: ShownType, open: boolean, context: Context): string | undefined {
  const head = context.files.take(
    [
      `<details class="file"${open ? ' open' : ''} data-text="${escapeHtml(clip(file.path, 300))}">`,
      `<summary>${pathText(file.path)}<span class="file-count">${formatCount(file.total)}</span></summary>`,
    ].join(''),
  )
  if (head === undefined) return undefined
  const { html, shown } = context.examples.fill(file.examples, each => exampleItem(each, type))
  const left = formatCount(file.total - shown)
  const more =
    file.total === shown
      ? ''
      : shown === 0
        ? bilingual(`${countNoun(left, 'finding')}, not shown here`, `${left} 个发现，此处未列出`)
        : bilingual(`and ${left} more in this file`, `该文件中另有 ${left} 个`)
  return [
    head,
    shown > 0 ? `<ol class="examples">${html}</ol>` : '',
    more ? `<p class="more">${more}</p>` : '',
    '</details>',
  ].join('')
}

function moreFiles(files: number, atLeast: boolean, findings: number): string {
  if (findings === 0) return ''
  const count = formatCount(files)
  const en = `and ${atLeast ? 'at least ' : ''}${countNoun(count, 'more file')} with ${countNoun(formatCount(findings), 'finding')}`
  return `<p class="more">${bilingual(en, `另有${atLeast ? '至少' : ''} ${count} 个文件，共 ${formatCount(findings)} 个发现`)}</p>`
}

/** Types beyond what one page shows. */
function leftOut(tally: Tally, shown: ReadonlySet<ShownType>): string {
  const types = tally.types.length - shown.size
  if (types <= 0) return ''
  const count = [...shown].reduce((sum, each) => sum - each.total, tally.total)
  return `<p class="more">${bilingual(
    `and ${countNoun(formatCount(types), 'more type')} with ${countNoun(formatCount(count), 'finding')}`,
    `另有 ${formatCount(types)} 种类型，共 ${formatCount(count)} 个发现`,
  )}</p>`
}
