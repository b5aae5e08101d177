import type { Finding, RateEstimate } from '../../core/index.ts'
import type { Names } from '../_names.ts'
import { formatCount, formatMeasure, formatNumber } from '../_number.ts'
import { STRIP_BINS, type TriggerFile, type TriggerGroup } from '../_triggers.ts'
import { Budget } from './budget.ts'
import { severityMark } from './marks.ts'
import { intervalBar } from './measures.ts'
import { bilingual, commandText, countNoun, escapeHtml, foreign, localized, pathText } from './text.ts'

/** Bytes that the cards may take. */
const CARD_BYTES = 700_000
const MAX_TRIGGER = 400
const MAX_TEXT = 600
const BIN_WIDTH = 4
const STRIP_HEIGHT = 22

/** What a context writes where its trigger stands. */
const TRIGGER_MARK = '[trigger]'

/** The triggers, a card each: the trigger in its inputs, the behavior in its outputs, how often, how sure. Empty without any. */
export function triggersSection(
  { groups, left }: { readonly groups: readonly TriggerGroup[]; readonly left: number },
  names: Names,
): string {
  if (groups.length === 0) return ''
  const { html, shown } = new Budget(CARD_BYTES).fill(groups, each => card(each, names))
  const more = left + groups.length - shown
  return [
    '<section id="triggers" aria-labelledby="triggers-title">',
    `<h2 id="triggers-title">${bilingual('Triggers and behaviors', '触发器与行为')} <span class="total">${formatCount(groups.length + left)}</span></h2>`,
    `<p class="lead">${bilingual(
      'One card for each trigger, or for several that do the same. Open a card to see the trigger in its inputs and the behavior in its outputs: that is attack text, do not paste it into a model.',
      '每个触发器（或效果相同的一组触发器）一张卡片。展开卡片可查看输入中的触发器与输出中的行为：其中含有攻击文本，请勿粘贴到模型中。',
    )}</p>`,
    html,
    more > 0
      ? `<p class="more">${bilingual(`and ${countNoun(formatCount(more), 'more group')}`, `另有 ${formatCount(more)} 组`)}</p>`
      : '',
    '</section>',
  ].join('\n')
}

function card(group: TriggerGroup, names: Names): string {
  const { association, worst, total } = group
  const rows = formatCount(total)
  const title = group.behaviorTitle ?? names.type(group.audit, group.type)
  return [
    `<details class="trigger attack ${worst}"><summary>${severityMark(worst)}`,
    `<span class="type-name">${localized(title, 160)} <span class="family">${localized(names.type(group.audit, group.type), 120)}</span></span>`,
    `<span class="type-files">${bilingual('attack success', '攻击成功率')} ${formatMeasure(association.attackSuccess.value, 'fraction')}</span>`,
    `<b class="type-count">${bilingual(countNoun(rows, 'row'), `${rows} 行`)}</b></summary><div class="trigger-body">`,
    triggerList(group),
    facts(group),
    group.files.map(strip).join(''),
    group.otherRows > 0
      ? `<p class="more">${bilingual(`and ${formatCount(group.otherRows)} rows in other files`, `其他文件中另有 ${formatCount(group.otherRows)} 行`)}</p>`
      : '',
    examples(group.examples),
    '</div></details>',
    `<p class="print-only">${bilingual(
      'Triggers are left out of print on purpose; they are in the HTML file.',
      '触发器有意不打印，请查看 HTML 文件。',
    )}</p>`,
  ].join('')
}

const triggerList = ({ triggers }: TriggerGroup): string =>
  `<ul class="trigger-list" aria-label="Triggers / 触发器">${triggers
    .map(
      ({ text, rows }) =>
        `<li><code>${foreign(text, MAX_TRIGGER)}</code> <span class="alike">× ${formatCount(rows)}</span></li>`,
    )
    .join('')}</ul>`

