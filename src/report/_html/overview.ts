import { type Assessment, type Outcome, SEVERITY_TITLES, STAGE_TITLES } from '../../core/index.ts'
import type { LoadLine, StageState } from '../_load.ts'
import type { Names } from '../_names.ts'
import { formatCount, formatMoment } from '../_number.ts'
import { type Counts, emptyCounts, type Tally } from '../_tally.ts'
import { clip } from '../_text.ts'
import { HEADLINES, verdictSentences } from '../_verdict.ts'
import { formatSeconds } from '../quantities.ts'
import { Budget } from './budget.ts'
import { statusMark, WORST_FIRST } from './marks.ts'
import { shipCaption, shipDrawing } from './ship.ts'
import { bilingual, escapeHtml, foreign, localized } from './text.ts'

/** Bytes that the rows of audits may take. */
const OUTCOME_BYTES = 400_000

/** Name of the project and the facts that identify the survey. */
export function masthead(assessment: Assessment, digest: string): string {
  const { run, policy } = assessment
  const gate =
    policy.failOn === 'never'
      ? bilingual('off', '关闭')
      : bilingual(
          `${SEVERITY_TITLES[policy.failOn].en.toLowerCase()} and above`,
          `${SEVERITY_TITLES[policy.failOn]['zh-CN']}及以上`,
        )
  const facts: [string, string][] = [
    [
      bilingual('Surveyed', '检验时间'),
      formatMoment(run.started).replace(/ UTC$/, '<span class="zone"> UTC</span>'),
    ],
    [bilingual('Policy', '策略'), foreign(policy.name, 80)],
    [bilingual('Gate', '门限'), gate],
    [bilingual('Duration', '用时'), formatSeconds(run.seconds)],
    [bilingual('Result', '结果指纹'), `<code>${digest.slice(0, 16)}</code>`],
  ]
  return `<header class="masthead">
<p class="brand"><svg class="disc-icon" aria-hidden="true"><use href="#plimsoll"/></svg>Plimsoll <span class="version">${escapeHtml(assessment.plimsoll)}</span></p>
<h1>${foreign(assessment.name, 160)}</h1>
<p class="subtitle">${bilingual('Safety assessment over the whole life of the model', '模型全生命周期安全评估')}</p>
<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>
</header>`
}

/** The verdict, the counts and the ship. */
export function resultSection(assessment: Assessment, tally: Tally, load: LoadLine): string {
  const counts = WORST_FIRST.map(
    each =>
      `<div class="count ${each}${tally.counts[each] === 0 ? ' none' : ''}"><dt>${localized(SEVERITY_TITLES[each])}</dt><dd>${formatCount(tally.counts[each])}</dd></div>`,
  )
  const sentences = verdictSentences(load)
  const english = sentences.map(each => escapeHtml(each.en)).join(' ')
  const chinese = sentences.map(each => escapeHtml(each['zh-CN'])).join('')
  const accepted =
    assessment.accepted > 0
      ? `<p class="accepted">${bilingual(
          `${formatCount(assessment.accepted)} more findings are accepted by the baseline and not counted.`,
          `另有 ${formatCount(assessment.accepted)} 个发现已被基线接受，不计入。`,
        )}</p>`
      : ''
  return `<section id="result" class="verdict ${load.verdict}" aria-labelledby="verdict-title">
<div class="verdict-text"><h2 id="verdict-title">${localized(HEADLINES[load.verdict])}</h2>
<p>${bilingual(english, chinese)}</p></div>
<dl class="counts">${counts.join('')}</dl>${accepted}${revealedWarning(tally)}${mismatchWarning(assessment, tally)}
<figure>${shipDrawing(load)}<figcaption id="ship-caption">${shipCaption(load)}</figcaption></figure>
</section>`
}

const revealedWarning = (tally: Tally): string =>
  tally.revealed
    ? `<p class="warning" role="note">${bilingual(
        'This report holds unmasked values, because the run was asked to reveal them. Keep it as you keep the data.',
        '本报告含未遮蔽的数值，因为运行时要求显示明文。请按原始数据的要求保管。',
      )}</p>`
    : ''

