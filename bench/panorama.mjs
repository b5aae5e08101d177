#!/usr/bin/env node
// The panorama in headless Chromium: size, first paint, frames while zooming beside the same zoom on an empty page (the limit
// of this browser on this machine), and queries of the graph. Usage: node bench/panorama.mjs [--runs 5]
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } })
const dist = process.env.PLIMSOLL_DIST ?? new URL('../dist', import.meta.url).pathname
const { createSearch, knowledgeGraph, renderPanorama, shortestPath } = await import(
  pathToFileURL(join(dist, 'knowledge/index.js'))
)
const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (!existsSync(executablePath)) throw new Error(`no browser at ${executablePath}: set CHROMIUM`)

const graph = knowledgeGraph([])
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-panorama-'))
const page = join(folder, 'panorama.html')
writeFileSync(page, renderPanorama(graph, { language: 'en', date: '2026-11-24', version: '0' }))
const empty = join(folder, 'empty.html')
writeFileSync(
  empty,
  '<!doctype html><div id="sheet" style="height:800px"><div id="map" style="width:400px;height:300px;background:#456"></div></div><script>let k=1;sheet.addEventListener("wheel",e=>{e.preventDefault();k*=Math.exp(-e.deltaY*.0016);map.style.transform="scale("+k+")"},{passive:false})</script>',
)

const zoom = async seconds => {
  const sheet = document.getElementById('sheet')
  const frames = []
  let last = performance.now()
  const end = last + seconds * 1000
  return await new Promise(resolve => {
    const step = now => {
      frames.push(now - last)
      last = now
      const deltaY = frames.length % 60 < 30 ? -60 : 60
      sheet.dispatchEvent(
        new WheelEvent('wheel', { deltaY, clientX: 700, clientY: 400, cancelable: true, bubbles: true }),
      )
      if (now < end) requestAnimationFrame(step)
      else resolve(frames.slice(2))
    }
    requestAnimationFrame(step)
  })
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const paints = []
const [ours, limit] = [[], []]
for (let run = 0; run < Number(values.runs); run++) {
  for (const [file, into] of [
    [page, ours],
    [empty, limit],
  ]) {
    const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await tab.goto(pathToFileURL(file).href)
    if (into === ours) {
      paints.push(
        await tab.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime),
      )
    }
    into.push(median(await tab.evaluate(zoom, 2)))
    await tab.close()
  }
}
await browser.close()

const search = createSearch(graph)
const timed = call => {
  const times = []
  for (let i = 0; i < 30; i++) {
    const start = performance.now()
    call()
    times.push(performance.now() - start)
  }
  return median(times)
}
const rows = [
  ['page', `${(statSync(page).size / 1e6).toFixed(2)} MB`],
  ['studies drawn', String(readFileSync(page, 'utf8').match(/<circle class="r-\w+" /g).length)],
  ['first contentful paint, median', `${median(paints).toFixed(0)} ms`],
  [
    'frame while zooming, median',
    `${median(ours).toFixed(1)} ms (${(1000 / median(ours)).toFixed(0)} frames/s)`,
  ],
  [
    'the same on an empty page',
    `${median(limit).toFixed(1)} ms: ${(median(limit) / median(ours)).toFixed(2)}x`,
  ],
  ['search', `${timed(() => search('indirect promt injection')).toFixed(2)} ms`],
  ['path', `${timed(() => shortestPath(graph, 'preference-data-poisoning', 'legal-risk')).toFixed(2)} ms`],
]
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`)
rmSync(folder, { recursive: true })
