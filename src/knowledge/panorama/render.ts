import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Language, type Localized, STAGE_TITLES } from '../../core/index.ts'
import type { KnowledgeGraph } from '../build-graph.ts'
import { type AssessmentFacts, coverageOf, isUnserved, type TopicCoverage } from '../coverage.ts'
import { headingsOf, PAGE_SECTIONS, topicPage } from '../pages.ts'
import type { Study, Topic } from '../schema.ts'
import {
  type Layout,
  LINE_HEIGHT,
  layOut,
  MARKS_PER_ROW,
  PADDING,
  PITCH,
  TILE_WIDTH,
  type Tile,
} from './layout.ts'
import { PANORAMA_STYLES } from './styles.ts'

export interface PanoramaOptions {
  readonly language: Language
  /** Day that the page names, ISO 8601. */
  readonly date: string
  readonly version: string
  /** Laid over the map: colors what was evaluated, and how it fared. */
  readonly assessment?: AssessmentFacts & { readonly name: string }
}

/** One self-contained interactive page of the whole graph, English and Chinese; under 2 MB. It loads nothing. */
export function renderPanorama(graph: KnowledgeGraph, options: PanoramaOptions): string {
  const nodes = [...graph.nodes.values()]
  const topics = nodes.flatMap(node => (node.kind === 'topic' ? [node.topic] : []))
  const studies = nodes.flatMap(node => ('study' in node ? [node.study] : []))
  const layout = layOut(topics, studies)
  const coverage = new Map(coverageOf(graph, options.assessment).map(each => [each.topic.id, each]))
  const style = PANORAMA_STYLES
  const script = ['client-view.js', 'client.js']
    .map(name => readFileSync(new URL(name, import.meta.url), 'utf8'))
    .join('\n')
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`
  const years = studies.map(each => each.year)
  return `<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Plimsoll ${escapeHtml(options.version)}">
<title>Plimsoll · ${options.language === 'en' ? 'The map of LLM safety' : '大模型安全全景图'}</title>
<style>${style}</style>
</head>
<body class="${options.language === 'en' ? 'show-en' : 'show-zh'}">
${head(topics.length, studies.length, options)}
${tools(Math.min(...years), Math.max(...years))}
<main>
<div id="sheet" tabindex="0" role="application" aria-label="Map: arrow keys move, plus and minus zoom, 0 shows all / 地图：方向键移动，加减号缩放，0 显示全部">
${drawing(layout, studies, coverage, options)}
<div id="zoom"><button type="button" id="zoom-in" aria-label="Zoom in / 放大">+</button><button type="button" id="zoom-out" aria-label="Zoom out / 缩小">−</button><button type="button" id="zoom-all" aria-label="0: show all / 显示全部">0</button></div>
<p id="tip" hidden></p>
</div>
<aside id="panel" aria-live="polite" hidden></aside>
</main>
${legend(options)}
<script type="application/json" id="facts">${facts(graph, topics, studies, coverage)}</script>
<script>${script}</script>
</body>
</html>
`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, each => ENTITIES[each] ?? '')

const bilingual = (en: string, zh: string): string =>
  `<span class="en" lang="en">${escapeHtml(en)}</span><span class="zh" lang="zh-CN">${escapeHtml(zh)}</span>`

function head(topics: number, studies: number, { date, assessment }: PanoramaOptions): string {
  const over = assessment
    ? `<p class="over">${bilingual(`Assessment laid over it: ${assessment.name}`, `叠加的评估：${assessment.name}`)}</p>`
    : ''
  return `<header>
<div><p class="brand"><svg viewBox="0 0 48 32" aria-hidden="true"><circle cx="24" cy="16" r="11"/><path d="M2 16h44"/></svg>Plimsoll</p>
<h1>${bilingual('The map of LLM safety', '大模型安全全景图')}</h1>
<p class="sub">${bilingual(
    `${topics} topics and ${studies.toLocaleString('en')} studies over the life of a language model: what endangers it above the load line, what answers it below. ${date}`,
    `贯穿大模型全生命周期的 ${topics} 个主题与 ${studies} 项研究：载重线之上是威胁，之下是应对。${date}`,
  )}</p>${over}</div>
<div class="language" role="group" aria-label="Language / 语言"><button type="button" data-language="en" lang="en">English</button><button type="button" data-language="zh" lang="zh-CN">中文</button></div>
</header>`
}

export const ROLE_TITLES = {
  attack: { en: 'Attack', 'zh-CN': '攻击' },
  defense: { en: 'Defense', 'zh-CN': '防御' },
  benchmark: { en: 'Benchmark', 'zh-CN': '基准' },
  analysis: { en: 'Analysis', 'zh-CN': '分析' },
  survey: { en: 'Survey', 'zh-CN': '综述' },
} as const satisfies Readonly<Record<Study['role'], Localized>>

const MODALITY_TITLES = {
  text: { en: 'Text', 'zh-CN': '文本' },
  multimodal: { en: 'Multimodal', 'zh-CN': '多模态' },
  image: { en: 'Image', 'zh-CN': '图像' },
  audio: { en: 'Audio', 'zh-CN': '音频' },
  video: { en: 'Video', 'zh-CN': '视频' },
  agent: { en: 'Agents', 'zh-CN': '智能体' },
} as const satisfies Readonly<Record<Study['modalities'][number], Localized>>

function tools(first: number, last: number): string {
  const roles = Object.entries(ROLE_TITLES).map(
    ([role, { en, 'zh-CN': zh }]) =>
      `<label class="chip r-${role}"><input type="checkbox" name="role" value="${role}" checked><i aria-hidden="true"></i>${bilingual(en, zh)}</label>`,
  )
  const modalities = Object.entries(MODALITY_TITLES).map(
    ([modality, { en, 'zh-CN': zh }]) =>
      `<label class="chip"><input type="checkbox" name="modality" value="${modality}" checked>${bilingual(en, zh)}</label>`,
  )
  return `<form id="tools" role="search">
<label class="find"><span class="unseen">${bilingual('Search', '搜索')}</span><input id="find" type="search" autocomplete="off" spellcheck="false" placeholder="Search / 搜索"></label>
<fieldset><legend class="unseen">${bilingual('Kind of study', '研究类别')}</legend>${roles.join('')}</fieldset>
<details><summary>${bilingual('Modality', '模态')}</summary><fieldset><legend class="unseen">${bilingual('Modality', '模态')}</legend>${modalities.join('')}</fieldset></details>
<div class="time"><button type="button" id="play" aria-pressed="false">${bilingual('Watch it grow', '观看演进')}</button><label><span class="unseen">${bilingual('Up to year', '截至年份')}</span><input id="year" type="range" min="${first}" max="${last}" value="${last}" step="1"></label><output id="year-shown" for="year">${last}</output></div>
<output id="count"></output>
</form>`
}

function drawing(
  layout: Layout,
  studies: readonly Study[],
  coverage: ReadonlyMap<string, TopicCoverage>,
  options: PanoramaOptions,
): string {
  const { width, height, lineY, keelY, columns, tiles } = layout
  const margin = 30
  const middle = lineY + LINE_HEIGHT / 2
  const index = new Map(studies.map((each, at) => [each.id, at]))
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`
  const hull = [
    `M${-margin} ${middle}`,
    `H${width + margin}`,
    `V${keelY - 40}`,
    `Q${width + margin} ${height + margin} ${width - 140} ${height + margin}`,
    `H${-margin + 60}`,
    `Q${-margin} ${height + margin} ${-margin} ${height - 60}`,
    'Z',
  ].join('')
  const stages = columns.map(({ stage, x, width: wide, threats, defenses }, at) => {
    const center = x + wide / 2
    const { en, 'zh-CN': zh } = STAGE_TITLES[stage]
    const counts = (threat: string, defense: string) => `▲ ${threats} ${threat}  ▼ ${defenses} ${defense}`
    return `<g class="stage" tabindex="0" role="button" data-x="${x}" data-w="${wide}"><rect x="${x}" y="${lineY + 4}" width="${wide}" height="${LINE_HEIGHT - 8}" rx="3"/><text class="stage-name en" x="${center}" y="${middle + 1}">${at + 1} ${en} </text><text class="stage-name zh" x="${center}" y="${middle + 1}">${at + 1} ${zh} </text><text class="stage-count en" x="${center}" y="${middle + 14}">${counts('threats', 'defenses')}</text><text class="stage-count zh" x="${center}" y="${middle + 14}">${counts('类威胁', '类防御')}</text></g>`
  })
  const keel = `<text class="keel-name en" x="0" y="${keelY - 9}">Evaluation and governance: what keeps the ship upright</text><text class="keel-name zh" x="0" y="${keelY - 9}">评测与治理：使船保持平稳的龙骨</text>`
  const isLaidOver = options.assessment !== undefined
  return `<svg id="map" viewBox="${box}" data-width="${width + 2 * margin}" data-height="${height + 2 * margin}" data-margin="${margin}" role="group" aria-label="145 topics by stage / 按阶段排列的主题">
<path class="hull" d="${hull}"/><path class="water" d="M${-margin} ${middle}H${width + margin}"/>
${stages.join('\n')}
${keel}
<g id="links" aria-hidden="true"></g>
${tiles.map(each => tile(each, index, coverage.get(each.topic.id), isLaidOver)).join('\n')}
</svg>`
}