/** The counts of the assessment and of its findings must agree. */
function mismatchWarning(assessment: Assessment, tally: Tally): string {
  if (WORST_FIRST.every(each => assessment.totals[each] === tally.counts[each])) return ''
  const stated = formatCount(WORST_FIRST.reduce((sum, each) => sum + assessment.totals[each], 0))
  const counted = formatCount(tally.total)
  return `<p class="warning" role="note">${bilingual(
    `The assessment states ${stated} findings, but its list holds ${counted}. This page counts the list.`,
    `评估声明有 ${stated} 个发现，但其列表含 ${counted} 个。本页以列表为准。`,
  )}</p>`
}

/** All six stages with their audits. */
export function stagesSection(load: LoadLine, tally: Tally, names: Names): string {
  const heads = WORST_FIRST.map(each => `<th scope="col" class="n">${localized(SEVERITY_TITLES[each])}</th>`)
  const budget = new Budget(OUTCOME_BYTES)
  const bodies = load.stages.map((each, at) => stageBody(each, at, budget, tally, names))
  return `<section id="stages" aria-labelledby="stages-title">
<h2 id="stages-title">${bilingual('Outcomes by stage', '各阶段结果')}</h2>
<table class="stages"><thead><tr><th scope="col">${bilingual('Stage and audit', '阶段与审计')}</th><th scope="col">${bilingual('Outcome', '结果')}</th>${heads.join('')}<th scope="col">${bilingual('Reason', '理由')}</th></tr></thead>
${bodies.join('\n')}
</table></section>`
}

function stageBody(state: StageState, at: number, budget: Budget, tally: Tally, names: Names): string {
  const { stage, status, outcomes, counts } = state
  const own = outcomes.find(each => each.audit === stage)
  const audits = outcomes.filter(each => each.audit !== stage)
  const { html, shown } = budget.fill(audits, each => auditRow(each, tally, names))
  const reason = own
    ? localized(own.reason)
    : outcomes.length === 0
      ? bilingual('No audit ran for this stage.', '该阶段没有运行任何审计。')
      : evaluatedText(outcomes)
  const more = audits.length - shown
  return [
    `<tbody class="${status}"><tr class="stage-row"><th scope="rowgroup"><span class="ordinal">${at + 1}</span> ${localized(STAGE_TITLES[stage])}</th>`,
    `<td class="outcome">${statusMark(status)}</td>${countCells(counts, status === 'pass' || status === 'fail' || status === 'partial')}<td class="reason">${reason}</td></tr>`,
    html,
    more > 0
      ? `<tr><td colspan="8" class="more">${bilingual(`and ${formatCount(more)} more audits`, `另有 ${formatCount(more)} 项审计`)}</td></tr>`
      : '',
    '</tbody>',
  ].join('')
}

function evaluatedText(outcomes: readonly Outcome[]): string {
  const done = outcomes.filter(each => each.status === 'pass' || each.status === 'fail').length
  return bilingual(
    `${done} of ${outcomes.length} audits evaluated`,
    `${outcomes.length} 项审计中已评估 ${done} 项`,
  )
}

function auditRow(outcome: Outcome, tally: Tally, names: Names): string {
  const counts = tally.byAudit.get(outcome.audit) ?? emptyCounts()
  const evaluated = outcome.status === 'pass' || outcome.status === 'fail'
  const asked =
    outcome.status === 'not-evaluated' && outcome.requested
      ? ` <span class="asked">${bilingual('asked for', '已要求')}</span>`
      : ''
  return `<tr><th scope="row">${localized(names.title(outcome.audit), 200)} <code class="id">${escapeHtml(clip(outcome.audit, 120))}</code></th><td class="outcome">${statusMark(outcome.status)}${asked}</td>${countCells(counts, evaluated)}<td class="reason">${localized(outcome.reason)}</td></tr>`
}

/** Zero is only stated for what was evaluated. */
const countCells = (counts: Counts, evaluated: boolean): string =>
  WORST_FIRST.map(each => {
    const none = counts[each] === 0
    const text = none && !evaluated ? '–' : formatCount(counts[each])
    return `<td class="n ${each}${none ? ' none' : ''}">${text}</td>`
  }).join('')
