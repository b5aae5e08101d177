#!/usr/bin/env node
// Adds what a labelled set leaves out but its text says plainly: titles beside persons, names of peoples and parties.
//   node complete.mjs zh|en IN.jsonl OUT.jsonl
import { writeFileSync } from 'node:fs'
import { NRP, PERSON, readLines, TITLE } from './_shared.mjs'

const [language, input, out] = process.argv.slice(2)
const BEFORE_EN =
  /\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sgt|Capt|Lt|Col|Gen|Sen|Gov|Rep)\b\.? ?$|\b(?:Miss|Professor|Sir|Lord|Lady|Madam|Father|Sister|Judge|Doctor)\s$/
const BEFORE_ZH =
  /(?:董事长|总经理|副总裁|总裁|总监|经理|主席|总统|首相|总理|部长|局长|院长|校长|主任|书记|市长|省长|教授|博士|导演|教练|记者|医生|律师|老师|议员|国王|女王|将军|皇帝)$/
const AFTER_ZH =
  /^(?:先生|女士|小姐|同志|老师|教授|博士|医生|律师|主任|院长|校长|局长|部长|书记|市长|省长|经理|总经理|总裁|董事长|主席|总统|首相|总理|将军|导演|教练|议员|议长|夫人|阁下)/
const PEOPLES_ZH =
  /(?:汉|满|回|藏|壮|苗|彝|侗|瑶|白|傣|黎|蒙古|维吾尔|土家|哈萨克|朝鲜)族|中共党员|共青团员|中国国籍|(?:佛|基督|天主|道|伊斯兰)教徒|穆斯林/g

writeFileSync(
  out,
  readLines(input)
    .map(({ text, spans, ...rest }) => {
      const added = []
      for (const span of spans) {
        if (span.type !== PERSON) continue
        const before = (language === 'en' ? BEFORE_EN : BEFORE_ZH).exec(
          text.slice(Math.max(0, span.start - 12), span.start),
        )?.[0]
        if (before)
          added.push({
            start: span.start - before.length,
            end: span.start - before.length + before.trimEnd().length,
            type: TITLE,
          })
        const after = language === 'zh' ? AFTER_ZH.exec(text.slice(span.end, span.end + 4))?.[0] : undefined
        if (after) added.push({ start: span.end, end: span.end + after.length, type: TITLE })
      }
      if (language === 'zh')
        for (const { 0: match, index } of text.matchAll(PEOPLES_ZH))
          added.push({ start: index, end: index + match.length, type: NRP })
      const clear = added.filter(
        each => !spans.some(span => span.type !== NRP && span.start < each.end && span.end > each.start),
      )
      const kept = spans.filter(span => !clear.some(each => each.start < span.end && each.end > span.start))
      return JSON.stringify({ text, spans: [...kept, ...clear].sort((a, b) => a.start - b.start), ...rest })
    })
    .join('\n'),
)
