import { SEVERITY_TITLES, type Severity, STAGE_TITLES } from '../../core/index.ts'
import { STATUS_TITLES } from '../_labels.ts'
import { type LoadLine, type StageState, squash, WEIGHTS } from '../_load.ts'
import { formatCount } from '../_number.ts'
import { WORST_FIRST } from './marks.ts'
import { bilingual, countNoun, escapeHtml } from './text.ts'

/** Heights of the drawing, in its own units. */
const KEEL = 392
const UNIT = 124
const MARK = KEEL - UNIT
/** The six holds. */
const FIRST_HOLD = 212
const HOLD_WIDTH = 139
const HOLD_TOP = 186
const HOLD_BOTTOM = 372
/** Containers in one hold. */
const COLUMNS = 5
const ROWS = 8
const CELL_WIDTH = 24
const CELL_HEIGHT = 22

const HULL =
  'M58 150H196L206 168H1012C1060 168 1110 156 1152 138C1136 190 1108 240 1100 296C1098 318 1142 326 1142 358C1142 382 1118 392 1080 392H156C124 392 120 372 112 350C104 328 70 312 62 262Z'

/** Draws the ship: six holds for six stages, the mark, and the water as high as the load lifts it. */
export function shipDrawing(load: LoadLine): string {
  const water = load.draught === undefined ? undefined : KEEL - UNIT * load.draught
  return [
    '<svg class="ship" viewBox="24 24 1236 416" role="img" aria-labelledby="ship-caption" focusable="false">',
    `<clipPath id="hull-shape"><path d="${HULL}"/></clipPath>`,
    BEHIND,
    `<path d="${HULL}" class="hull"/><g clip-path="url(#hull-shape)"><rect x="40" y="${MARK}" width="1120" height="${KEEL - MARK + 2}" class="antifouling"/></g>`,
    ...load.stages.map(hold),
    draughtMarks(),
    water === undefined ? '' : waterBody(water, load.lowerBound),
    plimsollMark(),
    levels(load, water),
    `<path d="${HULL}" class="hull-line"/>`,
    ...load.stages.map(holdLabel),
    '</svg>',
  ].join('')
}

/** Bridge, funnel, masts and hatch coamings. */
const BEHIND = `<g class="works"><path d="M92 150V96H84V82H190V96H182V150Z"/><path d="M70 150V104H86V150Z"/><path d="M137 82V46M125 58H149M1092 152V86M1082 100H1102" class="mast"/></g><g class="panes">${[100, 116, 132, 148, 164].map(x => `<rect x="${x}" y="104" width="9" height="8"/><rect x="${x}" y="122" width="9" height="8"/>`).join('')}<rect x="90" y="86" width="94" height="6"/></g><g class="works">${[0, 1, 2, 3, 4, 5].map(at => `<rect x="${FIRST_HOLD + at * HOLD_WIDTH + 16}" y="160" width="${HOLD_WIDTH - 32}" height="8"/>`).join('')}</g>`

function hold(state: StageState, at: number): string {
  const x = FIRST_HOLD + at * HOLD_WIDTH
  const box = `x="${x + 3}" y="${HOLD_TOP}" width="${HOLD_WIDTH - 6}" height="${HOLD_BOTTOM - HOLD_TOP}"`
  const surface =
    state.status === 'error'
      ? 'url(#cross)'
      : state.status === 'not-evaluated' || state.status === 'partial'
        ? 'url(#hatch)'
        : 'none'
  return [
    `<g class="hold ${state.status}"><rect ${box} class="room"/>`,
    surface === 'none' ? '' : `<rect ${box} fill="${surface}" class="unsurveyed"/>`,
    ...containers(state).map((severity, cell) => {
      const column = cell % COLUMNS
      const row = Math.floor(cell / COLUMNS)
      const cellX = x + (HOLD_WIDTH - COLUMNS * CELL_WIDTH) / 2 + 1 + column * CELL_WIDTH
      return `<use href="#c-${severity}" x="${cellX}" y="${HOLD_BOTTOM - 3 - (row + 1) * CELL_HEIGHT + 3}" width="22" height="19"/>`
    }),
    `<text x="${x + HOLD_WIDTH / 2}" y="248" class="numeral">${at + 1}</text></g>`,
  ].join('')
}

/** Which containers stand in a hold, from the bottom: the worst lie lowest, every severity present has one. */
export function containers({ counts, cargo }: StageState): Severity[] {
  const present = WORST_FIRST.filter(each => counts[each] > 0)
  const filled = Math.max(present.length, Math.ceil(cargo * COLUMNS * ROWS))
  const sizes = present.map(each => squash(counts[each] * WEIGHTS[each]))
  const all = sizes.reduce((sum, each) => sum + each, 0) || 1
  const free = filled - present.length
  return present
    .flatMap((each, at) => Array<Severity>(1 + Math.round((free * (sizes[at] ?? 0)) / all)).fill(each))
    .slice(0, COLUMNS * ROWS)
}

