import type { Assessment, Measure, Outcome } from '../../core/index.ts'
import { unitTitle } from '../_labels.ts'
import type { Names } from '../_names.ts'
import { formatCount, formatMeasure, formatNumber } from '../_number.ts'
import { clip } from '../_text.ts'
import { Budget } from './budget.ts'
import { anyText, bilingual, escapeHtml, localized } from './text.ts'

const MEASURE_BYTES = 300_000
/** Width of an interval bar, in its own units. */
const WIDTH = 160
const EDGE = 4

/** Every measure with its interval, sample size and method. */
export function measuresSection(assessment: Assessment, names: Names): string {
  const rows = assessment.outcomes.flatMap(outcome =>
    outcome.measures.map((measure, at) => ({ outcome, measure, first: at === 0 })),
  )
  const head = `<section id="measures" aria-labelledby="measures-title">\n<h2 id="measures-title">${bilingual('Measures', '度量')}</h2>`
  if (rows.length === 0) {
    return `${head}<p class="nothing">${bilingual('No audit gave a measure.', '没有审计给出度量。')}</p></section>`
  }
  const { html, shown } = new Budget(MEASURE_BYTES).fill(rows, ({ outcome, measure, first }) =>
    row(outcome, measure, first, names),
  )
  const left = rows.length - shown
  const more =
    left > 0
      ? `<p class="more">${bilingual(`and ${formatCount(left)} more measures`, `另有 ${formatCount(left)} 项度量`)}</p>`
      : ''
  const titles: [string, string, string][] = [
    ['', 'Measure', '度量'],
    ['n', 'Value', '数值'],
    ['', '95 % interval', '95 % 区间'],
    ['n', 'Sample size', '样本量'],
    ['', 'Unit', '单位'],
    ['', 'Method', '方法'],
  ]
  const heads = titles.map(
    ([kind, en, zh]) => `<th scope="col"${kind ? ` class="${kind}"` : ''}>${bilingual(en, zh)}</th>`,
  )
  return `${head}
<p class="lead">${bilingual(
    'A bar spans the interval, a dot marks the value; the number under the bar is where its scale ends.',
    '横条表示区间，圆点表示数值；横条下方的数字为刻度终点。',
  )}</p>
<table class="measures"><thead><tr>${heads.join('')}</tr></thead><tbody>${html}</tbody></table>${more}</section>`
}

function row(outcome: Outcome, measure: Measure, first: boolean, names: Names): string {
  const { name, title, value, unit, n, interval, method } = measure
  const label = title ? localized(title, 200) : anyText(name, 200)
  const range = interval
    ? `${intervalBar(value, interval, unit)}<span class="range">${formatMeasure(interval[0], unit)} – ${formatMeasure(interval[1], unit)}</span>`
    : `<span class="none">${bilingual('none stated', '未给出')}</span>`
  const units = unitTitle(unit)
  const group = first
    ? `<tr class="group"><th colspan="6" scope="colgroup">${localized(names.title(outcome.audit), 200)} <code class="id">${escapeHtml(clip(outcome.audit, 120))}</code></th></tr>`
    : ''
  return `${group}<tr><th scope="row">${label} <code class="id">${escapeHtml(clip(name, 120))}</code></th><td class="n value">${formatMeasure(value, unit)}</td><td class="interval">${range}</td><td class="n size">${formatCount(n)}</td><td class="unit">${localized(units, 40)}</td><td class="method">${anyText(method, 300)}</td></tr>`
}

/** A bar from low to high on a scale that starts at zero, unless values are negative. */
export function intervalBar(value: number, [low, high]: readonly [number, number], unit: string): string {
  if (![value, low, high].every(Number.isFinite)) return ''
  const [from, to] = scaleOf(Math.min(low, value), Math.max(high, value), unit)
  const x = (number: number) => EDGE + ((number - from) / (to - from)) * (WIDTH - 2 * EDGE)
  const start = x(low)
  const end = unit === 'fraction' ? `${formatNumber(to * 100)} %` : formatNumber(to)
  return [
    `<svg class="bar" viewBox="0 0 ${WIDTH} 26" aria-hidden="true" focusable="false"><path d="M${EDGE} 8H${WIDTH - EDGE}" class="track"/>`,
    `<path d="M${EDGE} 4v8M${WIDTH - EDGE} 4v8" class="track"/>`,
    `<rect x="${start.toFixed(1)}" y="4.5" width="${Math.max(1.5, x(high) - start).toFixed(1)}" height="7" rx="1.5" class="span"/>`,
    `<circle cx="${x(value).toFixed(1)}" cy="8" r="3.6" class="point"/>`,
    `<text x="${EDGE - 3}" y="23" class="scale-end">${formatNumber(from)}</text><text x="${WIDTH - EDGE + 3}" y="23" class="scale-end last">${end}</text></svg>`,
  ].join('')
}

/** From zero to the next round number; both sides round when values are negative. */
function scaleOf(low: number, high: number, unit: string): [from: number, to: number] {
  const to = high > 0 ? roundUp(high) : 0
  const from = low < 0 ? -roundUp(-low) : 0
  const end = unit === 'fraction' && low >= 0 ? Math.min(1, to) : to
  return end > from ? [from, end] : [from, from + 1]
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find(each => each * power >= value * 0.999_999) ?? 10
  return Number((step * power).toPrecision(1))
}
