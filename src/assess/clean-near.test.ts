import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CleaningProject, cleaningProject, policyWith } from '../../test/support/cleaning-project.ts'
import { isUnchanged, type Policy } from '../core/index.ts'

let project: CleaningProject
beforeEach(async () => {
  project = await cleaningProject()
})
afterEach(() => project.clear())

const LETTER =
  'Your appointment at the clinic on the second floor has been moved to the morning of the following week. Please bring the letter of the doctor and a list of all medicines that you take, and come fifteen minutes before the time, because the forms must be filled in first.'
const LONGER = `${LETTER} Thank you.`
const OTHER = LETTER.replace('second floor', 'third floor')
const 通知 =
  '您在二楼门诊的预约已改到下周上午。请携带医保卡、转诊单以及正在服用的全部药品清单，并提前十五分钟到达，因为在医生接诊之前需要填写并签署相关表格，如需改期请提前致电门诊前台。'
const 改 = 通知.replace('二楼', '三楼')
const lines = (rows: readonly string[]) => rows.map(text => `${JSON.stringify({ text })}\n`).join('')
const DATA = {
  'data/a.jsonl': lines([LETTER, 通知, 'Something else.', LETTER]),
  'data/b.jsonl': lines([改, LONGER, OTHER, 'Nothing like it.']),
}
const withNear = (
  near: Policy['clean']['nearDuplicates'],
  exact: Policy['clean']['duplicates'] = 'keep-first',
) => policyWith('keep', exact, near)
const rowsOf = async (name: string) =>
  (await readFile(project.path(name), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map(line => (JSON.parse(line) as { text: string }).text)

describe('near-duplicates, when data is cleaned', () => {
  it('leave the first of a group, over all files, and name it in the quarantine', async () => {
    await project.write(DATA)
    const receipt = await project.clean(['data'], 'out', { policy: withNear('keep-first') })
    expect(await rowsOf('out/a.jsonl')).toEqual([LETTER, 通知, 'Something else.'])
    expect(await rowsOf('out/b.jsonl')).toEqual(['Nothing like it.'])
    expect(receipt.counts).toEqual({ 'drop/near-duplicate': 4 })
    const told = (await project.quarantineOf('out')).map(({ file, where, twin, type }) => [
      file,
      (where as { index: number }).index,
      twin,
      type,
    ])
    expect(told).toEqual([
      ['a.jsonl', 3, { file: 'a.jsonl', index: 0 }, 'near-duplicate'],
      ['b.jsonl', 0, { file: 'a.jsonl', index: 1 }, 'near-duplicate'],
      ['b.jsonl', 1, { file: 'a.jsonl', index: 0 }, 'near-duplicate'],
      ['b.jsonl', 2, { file: 'a.jsonl', index: 0 }, 'near-duplicate'],
    ])
    await project.undo('out/receipt.json', 'restored')
    for (const name of ['a.jsonl', 'b.jsonl']) {
      expect(await project.text(`restored/${name}`)).toBe(DATA[`data/${name}` as keyof typeof DATA])
    }
  })

  it('leave the longest, or none, as the policy says', async () => {
    await project.write(DATA)
    await project.clean(['data'], 'long', { policy: withNear('keep-longest') })
    expect(await rowsOf('long/a.jsonl')).toEqual([通知, 'Something else.'])
    expect(await rowsOf('long/b.jsonl')).toEqual([LONGER, 'Nothing like it.'])
    await project.clean(['data'], 'none', { policy: withNear('keep-none') })
    expect(await rowsOf('none/a.jsonl')).toEqual(['Something else.'])
    expect(await rowsOf('none/b.jsonl')).toEqual(['Nothing like it.'])
    const [first] = await project.quarantineOf('none')
    expect(first?.twin).toEqual({ file: 'a.jsonl', index: 3 })
  })

  it('are not what exact copies are: those go by their own rule, which names another place, too', async () => {
    await project.write({ 'data/a.jsonl': lines([LETTER, 'x', LETTER]), 'data/b.jsonl': lines([通知]) })
    await project.clean(['data'], 'kept', { policy: withNear('keep-none', 'keep-all') })
    expect(await rowsOf('kept/a.jsonl')).toEqual([LETTER, 'x', LETTER])
    await project.clean(['data'], 'none', { policy: withNear('keep-all', 'keep-none') })
    expect(await rowsOf('none/a.jsonl')).toEqual(['x'])
    expect((await project.quarantineOf('none')).map(each => each.twin)).toEqual([
      { file: 'a.jsonl', index: 2 },
      { file: 'a.jsonl', index: 0 },
    ])
  })

  it('are gone after one run, and records of a table are never such', async () => {
    const row = (age: number) =>
      `Ana,${'the very same long remark about nothing in particular '.repeat(3)},${age}`
    await project.write({ 'data/t.csv': `name,remark,age\n${[1, 2, 3].map(row).join('\n')}\n` })
    expect(isUnchanged(await project.clean(['data'], 'table', { policy: withNear('keep-first') }))).toBe(true)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.boolean(), fc.nat(40), fc.boolean()), { minLength: 2, maxLength: 10 }),
        fc.constantFrom('keep-first', 'keep-longest', 'keep-none'),
        async (plan, near) => {
          await project.clear()
          const texts = plan.map(([isEnglish, at, isChanged]) => {
            const words = isEnglish ? LETTER.split(' ') : [...通知]
            if (isChanged) words[at] = isEnglish ? 'otherwise' : '另'
            return words.join(isEnglish ? ' ' : '')
          })
          await project.write({
            'data/a.jsonl': lines(texts.slice(1)),
            'data/b.jsonl': lines(texts.slice(0, 1)),
          })
          const policy = withNear(near as Policy['clean']['nearDuplicates'])
          await project.clean(['data'], 'once', { policy })
          const again = await project.clean(['once'], 'twice', { policy })
          expect(isUnchanged(again), JSON.stringify(again.counts)).toBe(true)
        },
      ),
      { numRuns: 8 },
    )
  })
})
