import {
  type Assessment,
  type Language,
  type Outcome,
  SEVERITIES,
  SEVERITY_TITLES,
  STAGE_TITLES,
  STAGES,
  type Stage,
} from '../core/index.ts'
import { inChunks } from './_chunks.ts'
import { STATUS_TITLES } from './_labels.ts'
import { type Names, namesOf } from './_names.ts'
import { formatCount } from './_number.ts'
import { type Counts, emptyCounts, type Tally, type TypeTally, tallyOf } from './_tally.ts'
import { clip, clipPath, makeVisible } from './_text.ts'
import { xmlAttribute, xmlText } from './_xml.ts'
import type { RenderOptions } from './renderer.ts'

/** Types that one failure lists, and files of each. */
const MAX_TYPES = 12
const MAX_FILES = 5

/**
 * Renders an assessment as JUnit XML: one suite a stage, one case an audit. What was asked for and could not be
 * evaluated is an error, never a skipped case. Valid for the schemas of Apache Ant and of Jenkins.
 */
export function renderJunit(assessment: Assessment, { language }: RenderOptions): AsyncIterable<string> {
  return inChunks(junitParts(assessment, language))
}

interface Context {
  readonly assessment: Assessment
  readonly tally: Tally
  readonly names: Names
  readonly language: Language
}

async function* junitParts(assessment: Assessment, language: Language): AsyncGenerator<string> {
  const context = { assessment, tally: await tallyOf(assessment), names: namesOf(assessment), language }
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
  for (const [at, stage] of STAGES.entries()) yield* suite(stage, at, context)
  yield '</testsuites>\n'
}

function* suite(stage: Stage, at: number, context: Context): Generator<string> {
  const { assessment, language } = context
  const { run, policy } = assessment
  const own = assessment.outcomes.filter(each => each.stage === stage)
  const cases = own.length > 0 ? own : [nothingNamed(stage)]
  const count = (kind: Verdict['kind']) => cases.filter(each => verdictOf(each).kind === kind).length
  const attributes = {
    id: at,
    name: stage,
    package: 'plimsoll',
    timestamp: antMoment(run.started),
    hostname: token(run.host) || 'localhost',
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    time: 0,
  }
  yield `  <testsuite ${attributesText(attributes)}>\n    <properties>\n`
  const properties = {
    project: assessment.name,
    plimsoll: assessment.plimsoll,
    policy: policy.name,
    'fail-on': policy.failOn,
    stage: STAGE_TITLES[stage][language],
  }
  for (const [name, value] of Object.entries(properties)) {
    yield `      <property ${attributesText({ name, value: clip(makeVisible(value), 500) })}/>\n`
  }
  yield '    </properties>\n'
  for (const outcome of cases) yield testCase(outcome, context)
  yield '    <system-out></system-out>\n    <system-err></system-err>\n  </testsuite>\n'
}

interface Verdict {
  readonly kind: 'passed' | 'failure' | 'error' | 'skipped'
  readonly type: string
}

/** Fails closed: a status without a rule of its own is an error. */
function verdictOf({ status, requested }: Outcome): Verdict {
  if (status === 'pass') return { kind: 'passed', type: status }
  if (status === 'fail') return { kind: 'failure', type: status }
  if (status === 'not-evaluated' && !requested) return { kind: 'skipped', type: status }
  return { kind: 'error', type: status }
}

function testCase(outcome: Outcome, context: Context): string {
  const { names, language } = context
  const title = outcome.audit === outcome.stage ? STAGE_TITLES[outcome.stage] : names.title(outcome.audit)
  const head = attributesText({ name: token(title[language]), classname: token(outcome.audit), time: 0 })
  const { kind, type } = verdictOf(outcome)
  const reason = `${STATUS_TITLES[outcome.status][language]}: ${makeVisible(outcome.reason[language])}`
  if (kind === 'passed') return `    <testcase ${head}/>\n`
  if (kind === 'skipped') {
    return `    <testcase ${head}>\n      <skipped ${attributesText({ message: reason })}/>\n    </testcase>\n`
  }
  const counts = context.tally.byAudit.get(outcome.audit) ?? emptyCounts()
  const message = kind === 'failure' ? `${reason} ${countsText(counts, language)}` : reason
  const body = kind === 'failure' ? failureBody(outcome, context) : reason
  return `    <testcase ${head}>\n      <${kind} ${attributesText({ type, message })}>${xmlText(body)}</${kind}>\n    </testcase>\n`
}

/** Types with their counts and their worst files; no values, no surroundings, no attack text. */
function failureBody(outcome: Outcome, { tally, names, language }: Context): string {
  const types = tally.types.filter(each => each.audit === outcome.audit)
  const more = types.length - MAX_TYPES
  const lines = types.slice(0, MAX_TYPES).flatMap(each => typeLines(each, names, language))
  if (more > 0) lines.push(language === 'en' ? `and ${more} more types` : `另有 ${more} 种类型`)
  return `\n${lines.join('\n')}\n`
}

function typeLines(type: TypeTally, names: Names, language: Language): string[] {
  const title = names.type(type.audit, type.type)[language]
  const shown = type.files.slice(0, MAX_FILES)
  const lines = [`${title} (${type.type}): ${countsText(type.counts, language)}`]
  for (const { path } of shown) lines.push(`  ${clipPath(makeVisible(path), 200)}`)
  const more = type.fileCount - shown.length
  if (more > 0) {
    const count = formatCount(more)
    lines.push(language === 'en' ? `  and ${count} more files` : `  另有 ${count} 个文件`)
  }
  return lines
}

function countsText(counts: Counts, language: Language): string {
  const parts = [...SEVERITIES].reverse().flatMap(each => {
    if (counts[each] === 0) return []
    const title = SEVERITY_TITLES[each][language]
    return [
      language === 'en'
        ? `${formatCount(counts[each])} ${title.toLowerCase()}`
        : `${title} ${formatCount(counts[each])}`,
    ]
  })
  return parts.join(language === 'en' ? ', ' : '，')
}

const nothingNamed = (stage: Stage): Outcome => ({
  audit: stage,
  stage,
  status: 'not-evaluated',
  reason: { en: 'No audit ran for this stage.', 'zh-CN': '该阶段没有运行任何审计。' },
  measures: [],
  requested: false,
})

const attributesText = (attributes: Readonly<Record<string, string | number>>): string =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}="${xmlAttribute(String(value))}"`)
    .join(' ')

/** An `xs:token`: no line breaks, single spaces. */
const token = (text: string): string => clip(makeVisible(text), 300).replace(/\s+/gu, ' ').trim()

/** The moment without zone, as Ant's schema wants it; UTC. */
function antMoment(iso: string): string {
  const time = Date.parse(iso)
  return new Date(Number.isNaN(time) ? 0 : time).toISOString().slice(0, 19)
}