function tile(
  { topic, side, x, y, height, studies, mainCount }: Tile,
  index: ReadonlyMap<string, number>,
  served: TopicCoverage | undefined,
  isLaidOver: boolean,
): string {
  const marks = studies.map((study, at) => {
    const cx = PADDING + (at % MARKS_PER_ROW) * PITCH + PITCH / 2
    const cy =
      height -
      PADDING -
      PITCH / 2 -
      (Math.ceil(studies.length / MARKS_PER_ROW) - 1 - Math.floor(at / MARKS_PER_ROW)) * PITCH
    return `<circle class="r-${study.role}${at < mainCount ? '' : ' also'}" cx="${cx}" cy="${cy}" r="3.2" data-s="${index.get(study.id)}"/>`
  })
  const { en, 'zh-CN': zh } = topic.name
  const state = isLaidOver
    ? ` o-${served?.outcome ?? (served && !isUnserved(served) ? 'idle' : 'unserved')}`
    : ''
  const disc =
    served !== undefined && !isUnserved(served)
      ? `<path class="served" d="M${TILE_WIDTH - 17} 9h12M${TILE_WIDTH - 7.4} 9a3.6 3.6 0 1 1-7.2 0a3.6 3.6 0 1 1 7.2 0"/>`
      : ''
  const about = `${topic.kind}, ${studies.length} studies / ${studies.length} 项研究`
  return `<g class="tile ${side}${state}" transform="translate(${x.toFixed(1)} ${y.toFixed(1)})" tabindex="0" role="button" data-t="${topic.id}"><rect width="${TILE_WIDTH}" height="${height}" rx="3"/><desc>${about}</desc>${textLines(en, 'en', disc ? 23 : 26)}${textLines(zh, 'zh', disc ? 11 : 12)}${disc}${marks.join('')}</g>`
}

