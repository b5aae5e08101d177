#!/usr/bin/env node
// Rewrites one container file with the built library: node scripts/rewrite-container.mjs IN OUT PATTERN REPLACEMENT [DROP]
// Every match of PATTERN is replaced; samples in which the text DROP stands are dropped. For scripts/check-containers.py.
import { createWriteStream, readFileSync } from 'node:fs'
import { extname } from 'node:path'

const [input, output, pattern, replacement, drop] = process.argv.slice(2)
const name = extname(input).slice(1)
const dist = new URL('../dist/io/', import.meta.url)
const { [name]: format } = await import(new URL(`${name}.js`, dist).href)
const { DEFAULT_LIMITS } = await import(new URL('limits.js', dist).href)

const bytes = readFileSync(input)
const source = {
  path: input,
  async *chunks() {
    yield bytes
  },
  bytes: async () => bytes,
  size: async () => bytes.length,
  slice: async (start, end) => bytes.subarray(start, end),
}

function decide(event) {
  if (event.type !== 'sample') return { action: 'keep' }
  const { fields } = event.sample
  if (drop && fields.some(field => field.text.includes(drop))) return { action: 'drop', type: 'check' }
  const edits = fields.flatMap(field =>
    [...field.text.matchAll(new RegExp(pattern, 'g'))].map(match => ({
      field: field.name,
      start: match.index,
      end: match.index + match[0].length,
      replacement,
      type: 'check',
    })),
  )
  return edits.length === 0 ? { action: 'keep' } : { action: 'edit', edits }
}

const out = createWriteStream(output)
for await (const chunk of format.rewrite(source, { encoding: 'utf-8', limits: DEFAULT_LIMITS }, decide))
  out.write(chunk)
await new Promise(resolve => out.end(resolve))
