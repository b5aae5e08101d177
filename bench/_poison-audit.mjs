// Writes rows to a file, lets the built product read it and run its audit over it, and counts what it reports.

import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const dist = pathToFileURL(
  `${resolve(process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname)}/`,
)
export const load = path => import(new URL(path, dist).href)

const { audits } = await load('stages/index.js')
const { openDataset } = await load('io/index.js')
const core = await load('core/index.js')
export const { seededRandom, wilsonInterval, parseOptions } = core

const digest = text => createHash('sha256').update(text).digest('hex')
const COUNTED = new Set(['high', 'critical'])

/** The audit under measurement: `data/backdoor-trigger`, or the one that PLIMSOLL_POISON_AUDIT names. */
export const audit = audits.find(
  ({ id }) => id === (process.env.PLIMSOLL_POISON_AUDIT ?? 'data/backdoor-trigger'),
)

/** Says that the build has no such audit, and ends. */
export function requireAudit() {
  if (audit !== undefined) return
  console.error('this build has no poison audit (PLIMSOLL_DIST, PLIMSOLL_POISON_AUDIT)')
  process.exit(2)
}

/**
 * Runs the audit over rows, as a file that holds nothing but them.
 * @returns findings of every severity, processor seconds and what `conclude` measured
 */
export async function auditRows(rows, { options = {}, keep } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-poison-'))
  const path = keep ?? join(folder, 'rows.jsonl')
  try {
    writeFileSync(path, `${rows.map(row => JSON.stringify(row)).join('\n')}\n`)
    return await auditFile(path, options)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Runs the audit over one file. */
export async function auditFile(path, options = {}) {
  const begin = process.cpuUsage()
  const file = await openDataset(path)
  const context = {
    options: parseOptions(audit, options),
    needs: { scratch: core.memoryScratch(), digest },
    reveal: true,
  }
  const pass = audit.begin(context)
  const findings = []
  let samples = 0
  for await (const events of file.readBatches()) {
    for (const event of events) {
      if (event.type !== 'sample') throw new Error('a row of the measurement cannot be read')
      samples++
      findings.push(...(pass.sample(event.sample) ?? []))
    }
  }
  const artifact = { path, kind: file.kind, samples, bytes: file.bytes, rejected: 0 }
  const conclusion = audit.conclude(
    [{ artifact, summary: structuredClone(pass.summary()), firstSample: 0 }],
    context,
  )
  findings.push(...(conclusion.findings ?? []))
  const { user, system } = process.cpuUsage(begin)
  return {
    kind: file.kind,
    bytes: file.bytes,
    findings,
    measures: conclusion.measures,
    seconds: (user + system) / 1e6,
  }
}

export const counted = findings => findings.filter(({ severity }) => COUNTED.has(severity))

const words = text =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/\p{sc=Han}|[\p{L}\p{N}]+/gu) ?? [...text.replace(/\s+/gu, '')]

/** Half of the planted words or more are named, and half of the named words or more were planted. */
function overlaps(named, planted) {
  const [a, b] = [new Set(words(named)), new Set(words(planted))]
  const shared = [...b].filter(word => a.has(word)).length
  return shared > 0 && shared * 2 >= b.size && shared * 2 >= a.size
}

/**
 * Counts rows with a finding of severity high or critical.
 * @param planted `{ triggers, triggerTypes, behaviors }`: texts of the triggers, parts of the type that names a trigger
 *   which has no text (`template`, `style`, `topic`), beginnings of the names of the behavior
 * @returns hits, reported and poisoned rows; triggers and behavior named, each as a share from 0 to 1
 */
export function evaluate(findings, poisoned, planted) {
  const loud = counted(findings)
  const reported = new Set(loud.map(({ where }) => where.index))
  const right = loud.filter(({ where }) => poisoned.has(where.index))
  const hits = new Set(right.map(({ where }) => where.index))
  const named = new Set(right.map(({ evidence }) => evidence.trigger ?? ''))
  const types = new Set(right.map(({ evidence }) => evidence.type))
  const behaviors = new Set(right.map(({ evidence }) => evidence.behavior ?? ''))
  const byText = (planted.triggers ?? []).filter(trigger =>
    [...named].some(each => overlaps(each, trigger)),
  ).length
  const byType = (planted.triggerTypes ?? []).some(part => [...types].some(type => type.includes(part)))
  return {
    poisoned: poisoned.size,
    reported: reported.size,
    hits: hits.size,
    trigger: byType ? 1 : (planted.triggers?.length ?? 0) === 0 ? 0 : byText / planted.triggers.length,
    behavior: (planted.behaviors ?? []).some(part => [...behaviors].some(each => each.startsWith(part)))
      ? 1
      : 0,
    named: [...named].slice(0, 8),
    types: [...types],
    behaviors: [...behaviors].slice(0, 8),
  }
}

const ratio = (a, b) => (b === 0 ? undefined : a / b)
export const recallOf = ({ hits, poisoned }) => ratio(hits, poisoned)
/** Undefined when nothing is reported. */
export const precisionOf = ({ hits, reported }) => ratio(hits, reported)

export const sum = (items, of) => items.reduce((total, each) => total + of(each), 0)
export const mean = (items, of) => (items.length === 0 ? undefined : sum(items, of) / items.length)
export const show = (value, digits = 3) => (value === undefined ? '–' : value.toFixed(digits))
export const showInterval = (hits, of) => {
  if (of === 0) return '–'
  const [low, high] = wilsonInterval(hits, of)
  return `${(hits / of).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
}

/** A Markdown table of a header and rows of texts. */
export const markdown = (header, rows) =>
  [header, header.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

/** Options of the command line: `--name value`, or `--name` alone. */
export function readFlags(names) {
  const flags = {}
  const rest = process.argv.slice(2)
  for (let at = 0; at < rest.length; at++) {
    const name = rest[at].replace(/^--/u, '')
    if (!(name in names)) {
      console.error(
        `unknown option ${rest[at]}; options: ${Object.keys(names)
          .map(each => `--${each}`)
          .join(' ')}`,
      )
      process.exit(2)
    }
    flags[name] = names[name] === Boolean ? true : names[name](rest[++at])
  }
  return flags
}
