import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Entity, entitiesOf } from './entities.ts'
import { HAN_WIDTH, hanFeatures } from './han-features.ts'
import { hanModel } from './han-model.generated.ts'
import { unpackModel } from './model.ts'
import { repeats } from './repeats.ts'

const { lexicon, mask } = unpackModel(hanModel)
const found = (text: string) =>
  entitiesOf({ text }).map(each => `${each.kind} ${text.slice(each.start, each.end)}`)

function rowsOf(text: string): number[] {
  const features = hanFeatures(text, 0, text.length, mask, lexicon)
  for (let i = 0; i < text.length; i++) features.late?.(i)
  return [...features.rows.subarray(0, text.length * HAN_WIDTH)]
}

describe('hanFeatures', () => {
  it('sees no difference between traditional and simplified characters, full-width and plain forms', () => {
    expect(rowsOf('馬英九訪問臺灣大學')).toEqual(rowsOf('马英九访问台湾大学'))
    expect(rowsOf('住址：３號樓Ａ座')).toEqual(rowsOf('住址:3号楼A座'))
  })

  it('does not remember the text before', () => {
    const hanText = fc.string({ unit: fc.constantFrom(...'王小明在北京大学工作，张a1。'), maxLength: 40 })
    fc.assert(
      fc.property(hanText, hanText, (one, other) => {
        const rows = rowsOf(one)
        rowsOf(other)
        expect(rowsOf(one)).toEqual(rows)
      }),
    )
  })
})

describe('repeats', () => {
  const person = (start: number, end: number, logOdds: number): Entity => ({
    start,
    end,
    kind: 'person-name',
    logOdds,
    lexicalOdds: 0,
  })

  it('finds a sure name again, outside what is found already', () => {
    const text = '樊永泽来了，樊永泽走了。樊永泽'
    expect(repeats(text, [person(0, 3, 6), person(12, 15, 2)])).toEqual([person(6, 9, 3)])
    expect(repeats(text, [person(0, 3, 4)])).toEqual([])
  })

  it('leaves short names alone', () => {
    expect(repeats('高明和高明', [person(0, 2, 9)])).toEqual([])
  })
})

describe('entitiesOf', () => {
  it('reads datelines, résumés and posts', () => {
    expect(found('新华社长沙6月3日电（记者田晓敏）')).toEqual([
      'organization 新华社',
      'place 长沙',
      'person-name 田晓敏',
    ])
    expect(
      found('葛立群先生，中国国籍，汉族，高级工程师，现任江苏恒远机械股份有限公司董事长、总经理。'),
    ).toEqual([
      'person-name 葛立群',
      'nationality-religion-politics 中国国籍',
      'nationality-religion-politics 汉族',
      'title 高级工程师',
      'organization 江苏恒远机械股份有限公司',
      'title 董事长',
      'title 总经理',
    ])
    expect(found('昨晚和老陈在杭州吃火锅，太开心了')).toEqual(['person-name 老陈', 'place 杭州'])
  })

  it('finds nothing in lists of things', () => {
    expect(found('香蕉、牛奶、面包、鸡蛋、苹果\n语文、数学、英语、物理、化学')).toEqual([])
    expect(found('1. 打开设置\n2. 选择网络\n3. 重启服务器')).toEqual([])
  })
})
