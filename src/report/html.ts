import { createHash } from 'node:crypto'
import type { Assessment, Finding, Language } from '../core/index.ts'
import { inputsDigest } from './_digest.ts'
import { exampleGatherer, type ShownType } from './_examples.ts'
import { artifactsSection } from './_html/artifacts.ts'
import { findingsSection } from './_html/groups.ts'
import { ICONS } from './_html/marks.ts'
import { measuresSection } from './_html/measures.ts'
import { masthead, resultSection, stagesSection } from './_html/overview.ts'
import { readingSection, runSection, verifySection } from './_html/provenance.ts'
import { SCRIPT } from './_html/script.ts'
import { SCREEN_STYLES } from './_html/styles.ts'
import { FINDINGS_STYLES } from './_html/styles-findings.ts'
import { printStyles } from './_html/styles-print.ts'
import { TRIGGERS_STYLES } from './_html/styles-triggers.ts'
import { bilingual, escapeHtml } from './_html/text.ts'
import { triggersSection } from './_html/triggers.ts'
import { loadLine } from './_load.ts'
import { namesOf } from './_names.ts'
import { formatMoment } from './_number.ts'
import { type Tally, tallyOf } from './_tally.ts'
import { clip, makeVisible } from './_text.ts'
import { type TriggerGatherer, triggerGatherer } from './_triggers.ts'
import { stableJsonParts } from './json.ts'
import type { RenderOptions } from './renderer.ts'

/**
 * Renders an assessment as one self-contained HTML file in English and Chinese, under 5 MB however many the findings.
 * Loads nothing, runs only its own script, prints on A4. Reads the findings twice.
 */
export async function* renderHtml(
  assessment: Assessment,
  { language }: RenderOptions,
): AsyncGenerator<string> {
  const tally = await tallyOf(assessment)
  const { result, types, triggers } = await secondPass(assessment, tally, language)
  const inputs = inputsDigest(assessment.artifacts)
  const names = namesOf(assessment)
  const load = loadLine(assessment, tally)
  yield head(assessment, language, result)
  yield body(language)
  const cards = triggersSection(triggers, names)
  yield `${masthead(assessment, result)}\n${navigation(cards !== '')}\n<main>\n`
  yield `${resultSection(assessment, tally, load)}\n`
  yield `${stagesSection(load, tally, names)}\n`
  yield `${measuresSection(assessment, names)}\n`
  if (cards !== '') yield `${cards}\n`
  yield `${findingsSection(assessment, tally, types, names)}\n`
  yield `${artifactsSection(assessment)}\n`
  yield `${runSection(assessment)}\n`
  yield `${verifySection({ result, inputs }, language)}\n`
  yield `${readingSection(load)}\n</main>\n`
  yield foot(assessment)
}

/** Gathers examples and hashes the part of the JSON document that equal runs share. */
async function secondPass(
  assessment: Assessment,
  tally: Tally,
  language: Language,
): Promise<{ result: string; types: ShownType[]; triggers: ReturnType<TriggerGatherer['groups']> }> {
  const hash = createHash('sha256')
  const gatherer = exampleGatherer(tally)
  const triggers = triggerGatherer(assessment.artifacts)
  const passing = watch(assessment.findings(), finding => {
    gatherer.see(finding)
    triggers.see(finding)
  })
  for await (const part of stableJsonParts(assessment, passing, language)) hash.update(part)
  return { result: hash.digest('hex'), types: gatherer.types(), triggers: triggers.groups() }
}

async function* watch(
  findings: AsyncIterable<Finding>,
  see: (finding: Finding) => void,
): AsyncGenerator<Finding> {
  for await (const finding of findings) {
    see(finding)
    yield finding
  }
}

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The head of the page; its policy lets only the two style sheets and the script of this very file in. */
function head(assessment: Assessment, language: Language, result: string): string {
  const name = clip(makeVisible(assessment.name), 120)
  const screen = `${SCREEN_STYLES}${FINDINGS_STYLES}${TRIGGERS_STYLES}`
  const print = printStyles({
    head: `Plimsoll · ${name}`,
    date: formatMoment(assessment.run.started),
    hash: `SHA-256 ${result}`,
  })
  const policy = [
    "default-src 'none'",
    `style-src ${hashSource(screen)} ${hashSource(print)}`,
    `script-src ${hashSource(SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="Plimsoll ${escapeHtml(assessment.plimsoll)}">
<title>${escapeHtml(name)} · Plimsoll</title>
<style>${screen}</style>
<style>${print}</style>
</head>
`
}

/** The language switch comes first, so that style sheets alone can follow it. */
function body(language: Language): string {
  const radio = (id: string, value: Language, label: string) =>
    `<input class="switch" type="radio" name="language" id="${id}" aria-label="${label}" lang="${value}" autocomplete="off"${value === language ? ' checked' : ''}>`
  return `<body>
${radio('lang-en', 'en', 'English')}${radio('lang-zh', 'zh-CN', '中文')}
<div class="page">
<a class="skip" href="#result">${bilingual('Skip to the result', '跳到结果')}</a>
${ICONS}
`
}

const SECTIONS: readonly [id: string, en: string, zh: string][] = [
  ['result', 'Result', '结果'],
  ['stages', 'Stages', '阶段'],
  ['measures', 'Measures', '度量'],
  ['triggers', 'Triggers', '触发器'],
  ['findings', 'Findings', '发现'],
  ['artifacts', 'Inputs', '输入'],
  ['run', 'Run', '运行'],
  ['verify', 'Verify', '核验'],
  ['reading', 'Reading', '说明'],
]

const navigation = (hasTriggers: boolean): string =>
  `<div class="bar-top"><nav aria-label="Sections / 章节"><ul>${SECTIONS.filter(
    ([id]) => id !== 'triggers' || hasTriggers,
  )
    .map(([id, en, zh]) => `<li><a href="#${id}">${bilingual(en, zh)}</a></li>`)
    .join('')}</ul></nav>
<div class="language"><label for="lang-en" lang="en">English</label><label for="lang-zh" lang="zh-CN">中文</label></div></div>`

function foot(assessment: Assessment): string {
  return `<footer><p>${bilingual(
    'Written by Plimsoll on the machine that ran it. This file loads nothing and sends nothing.',
    '由 Plimsoll 在运行所在的机器上生成。本文件不加载也不发送任何内容。',
  )} <span class="version">${escapeHtml(assessment.plimsoll)}</span></p></footer>
</div>
<script>${SCRIPT}</script>
</body>
</html>
`
}