function holdLabel({ stage, status, counts }: StageState, at: number): string {
  const x = FIRST_HOLD + (at + 0.5) * HOLD_WIDTH
  const total = WORST_FIRST.reduce((sum, each) => sum + counts[each], 0)
  const line = (y: number, kind: string, en: string, zh: string) =>
    en === zh
      ? `<text x="${x}" y="${y}" class="${kind}">${escapeHtml(en)}</text>`
      : `<text x="${x}" y="${y}" class="${kind} en" lang="en">${escapeHtml(en)}</text><text x="${x}" y="${y}" class="${kind} zh" lang="zh-CN">${escapeHtml(zh)}</text>`
  const title = STAGE_TITLES[stage]
  const word = STATUS_TITLES[status]
  const count = formatCount(total)
  const found = total === 0 ? ['', ''] : [countNoun(count, 'finding'), `${count} 个发现`]
  return [
    '<g class="hold-label">',
    line(62, 'stage-name', `${at + 1} ${title.en}`, `${at + 1} ${title['zh-CN']}`),
    line(84, `stage-status ${status}`, word.en, word['zh-CN']),
    line(105, 'stage-count', found[0] ?? '', found[1] ?? ''),
    `<path d="M${x} 116V156" class="leader"/></g>`,
  ].join('')
}

/** Draught scale at bow and stern, in units of the mark. */
function draughtMarks(): string {
  return [0.25, 0.5, 0.75, 1, 1.25, 1.5]
    .map(value => {
      const y = KEEL - UNIT * value
      return `<path d="M190 ${y}h10M1060 ${y}h10" class="scale"/><text x="184" y="${y + 4}" class="scale-number">${value.toFixed(2)}</text>`
    })
    .join('')
}

function waterBody(y: number, lowerBound: boolean): string {
  const waves = Array.from({ length: 32 }, () => 'q10 -5 20 0t20 0').join('')
  return `<rect x="0" y="${y.toFixed(1)}" width="1280" height="${(440 - y).toFixed(1)}" class="water"/><path d="M0 ${y.toFixed(1)}${waves}" class="surface${lowerBound ? ' at-least' : ''}"/>`
}

function plimsollMark(): string {
  const x = FIRST_HOLD + 3 * HOLD_WIDTH
  return `<g class="disc"><circle cx="${x}" cy="${MARK}" r="27" class="plate"/><circle cx="${x}" cy="${MARK}" r="20"/><path d="M${x - 36} ${MARK}H${x + 36}"/><text x="${x - 33}" y="${MARK - 8}">P</text><text x="${x + 33}" y="${MARK - 8}">L</text></g>`
}

/** Names of the mark and of the water level, right of the bow, on opposite sides so that they never meet. */
function levels(load: LoadLine, water: number | undefined): string {
  const { en, 'zh-CN': zh } = SEVERITY_TITLES[load.mark]
  const text = (y: number, kind: string, english: string, chinese: string) =>
    `<text x="1256" y="${y.toFixed(1)}" class="${kind} en" lang="en">${english}</text><text x="1256" y="${y.toFixed(1)}" class="${kind} zh" lang="zh-CN">${chinese}</text>`
  const above = water !== undefined && water < MARK
  const mark = `<path d="M1150 ${MARK}H1256" class="mark-line"/>${text(MARK + (above ? 18 : -8), 'mark-name', `mark: ${en.toLowerCase()}`, `载重线：${zh}`)}`
  if (water === undefined || load.draught === undefined) return mark
  const value = `${load.lowerBound ? '≥ ' : ''}${load.draught.toFixed(2)}`
  return `${mark}${text(water + (above ? -12 : 20), 'water-name', `water ${value}`, `水位 ${value}`)}`
}

/** What the drawing says, in words. */
export function shipCaption(load: LoadLine): string {
  const mark = SEVERITY_TITLES[load.mark]
  if (load.draught === undefined) {
    return bilingual(
      'Six holds, one a stage. No water is drawn, because nothing could be evaluated. Hatched holds are not surveyed.',
      '六个货舱对应六个阶段。由于没有任何内容得以评估，图中不画水面。斜线货舱表示尚未检验。',
    )
  }
  const level = load.draught.toFixed(2)
  const atLeast = load.lowerBound
  return bilingual(
    `Six holds, one a stage; containers stand for findings, the worst lowest. The water lies at ${atLeast ? 'least at ' : ''}${level}; 1.00 is the mark (${mark.en.toLowerCase()}). Hatched holds are not surveyed. <a href="#reading">How the line is drawn</a>`,
    `六个货舱对应六个阶段；集装箱代表发现，最严重的在最下层。水位${atLeast ? '至少' : ''}为 ${level}，1.00 为载重线（${mark['zh-CN']}）。斜线货舱表示尚未检验。<a href="#reading">载重线的画法</a>`,
  )
}
