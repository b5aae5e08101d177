import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const document = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** The table of ARCHITECTURE.md: room -> rooms it may import. */
const walls = new Map(
  [...document.matchAll(/^\| ([a-z]+) \|([^|]*)\|$/gm)].map(([, room, allowed]) => [
    room as string,
    new Set(
      (allowed ?? '')
        .split(',')
        .map(each => each.trim())
        .filter(Boolean),
    ),
  ]),
)
const browserRooms = new Set(
  /import nothing from `node:`: ([a-z,\s]+)\./
    .exec(document)?.[1]
    ?.split(',')
    .map(each => each.trim()) ?? [],
)

const list = (folder: string, pattern: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => pattern.test(path) && !/(^|\/)(node_modules|fixtures)\//.test(path))
    .map(path => join(folder, path))

const sources = list('src', /\.ts$/)
const product = sources.filter(path => !/\.(test|bench)\.ts$/.test(path))
const lines = (path: string) => readFileSync(join(root, path), 'utf8').split('\n').length - 1
const isGenerated = (path: string) => /\.generated\.ts$/.test(path)
const roomOf = (path: string) => path.split('/')[1] ?? ''

interface Import {
  readonly target: string
  readonly typeOnly: boolean
}

/** Static imports, re-exports and lazy imports of a file. */
function importsOf(path: string): Import[] {
  const code = readFileSync(join(root, path), 'utf8').replace(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)$/gm, '')
  const found: Import[] = []
  for (const { 1: head = '', 2: target = '' } of code.matchAll(
    /^(?:import|export)\s([^'"]*?)['"]([^'"]+)['"]/gm,
  )) {
    const names = /\{([^}]*)\}/.exec(head)?.[1]
    const allTypes = names
      ?.split(',')
      .map(each => each.trim())
      .filter(Boolean)
      .every(each => each.startsWith('type '))
    found.push({ target, typeOnly: head.startsWith('type ') || (allTypes ?? false) })
  }
  for (const { 1: target = '' } of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g))
    found.push({ target, typeOnly: false })
  return found
}

const inside = (from: string, { target }: Import) =>
  target.startsWith('.') ? relative(root, join(root, dirname(from), target)) : undefined

it('has a row for every room', () => {
  const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(each => each.isDirectory())
  const used = rooms.map(each => each.name).filter(name => product.some(path => roomOf(path) === name))
  expect([...walls.keys()]).toEqual(expect.arrayContaining(used))
  expect(browserRooms.size).toBeGreaterThan(5)
})

it('keeps the walls between rooms', () => {
  const broken: string[] = []
  for (const path of product) {
    const room = roomOf(path)
    if (path.split('/').length === 2) continue // src/index.ts re-exports
    for (const each of importsOf(path)) {
      const target = inside(path, each)
      if (target === undefined) {
        if (each.target.startsWith('node:') && browserRooms.has(room))
          broken.push(`${path} imports ${each.target}`)
        continue
      }
      const other = roomOf(target)
      if (other !== room && !walls.get(room)?.has(other)) broken.push(`${path} imports ${target}`)
    }
  }
  expect(broken).toEqual([])
})

it('has no cycle of value imports', () => {
  const graph = new Map(
    product.map(path => [
      path,
      importsOf(path)
        .filter(each => !each.typeOnly)
        .map(each => inside(path, each))
        .filter(each => each !== undefined),
    ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
      return
    }
    state.set(path, 'open')
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of graph.keys()) visit(path, [])
  expect(cycles).toEqual([])
})

it('reads the process in main only', () => {
  const readers = product.filter(path => {
    const code = readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'/gm, '')
    return path !== 'src/cli/main.ts' && /(?<![.\w])process\.\w/.test(code)
  })
  expect(readers).toEqual([])
})

it('keeps files short', () => {
  const everything = [
    ...sources,
    ...list('test', /\.ts$/),
    ...list('bench', /\.(mjs|py)$/),
    ...list('scripts', /\.(mjs|py)$/),
    ...list('examples', /\.mjs$/),
  ]
  const long = everything.filter(path => !isGenerated(path) && lines(path) > 500)
  expect(long).toEqual([])
  const lengths = product
    .filter(path => !isGenerated(path))
    .map(lines)
    .sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(320)
})

it('fits on a page', () => {
  expect(document.split('\n').length).toBeLessThan(90)
})
