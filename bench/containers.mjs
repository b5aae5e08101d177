#!/usr/bin/env node
// Speed and memory of reading and rewriting containers, each in a process of its own:
//
//   node scripts/build.mjs && python scripts/fixtures/make_large.py /tmp/large && node bench/containers.mjs /tmp/large/*
//
// Modes: `read`, `keep` (rewrite, nothing changes), `edit` (the first field with an @ of every row), `drop` (every tenth).
// Memory is the largest resident set of the process; Node alone takes about 50 MB.
import { spawnSync } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { mode: { type: 'string' } },
})
if (flags.mode === undefined) {
  for (const path of positionals) {
    for (const mode of ['read', 'keep', 'edit', 'drop']) {
      spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--mode', mode, path], {
        stdio: 'inherit',
      })
    }
  }
} else await measure(positionals[0], flags.mode)

async function measure(path, mode) {
  const { openDataset } = await import(new URL('../dist/io/index.js', import.meta.url))
  const limits = { maxMemberBytes: 512 * 1024 * 1024 }
  const started = performance.now()
  const file = await openDataset(path, { limits })
  let samples = 0
  let bytes = 0
  const decide = event => {
    samples++
    if (mode === 'drop' && samples % 10 === 0) return { action: 'drop', type: 'bench' }
    const field = mode === 'edit' && event.sample?.fields.find(each => each.text.includes('@'))
    if (!field) return { action: 'keep' }
    const edit = {
      field: field.name,
      start: 0,
      end: field.text.indexOf('@'),
      replacement: 'x',
      type: 'bench',
    }
    return { action: 'edit', edits: [edit] }
  }
  if (mode === 'read') for await (const event of file.read()) samples += event.type === 'sample' ? 1 : 0
  else for await (const chunk of file.rewrite(decide)) bytes += chunk.length
  const seconds = (performance.now() - started) / 1000
  const memory = process.resourceUsage().maxRSS / 1000
  const figures = `${samples} samples, ${seconds.toFixed(1)} s, ${Math.round(samples / seconds)}/s, ${memory.toFixed(0)} MB`
  console.log(`${basename(path)} ${mode}: ${figures}${bytes > 0 ? `, ${bytes} bytes out` : ''}`)
}
