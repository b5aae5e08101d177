import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { plimsoll, workFolder } from './_cli.ts'

const MAIL = 'ana.brennan@mailbox.net'
const row = (text: string) => `${JSON.stringify({ text })}\n`

function project(policy: string): string {
  const cwd = workFolder()
  mkdirSync(join(cwd, 'data'))
  writeFileSync(join(cwd, 'plimsoll.yaml'), `name: x\npolicy: ${policy}\ndata: { corpora: [data] }\n`)
  writeFileSync(join(cwd, 'data/a.jsonl'), row(`write to ${MAIL}`) + row('nothing here'))
  return cwd
}
const cleaned = (cwd: string) => readFileSync(join(cwd, 'out/a.jsonl'), 'utf8')

it('cleans by the policy of the project that the data belongs to', async () => {
  const cwd = project('{ types: { email: { action: mask } } }')
  expect((await plimsoll(['clean', 'data', '-o', 'out'], { cwd })).code).toBe(0)
  expect(cleaned(cwd)).toBe(row('write to •••.•••••••@•••••••.•••') + row('nothing here'))
})

it('lets --policy have the last word', async () => {
  const cwd = project('{ types: { email: { action: keep } } }')
  expect((await plimsoll(['clean', 'data', '-o', 'out', '--policy', 'baseline'], { cwd })).code).toBe(0)
  expect(cleaned(cwd)).not.toContain(MAIL)
})

it('finds what stood where a surrogate stands, with the key and only with it', async () => {
  const cwd = project('{ types: { email: { action: surrogate } } }')
  await plimsoll(['clean', 'data', '-o', 'out'], { cwd })
  const surrogate = /write to (\S+?)"/.exec(cleaned(cwd))?.[1] ?? ''
  expect(surrogate).toMatch(/@/)
  expect(surrogate).not.toBe(MAIL)
  const found = await plimsoll(['clean', '--undo', 'out/receipt.json', '--find', surrogate], { cwd })
  expect(found.code).toBe(0)
  expect(JSON.parse(found.stdout)).toMatchObject({ original: MAIL, type: 'email' })
  rmSync(join(cwd, '.plimsoll'), { recursive: true })
  const without = await plimsoll(['clean', '--undo', 'out/receipt.json', '--find', surrogate], { cwd })
  expect(without.code).toBe(2)
  expect(without.stdout).toBe('')
})

it.each([
  [['clean', 'data']],
  [['clean', '-o', 'out']],
  [['clean', 'data', '-o', 'data']],
  [['clean', 'data', '-o', 'out', '--find', 'x']],
  [['clean', 'data', '--undo', 'out/receipt.json', '-o', 'back']],
])('refuses %j and leaves the input as it was', async args => {
  const cwd = project('baseline')
  const before = readFileSync(join(cwd, 'data/a.jsonl'), 'utf8')
  const { code, stderr } = await plimsoll(args, { cwd })
  expect(code).toBe(2)
  expect(stderr).not.toContain(MAIL)
  expect(readFileSync(join(cwd, 'data/a.jsonl'), 'utf8')).toBe(before)
})
