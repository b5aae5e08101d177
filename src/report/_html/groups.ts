import type { Assessment } from '../../core/index.ts'
import { isAtLeast } from '../../core/index.ts'
import type { ShownFile, ShownType } from '../_examples.ts'
import { SEVERITY_TITLES, STAGE_TITLES } from '../_labels.ts'
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
const EXAMPLE_BYTES = 3_000_000
/** Bytes that rows of files may take. */
const FILE_BYTES = 700_000

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
  }
  const audits = [...new Set(types.map(each => each.audit))]
  const body =
    tally.total === 0
      ? `<p class="nothing">${bilingual('Nothing was found in what was evaluated.', '在已评估的内容中没有发现任何问题。')}</p>`
      : `${TOOLS}${audits.map(each => auditGroup(each, types, context)).join('')}${leftOut(tally, types)}`
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
  return [
    `<section class="audit" data-text="${escapeHtml(audit)} ${bothInAttribute(context.names.title(audit))}">`,
    `<h3><span class="audit-name">${localized(context.names.title(audit))}</span> <code class="id">${escapeHtml(audit)}</code>`,
    outcome ? statusMark(outcome.status) : '',
    stage ? `<span class="stage-tag">${localized(STAGE_TITLES[stage])}</span>` : '',
    '</h3>',
    ...types.map(each => typeGroup(each, context)),
    '</section>',
  ].join('')
}

function typeGroup(type: ShownType, context: Context): string {
  const { names, assessment } = context
  const { failOn } = assessment.policy
  const title = names.type(type.audit, type.type)
  const open = isAtLeast(type.worst, failOn === 'never' ? 'high' : failOn)
  const { html: rows, shown } = context.files.fill(type.shown, (file, at) =>
    fileGroup(file, type, at === 0, context),
  )
  const left = type.shown.slice(shown).reduce((sum, each) => sum + each.total, type.restTotal)
  return [
    `<details class="type ${type.worst}" data-s="${WORST_FIRST.filter(each => type.counts[each] > 0).join(' ')}"`,
    ` data-text="${escapeHtml(type.type)} ${bothInAttribute(title)}"${open ? ' open' : ''}>`,
    `<summary>${severityMark(type.worst)}<span class="type-name">${localized(title)}</span>`,
    `<span class="type-files">${filesText(type.fileCount, type.filesAreMore)}</span>`,
    `<b class="type-count">${formatCount(type.total)}</b></summary><div class="type-body">`,
    about(type, context),
    rows,
    moreFiles(type.fileCount - shown, type.filesAreMore, left),
    '</div></details>',
  ].join('')
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
  const remedies = type.remedies.map(
    ({ text, command }) =>
      `<p>${localized(text)}${command ? ` <code class="run">${commandText(command)}</code>` : ''}</p>`,
  )
  rows.push([bilingual('What to do', '处理方法'), remedies.join('')])
  const severities = WORST_FIRST.filter(each => type.counts[each] > 0)
  if (severities.length > 1) rows.push([bilingual('Severity', '严重程度'), countsText(type.counts)])
  const topics = [...type.topics].map(each => `<span class="topic">${localized(names.topic(each))}</span>`)
  rows.push([bilingual('Topic', '主题'), topics.join(' ')])
  return `<dl class="about">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

function fileGroup(file: ShownFile, type: ShownType, open: boolean, { examples }: Context): string {
  const { html, shown } = examples.fill(file.examples, each => exampleItem(each, type))
  const left = file.total - shown
  const more =
    left > 0
      ? `<p class="more">${
          shown === 0
            ? bilingual(
                `${countNoun(formatCount(left), 'finding')}, not shown here`,
                `${formatCount(left)} 个发现，此处未列出`,
              )
            : bilingual(`and ${formatCount(left)} more in this file`, `该文件中另有 ${formatCount(left)} 个`)
        }</p>`
      : ''
  return [
    `<details class="file"${open ? ' open' : ''} data-text="${escapeHtml(clip(file.path, 300))}">`,
    `<summary>${pathText(file.path)}<span class="file-count">${formatCount(file.total)}</span></summary>`,
    shown > 0 ? `<ol class="examples">${html}</ol>` : '',
    more,
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
function leftOut(tally: Tally, types: readonly ShownType[]): string {
  const rest = tally.types.length - types.length
  if (rest <= 0) return ''
  const count = tally.types.slice(types.length).reduce((sum, each) => sum + each.total, 0)
  return `<p class="more">${bilingual(
    `and ${countNoun(formatCount(rest), 'more type')} with ${countNoun(formatCount(count), 'finding')}`,
    `另有 ${formatCount(rest)} 种类型，共 ${formatCount(count)} 个发现`,
  )}</p>`
}
