// Real documents for the benches of duplicates: rows of JSON Lines as samples.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every row of the folder with a text of 40 characters or more, as fields. */
export function readRows(folder) {
  const rows = []
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!path.endsWith('.jsonl')) continue
    for (const line of readFileSync(join(folder, path), 'utf8').split('\n')) {
      if (line.length < 40) continue
      const fields = []
      flatten(JSON.parse(line), '', fields)
      if (fields.some(({ text }) => text.length >= 40)) rows.push(fields.slice(0, 64))
    }
  }
  return rows
}
function flatten(value, name, fields) {
  if (typeof value === 'string') fields.push({ name: name || 'text', text: value })
  else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value)) {
      flatten(each, Array.isArray(value) ? `${name}[${key}]` : name ? `${name}.${key}` : key, fields)
    }
  }
}

/** Some rows as samples, in an order that mixes the sets. */
export function chooseSamples(rows, count) {
  const chosen = []
  const step = 48_271
  for (let i = 0; i < Math.min(count, rows.length); i++) chosen.push(rows[(i * step) % rows.length])
  return chosen.map((fields, index) => ({ index, locator: { path: 'a.jsonl', line: index + 1 }, fields }))
}