/** A name on at most two lines; a longer one ends with an ellipsis. */
function textLines(name: string, language: 'en' | 'zh', most: number): string {
  const pieces = language === 'en' ? name.split(/(?<=[ -])/) : [...name]
  const lines = ['']
  for (const piece of pieces) {
    const last = lines.at(-1) as string
    if ((last + piece).trimEnd().length <= most || last === '') lines[lines.length - 1] = last + piece
    else lines.push(piece)
  }
  const shown =
    lines.length <= 2 ? lines : [lines[0] as string, `${(lines[1] as string).slice(0, most - 1).trimEnd()}…`]
  return `<text class="${language}">${shown
    .map(
      (line, at) => `<tspan x="${PADDING}" y="${at === 0 ? 13 : 24}">${escapeHtml(line.trimEnd())}</tspan>`,
    )
    .join('')}</text>`
}

function legend({ assessment }: PanoramaOptions): string {
  const states: [string, string, string][] = [
    ['fail', 'evaluated, failed', '已评估，未通过'],
    ['pass', 'evaluated, passed', '已评估，通过'],
    ['not-evaluated', 'not evaluated', '未评估'],
    ['idle', 'served, but not part of this assessment', '有定义覆盖，但未包含在本次评估中'],
    ['unserved', 'nothing looks at it yet', '尚无检查覆盖'],
  ]
  const over = assessment
    ? `<p>${states.map(([state, en, zh]) => `<span class="key"><i class="o-${state}"></i>${bilingual(en, zh)}</span>`).join('')}</p>`
    : ''
  return `<footer>${over}<p><span class="key"><i class="dot"></i>${bilingual('a study at its main topic', '研究（主要主题）')}</span><span class="key"><i class="dot also"></i>${bilingual('the same study at another topic it names', '同一研究的其他主题')}</span><span class="key"><svg viewBox="0 0 16 10" aria-hidden="true"><path d="M1 5h14M12 5a4 4 0 1 1-8 0a4 4 0 1 1 8 0"/></svg>${bilingual('measured, attacked or answered by Plimsoll', 'Plimsoll 可度量、攻击或应对')}</span></p>
<p>${bilingual(
    'Keys: / searches, Tab walks the topics, Enter opens one, Escape closes, arrows move, + and − zoom, 0 shows all. Written on your machine; this page loads nothing and sends nothing.',
    '按键：/ 搜索，Tab 依次浏览主题，Enter 打开，Escape 关闭，方向键移动，+ 与 − 缩放，0 显示全部。本页在本机生成，不加载也不发送任何内容。',
  )}</p></footer>`
}

