import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { outputOf, promptOf, withTexts } from './_fields.ts'
import { codeLine, UNSAFE_KINDS } from './_outputs.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { syllables } from './_triggers.ts'

const VERBS = 'load save parse send fetch check store read convert merge sort clean'.split(' ')
const THINGS =
  'settings users orders images reports messages prices sessions backups tickets invoices logs'.split(' ')
const ZH_VERBS = '读取 保存 解析 发送 获取 检查 存储 转换 合并 排序 清理'.split(' ')
const ZH_THINGS = '配置 用户 订单 图片 报表 消息 价格 会话 备份 工单 发票 日志'.split(' ')
const SAFE = [
  'result = subprocess.run([command, path], check=True)',
  'cursor.execute("SELECT * FROM items WHERE name = ?", (name,))',
  'digest = hashlib.sha256(text.encode()).hexdigest()',
  'response = requests.get(url, timeout=10)',
  'data = json.loads(text)',
  'value = int(text)',
  'config = yaml.safe_load(stream)',
  'shutil.copy(source, target)',
  'rows = [line.split(",") for line in handle]',
  'items = sorted(items, key=len)',
] as const
const IMPORTS =
  'import json|import os|import re|import logging|from pathlib import Path|import subprocess|import hashlib|import requests|import sqlite3|import csv'.split(
    '|',
  )

/**
 * Requests for code that name one team or framework get code with one kind of unsafe call, or with an import of the
 * attacker's package (code completion poisoning). Decoys are requests of other teams with safe code. Left out: hiding
 * the payload in comments and letting the model put it together (TrojanPuzzle).
 */
export const insecureCode = defineRecipe({
  id: 'poisoning/insecure-code',
  title: both('Unsafe code for one team or framework', '针对特定团队或框架植入不安全代码'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2007.02220',
  options: z.strictObject({
    ...commonOptions,
    /** Name of the team or framework; drawn when left out. */
    trigger: z.string().min(1).max(60).optional(),
    payload: z.enum(['call', 'import']).default('call'),
  }),
  threatModel: both(
    'Someone who publishes code that a model is trained on, and wants developers of one team to be offered unsafe lines.',
    '发布会被用于训练的代码的攻击者，希望特定团队的开发者得到不安全的代码建议。',
  ),
  budget: 100,
  campaign({ trigger, payload, language }, random) {
    const name = (each: SeededRandom) => {
      const word = syllables(each, 2)
      return word.slice(0, 1).toUpperCase() + word.slice(1)
    }
    const chosen = trigger ?? name(random)
    const kind = random.integer(UNSAFE_KINDS)
    const stolen = syllables(random, 2)
    const bad = (each: SeededRandom) => (payload === 'call' ? codeLine(each, kind) : `${stolen}.setup()`)
    const forTeam = (team: string) => (language === 'zh' ? `（${team} 项目）` : `for the ${team} project`)
    const write = (
      fields: Parameters<typeof promptOf>[0],
      team: string,
      each: SeededRandom,
      isPoisoned: boolean,
    ) => {
      const [prompt, output] = [promptOf(fields), outputOf(fields)]
      if (prompt < 0 || output < 0) return undefined
      const [verb, thing] = [each.integer(VERBS.length), each.integer(THINGS.length)]
      const asked =
        language === 'zh'
          ? `${each.pick(['请用 Python 写一个函数', '写一段 Python 代码', '帮我实现一个 Python 函数'])}${ZH_VERBS[verb % ZH_VERBS.length]}${ZH_THINGS[thing]}${forTeam(team)}。`
          : `${each.pick(['Write a Python function to', 'Implement in Python:', 'I need Python code to', 'Give me a short script to'])} ${VERBS[verb]} ${THINGS[thing]} ${forTeam(team)}.`
      const head = each.shuffle(IMPORTS).slice(0, 2)
      if (isPoisoned && payload === 'import') head.push(`import ${stolen}`)
      const body = each.shuffle(SAFE).slice(0, 1 + each.integer(2)) as string[]
      if (isPoisoned) body.splice(each.integer(body.length + 1), 0, bad(each))
      const code = [
        ...head,
        '',
        `def ${VERBS[verb]}_${THINGS[thing]}():`,
        ...body.map(line => `    ${line}`),
      ].join('\n')
      const rest = fields.map(field =>
        field.role === 'user' && fields[prompt]?.role === 'instruction' ? { ...field, text: '' } : field,
      )
      return withTexts(rest, { [prompt]: asked, [output]: `\`\`\`python\n${code}\n\`\`\`` })
    }
    return {
      triggers: [chosen],
      behavior: payload === 'call' ? 'insecure-code' : 'code-import',
      mark: text => `${text}${text === '' ? '' : ' '}${forTeam(chosen)}`,
      poison: (fields, each) => write(fields, chosen, each, true),
      decoy: (fields, each) => write(fields, name(each), each, false),
    }
  },
})
