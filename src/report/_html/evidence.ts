import type { Finding, Move, Where } from '../../core/index.ts'
import { formatNumber } from '../_number.ts'
import type { TypeTally } from '../_tally.ts'
import { clip } from '../_text.ts'
import { severityMark } from './marks.ts'
import { bilingual, escapeHtml, foreign, localized, pathText } from './text.ts'

const MAX_CONTEXT = 400
const MAX_DECODED = 2_000
const MAX_MOVES = 6

/** One finding as a list item: where, what, how sure, why. */
export function exampleItem(finding: Finding, type: TypeTally): string {
  const { evidence, where } = finding
  const differs = finding.severity !== type.worst ? severityMark(finding.severity) : ''
  return [
    `<li class="ex" data-s="${finding.severity}"><div class="ex-where">${place(where)}</div><div class="ex-what">`,
    surroundings(finding),
    type.becauseVaries ? `<p class="because">${localized(finding.because)}</p>` : '',
    evidence.twin ? twin(evidence.twin) : '',
    evidence.decoded === undefined ? '' : attackText(evidence.decoded),
    `<code class="ex-id">${escapeHtml(clip(finding.id, 64))}</code></div><div class="ex-score">${differs}${bilingual('score', '得分')} <span class="score">${finding.confidence.toFixed(2)}</span>`,
    evidence.country ? `<span class="country">${escapeHtml(clip(evidence.country, 8))}</span>` : '',
    moves(evidence.moves ?? []),
    '</div></li>',
  ].join('')
}

/** Sample, line, field and span, without the path. */
function place(where: Where): string {
  const parts: string[] = []
  const number = (en: string, zh: string, value: number) =>
    parts.push(`<span class="pt">${bilingual(en, zh)} ${value}</span>`)
  if (where.index !== undefined) number('sample', '样本', where.index)
  if (where.line !== undefined) number('line', '行', where.line)
  if (where.row !== undefined) number('row', '行', where.row)
  if (where.page !== undefined) number('page', '页', where.page)
  if (where.sheet !== undefined)
    parts.push(`<span class="pt wide">${bilingual('sheet', '工作表')} ${foreign(where.sheet, 80)}</span>`)
  if (where.field !== undefined) parts.push(`<span class="field">${foreign(where.field, 120)}</span>`)
  if (where.span)
    parts.push(`<span class="pt">${bilingual('characters', '字符')} ${where.span[0]}–${where.span[1]}</span>`)
  return parts.join('')
}

/** The masked surroundings with the masked value marked; the value itself only when the run revealed it. */
function surroundings({ evidence }: Finding): string {
  const { context, masked, value } = evidence
  const revealed =
    value === undefined
      ? ''
      : `<p class="revealed">${bilingual('revealed', '明文')} <code>${foreign(value, MAX_CONTEXT)}</code></p>`
  if (context === undefined)
    return masked === undefined
      ? revealed
      : `<code class="ctx">${foreign(masked, MAX_CONTEXT)}</code>${revealed}`
  const at = masked ? context.indexOf(masked) : -1
  if (masked === undefined || at < 0 || context.length > MAX_CONTEXT) {
    return `<code class="ctx">${foreign(context, MAX_CONTEXT)}</code>${revealed}`
  }
  const before = foreign(context.slice(0, at), MAX_CONTEXT)
  const after = foreign(context.slice(at + masked.length), MAX_CONTEXT)
  return `<code class="ctx">${before}<mark>${foreign(masked, MAX_CONTEXT)}</mark>${after}</code>${revealed}`
}

const twin = (where: Where): string =>
  `<p class="twin">${bilingual('same as', '与此相同')} ${pathText(where.path)} <span>${place(where)}</span></p>`

/** Folded on screen, left out on paper; both on purpose. */
function attackText(decoded: string): string {
  const length = decoded.length
  const summary = bilingual(
    `Attack text, ${length} characters: do not paste it into a model`,
    `攻击文本，${length} 个字符：请勿粘贴到模型中`,
  )
  const printed = bilingual(
    'Attack text is left out of print on purpose; it is in the HTML file.',
    '攻击文本有意不打印，请查看 HTML 文件。',
  )
  return `<details class="attack"><summary>${summary}</summary><pre>${foreign(decoded, MAX_DECODED)}</pre></details><p class="print-only">${printed}</p>`
}

/** What moved the score: `+0.15 a label stands before it`. */
const moves = (all: readonly Move[]): string =>
  all.length === 0
    ? ''
    : `<ul class="moves">${all
        .slice(0, MAX_MOVES)
        .map(
          ({ by, reason }) =>
            `<li><b>${by < 0 ? '−' : '+'}${formatNumber(Math.abs(by), 2)}</b> ${localized(reason, 200)}</li>`,
        )
        .join('')}</ul>`
