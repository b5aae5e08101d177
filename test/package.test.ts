import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { root } from './e2e/_cli.ts'

interface Manifest {
  readonly exports: Readonly<Record<string, { types: string; default: string } | string | null>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
const rooms = Object.entries(manifest.exports).filter(
  (each): each is [string, { types: string; default: string }] =>
    typeof each[1] === 'object' && each[1] !== null,
)

describe('the surface', () => {
  it.each(rooms)('%s exports what it did', async (subpath, { types, default: file }) => {
    expect(existsSync(join(root, types))).toBe(true)
    const names = Object.keys((await import(pathToFileURL(join(root, file)).href)) as object).sort()
    expect(names).toMatchSnapshot(subpath)
  })

  it('keeps the inside inside', () => {
    expect(manifest.exports['./internal/*']).toBeNull()
  })
})

describe('the dependencies', () => {
  it('are pinned', () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    }
  })

  it('each have a written reason', () => {
    const decisions = execFileSync('git', ['ls-files', 'docs/decisions'], { cwd: root, encoding: 'utf8' })
    const text = decisions
      .trim()
      .split('\n')
      .map(path => readFileSync(join(root, path), 'utf8'))
      .join('\n')
    for (const name of Object.keys(manifest.dependencies))
      expect(text, `docs/decisions says nothing of ${name}`).toContain(name)
  })

  it('run no install scripts', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean; dev?: boolean; resolved?: string }>
    }
    const scripted = Object.entries(lock.packages).filter(([, each]) => each.hasInstallScript && !each.dev)
    expect(scripted.map(([name]) => name)).toEqual([])
    expect(Object.values(lock.packages).filter(each => each.resolved?.startsWith('http'))).toEqual([])
  })
})

it('packs what it needs and nothing else', () => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
  })
  const [{ files, unpackedSize }] = JSON.parse(output) as [
    { files: { path: string }[]; unpackedSize: number },
  ]
  const paths = files.map(each => each.path)
  expect(paths).toContain('dist/cli/main.js')
  expect(paths).toContain('dist/knowledge/graph/topics.tsv')
  expect(paths.filter(path => /\.test\.|^src\/|^test\/|^examples\//.test(path))).toEqual([])
  expect(unpackedSize).toBeLessThan(55_000_000)
})
