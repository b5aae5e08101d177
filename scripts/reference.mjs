#!/usr/bin/env node
// Writes docs/reference/ from the catalog in dist/. With --check it changes nothing and fails when a page is out of date.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { attacks, audits, defenses, detectors, judges } from '../dist/index.js'

const folder = fileURLToPath(new URL('../docs/reference/', import.meta.url))
const check = process.argv.includes('--check')

const cell = text => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
const percent = value => (value <= 1 ? value.toFixed(3) : String(value))
const interval = ({ interval: bounds }) => (bounds ? ` [${bounds.map(percent).join(', ')}]` : '')
const figure = each =>
  `${each.metric}${each.type ? ` (${each.type})` : ''} ${percent(each.value)}${interval(each)}, n=${each.n}, ${each.dataset}`

function section(definition) {
  const {
    id,
    version,
    title,
    stages,
    topics,
    reference,
    maturity,
    quality = [],
    types,
    counters,
    cost,
    threatModel,
  } = definition
  const lines = [
    `## ${id}`,
    '',
    `${title.en} · ${title['zh-CN']}`,
    '',
    `Version ${version} · ${maturity} · stages: ${stages.join(', ')} · topics: ${topics.join(', ')} · [reference](${reference})`,
  ]
  if (types) {
    const rows = Object.entries(types).map(([type, value]) => {
      const name = value.title ?? value
      return `| \`${type}\` | ${cell(name.en)} | ${cell(name['zh-CN'])} | ${value.severity ?? ''} |`
    })
    lines.push('', '| type | English | 中文 | severity |', '|---|---|---|---|', ...rows)
  }
  if (counters) lines.push('', `Counters: ${counters.join(', ')}. Cost: ${cost.en} ${cost['zh-CN']}`)
  if (threatModel) lines.push('', `Threat model: ${threatModel.en} ${threatModel['zh-CN']}`)
  if (quality.length > 0) {
    lines.push('', 'Measured:', '', ...quality.map(each => `- ${cell(figure(each))} (\`${each.command}\`)`))
  }
  return lines.join('\n')
}

const pages = { detectors, audits, attacks, judges, defenses }
let stale = 0
mkdirSync(folder, { recursive: true })
for (const [name, definitions] of Object.entries(pages)) {
  const head = `# ${name[0].toUpperCase()}${name.slice(1)}\n\nGenerated from the catalog by \`node scripts/reference.mjs\`; do not edit. ${definitions.length} definitions.\n\n`
  const page = `${head}${definitions.map(section).join('\n\n')}\n`
  const path = `${folder}${name}.md`
  let before = ''
  try {
    before = readFileSync(path, 'utf8')
  } catch {}
  if (before === page) continue
  if (check) {
    stale++
    console.error(`docs/reference/${name}.md is out of date: run node scripts/reference.mjs`)
  } else writeFileSync(path, page)
}
process.exit(stale > 0 ? 1 : 0)