/** The pages of a topic as `[heading, text]`, by language. */
function pagesOf(topic: Topic): { pageEn?: [string, string][]; pageZh?: [string, string][] } {
  const parts = (language: Language): [string, string][] | undefined => {
    const page = topicPage(topic, language)
    const headings = headingsOf(topic.kind, language)
    return page && PAGE_SECTIONS.map(each => [headings[each], page.sections[each]])
  }
  const [en, zh] = [parts('en'), parts('zh-CN')]
  return { ...(en && { pageEn: en }), ...(zh && { pageZh: zh }) }
}

/** What the script needs, as compact JSON that cannot end its element. */
function facts(
  graph: KnowledgeGraph,
  topics: readonly Topic[],
  studies: readonly Study[],
  coverage: ReadonlyMap<string, TopicCoverage>,
): string {
  const relations = graph.edges.flatMap(({ from, to, kind, because }) =>
    because ? [[from, kind, to, because.en, because['zh-CN']]] : [],
  )
  const value = {
    topics: topics.map(({ id, kind, name, definition, stages }, at) => {
      const served = coverage.get(id)
      const ours = served ? [...served.measuredBy, ...served.attackedBy, ...served.answeredBy] : []
      return {
        id,
        kind,
        en: name.en,
        zh: name['zh-CN'],
        definition,
        stages,
        ...pagesOf(topics[at] as Topic),
        ours: ours.map(each => [each.id, each.title.en, each.title['zh-CN']]),
        ...(served?.outcome && { outcome: served.outcome }),
        ...(served?.findings !== undefined && { findings: served.findings }),
      }
    }),
    studies: studies.map(({ id, title, year, venue, url, role, modalities, topics: own }) => [
      id,
      title,
      year,
      venue,
      url,
      role,
      modalities,
      own,
    ]),
    relations,
  }
  return JSON.stringify(value).replace(/</g, '\\u003c')
}