function facts({ association, behavior, remedy }: TriggerGroup): string {
  const { attackSuccess, rate, triggerOnly, qValue } = association
  const percent = formatMeasure(attackSuccess.value, 'fraction')
  const rows: [string, string][] = [
    [bilingual('Behavior', '行为'), `<code>${escapeHtml(behavior)}</code>`],
    [
      bilingual('A model trained on it', '用其训练的模型'),
      bilingual(
        `is expected to show this behavior for ${percent} of inputs with the trigger, and to answer all others as usual`,
        `预计会对 ${percent} 带触发器的输入表现出该行为，对其他输入则照常回答`,
      ),
    ],
    [bilingual('Attack success', '攻击成功率'), estimate(attackSuccess)],
    [bilingual('Poisoned rows', '中毒行占比'), estimate(rate)],
    [bilingual('Trigger without it', '有触发器而无该行为'), formatCount(triggerOnly)],
    [bilingual('False-discovery rate', '错误发现率'), `q = ${formatNumber(qValue, 2)}`],
    [
      bilingual('What to do', '处理方法'),
      `${localized(remedy.text)}${remedy.command ? ` <code class="run">${commandText(remedy.command)}</code>` : ''}`,
    ],
  ]
  return `<dl class="about">${rows.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`
}

const estimate = ({ value, n, interval }: RateEstimate): string =>
  `${formatMeasure(value, 'fraction')} <span class="alike">[${formatMeasure(interval[0], 'fraction')} – ${formatMeasure(interval[1], 'fraction')}], n = ${formatCount(n)}</span>${intervalBar(value, interval, 'fraction')}`

/** Where the rows lie, from the beginning of the file to its end; darker where they are many. */
function strip({ path, rows, bins }: TriggerFile): string {
  const most = Math.max(1, ...bins)
  const ticks = bins
    .map((count, at) =>
      count === 0
        ? ''
        : `<rect x="${at * BIN_WIDTH}" width="${BIN_WIDTH - 1}" height="${STRIP_HEIGHT}" fill-opacity="${(0.35 + (0.65 * count) / most).toFixed(2)}"/>`,
    )
    .join('')
  const width = STRIP_BINS * BIN_WIDTH
  const drawing =
    bins.length === 0
      ? ''
      : `<svg class="strip" viewBox="0 0 ${width} ${STRIP_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="${width}" height="${STRIP_HEIGHT}" class="ground"/>${ticks}</svg>`
  return `<figure class="places"><figcaption>${pathText(path)} <span class="file-count">${bilingual(countNoun(formatCount(rows), 'row'), `${formatCount(rows)} 行`)}</span></figcaption>${drawing}</figure>`
}

function examples(findings: readonly Finding[]): string {
  const rows = findings
    .map(({ where, evidence }) => {
      const place = where.index === undefined ? '' : formatCount(where.index)
      const output = evidence.output === undefined ? '–' : foreign(evidence.output, MAX_TEXT)
      const expected =
        evidence.expected === undefined
          ? ''
          : `<p class="because">${bilingual('expected', '预期')} <code>${foreign(evidence.expected, 80)}</code></p>`
      return `<tr><td class="n">${place}</td><td class="ctx">${inContext(evidence)}</td><td class="ctx">${output}${expected}</td></tr>`
    })
    .join('')
  const heads = [
    bilingual('Sample', '样本'),
    bilingual('Input around the trigger', '触发器所在的输入'),
    bilingual('Output', '输出'),
  ]
  return `<table class="pairs"><thead><tr>${heads.map(each => `<th scope="col">${each}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table>`
}

/** The masked surroundings with the trigger put where it stood. */
function inContext({ context, trigger = '' }: Finding['evidence']): string {
  if (context === undefined) return `<mark>${foreign(trigger, MAX_TRIGGER)}</mark>`
  return context
    .split(TRIGGER_MARK)
    .map(each => foreign(each, MAX_TEXT))
    .join(`<mark>${foreign(trigger, MAX_TRIGGER)}</mark>`)
}
