#!/usr/bin/env node
// Start-up time and installed size. Run after `node scripts/build.mjs`: node bench/footprint.mjs [RUNS]
// Limit in the same run: an empty Node process. Budget: version under 150 ms, production install under 150 MB.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const runs = Number(process.argv[2] ?? 15)
const median = values => values.sort((a, b) => a - b)[values.length >> 1]

function time(args) {
  const started = process.hrtime.bigint()
  spawnSync(process.execPath, args, { stdio: 'ignore' })
  return Number(process.hrtime.bigint() - started) / 1e6
}

const rows = { empty: [], version: [], help: [] }
for (let i = 0; i < runs; i++) {
  rows.empty.push(time(['-e', '0']))
  rows.version.push(time([join(root, 'dist/cli/main.js'), '--version']))
  rows.help.push(time([join(root, 'dist/cli/main.js'), '--help']))
}
const empty = median(rows.empty)
for (const [name, values] of Object.entries(rows)) {
  const value = median(values)
  console.log(
    `${name.padEnd(8)} ${value.toFixed(0)} ms (median of ${runs}), ${(value / empty).toFixed(2)} × empty Node`,
  )
}

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-footprint-'))
try {
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  )
  const npm = args => execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  npm(['init', '-y'])
  npm(['install', '--omit=dev', '--omit=optional', '--omit=peer', '--ignore-scripts', join(folder, filename)])
  const modules = join(folder, 'node_modules')
  let bytes = 0
  for (const path of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    const facts = statSync(join(modules, path))
    if (facts.isFile()) bytes += facts.size
  }
  const packages = JSON.parse(
    execFileSync('npm', ['ls', '--all', '--json'], { cwd: folder, encoding: 'utf8' }),
  )
  const count = node => Object.values(node.dependencies ?? {}).reduce((sum, each) => sum + 1 + count(each), 0)
  console.log(`installed ${(bytes / 1e6).toFixed(1)} MB, ${count(packages)} packages`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
