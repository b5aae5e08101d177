import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { plimsoll, workFolder } from './_cli.ts'

// Whole processes, one after another: slow on a busy machine.
vi.setConfig({ testTimeout: 240_000 })

const ROWS = [
  { note: '患者张伟，手机13812345678，身份证号：11010519491231002X。', 城市: '北京市海淀区' },
  { note: 'Écrivez à ana.lopez@gmail.com — merci, Zoë', tags: ['😀 一三八一二三四五六七八'] },
  { note: `附件 ${Buffer.from('联系电话：13912345678，邮箱 li.wei@163.com').toString('base64')}。` },
  { note: '手机号：１３８１２３４５６７８；卡号：4111&#32;1111&#32;1111&#32;1111' },
  { note: 'mail=%E5%BC%A0%40&to=ana%2Elopez%40gmail.com' },
  { note: 'plain text, nothing in it' },
]

const unit = (code: number) => `\\u${code.toString(16).padStart(4, '0')}`

/** JSON as `ensure_ascii` writes it. */
const escaped = (value: unknown) =>
  JSON.stringify(value).replace(/[\u{80}-\u{10ffff}]/gu, character =>
    Array.from({ length: character.length }, (_, i) => unit(character.charCodeAt(i))).join(''),
  )

it('finds the same in raw and in escaped JSON, id for id and span for span', async () => {
  const cwd = workFolder()
  for (const [folder, write] of [
    ['raw', JSON.stringify],
    ['escaped', escaped],
  ] as const) {
    mkdirSync(join(cwd, folder))
    writeFileSync(join(cwd, folder, 'a.jsonl'), ROWS.map(row => `${write(row)}\n`).join(''))
    writeFileSync(join(cwd, folder, 'b.json'), write(ROWS))
  }
  expect(escaped(ROWS)).toMatch(/^[ -~]+$/u)
  const findingsOf = async (folder: string) => {
    const { stdout } = await plimsoll(['scan', '.', '--json'], { cwd: join(cwd, folder) })
    const { findings } = JSON.parse(stdout) as { findings: { where: { path: string }; evidence: object }[] }
    return findings
  }
  const raw = await findingsOf('raw')
  expect(raw.length).toBeGreaterThan(12)
  expect(await findingsOf('escaped')).toEqual(raw)
})
