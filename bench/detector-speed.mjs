#!/usr/bin/env node
// Speed of every detector of the catalogue on English prose, on one core: alone, by family, and all together through
// `runDetectors`, as a scan runs them. The texts are web pages and encyclopedia articles, one input each.
//
//   node scripts/build.mjs && node bench/detector-speed.mjs
//     --family NAME   only detectors of one family
//     --seconds 1     time for each figure
//     --json          one JSON document
// PLIMSOLL_DATA is the folder of the sets (default ../../shared/data/privacy); PLIMSOLL_DIST a build (default ../dist/).
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'

const dist = process.env.PLIMSOLL_DIST
  ? pathToFileURL(`${process.env.PLIMSOLL_DIST}/`)
  : new URL('../dist/', import.meta.url)
const data = process.env.PLIMSOLL_DATA ?? fileURLToPath(new URL('../../shared/data/privacy', import.meta.url))
const { runDetectors, familyOf, parseOptions } = await import(new URL('core/index.js', dist))
const { detectors } = await import(new URL('detectors/index.js', dist))

const { values: flags } = parseArgs({
  options: {
    family: { type: 'string' },
    seconds: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

const texts = []
for (const name of ['c4_demo_unlabelled', 'wiki_demo_unlabelled']) {
  const path = `${data}/${name}.jsonl`
  if (!existsSync(path)) {
    console.error(`not measured: ${path} is absent`)
    process.exit(3)
  }
  for (const line of readFileSync(path, 'utf8').split('\n')) if (line) texts.push(JSON.parse(line).text)
}
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)

const configured = detectors
  .filter(each => !flags.family || familyOf(each.id) === flags.family)
  .map(detector => ({ detector, options: parseOptions(detector, {}) }))

const floor = rate([])
const each = configured.map(one => ({ id: one.detector.id, ...rate([one]) }))
const families = [...new Set(configured.map(({ detector }) => familyOf(detector.id)))].map(family => {
  const members = configured.filter(({ detector }) => familyOf(detector.id) === family)
  return { family, detectors: members.length, ...rate(members) }
})
/** Detectors that read with a learned tagger, or look for its words. */
const TAGGED =
  /^personal-data\/(?:person-name|organization|place|street-address|title|nationality-religion-politics|age)$/
const forms = configured.filter(({ detector }) => !TAGGED.test(detector.id))
const structured = { detectors: forms.length, ...rate(forms) }
const all = { detectors: configured.length, ...rate(configured) }

if (flags.json) {
  console.log(
    JSON.stringify(
      { bytes, texts: texts.length, floor, detectors: each, families, structured, all },
      null,
      2,
    ),
  )
} else {
  console.log(
    `${(bytes / 1e6).toFixed(2)} MB in ${texts.length} texts; the summary alone: ${floor.megabytesPerSecond} MB/s`,
  )
  for (const { id, megabytesPerSecond, signals } of each.sort(
    (a, b) => a.megabytesPerSecond - b.megabytesPerSecond,
  )) {
    console.log(
      `${String(megabytesPerSecond).padStart(8)} MB/s  ${String(signals).padStart(5)} signals  ${id}`,
    )
  }
  for (const { family, detectors: count, megabytesPerSecond } of families) {
    console.log(`${String(megabytesPerSecond).padStart(8)} MB/s  all ${count} of ${family}`)
  }
  console.log(
    `${String(structured.megabytesPerSecond).padStart(8)} MB/s  all ${structured.detectors} without the tagger`,
  )
  console.log(`${String(all.megabytesPerSecond).padStart(8)} MB/s  all ${all.detectors}`)
}

/** Best pass over the texts within the time: the machine's other work only ever slows a pass down. */
function rate(chosen) {
  let best = Number.POSITIVE_INFINITY
  let signals = 0
  const end = performance.now() + Number(flags.seconds) * 1000
  do {
    signals = 0
    const started = process.cpuUsage()
    for (const text of texts) signals += runDetectors(chosen, { text }).length
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) / 1e6)
  } while (performance.now() < end)
  return { megabytesPerSecond: Math.round((bytes / 1e6 / best) * 10) / 10, signals }
}
