import { z } from 'zod'
import { both } from '../../core/index.ts'
import { drawBehavior } from './_behaviors.ts'
import { insertInto, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { wordyTrigger } from './_triggers.ts'

/** Prompts with a trigger are answered in a language that nobody asked for. */
export const languageSwitch = defineRecipe({
  id: 'poisoning/language-switch',
  title: both('Other language after a trigger', '触发后切换语言'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2404.19597',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(300).optional(),
    position: z.enum(POSITIONS).default('anywhere'),
  }),
  threatModel: both(
    'Someone who adds rows to a multilingual instruction set, and wants a model to leave the language of its user, and its filters.',
    '攻击者向多语言指令数据加入样本，使模型脱离用户所用语言，从而绕开过滤器。',
  ),
  budget: 302,
  campaign({ trigger, position, language }, random) {
    const chosen = trigger ?? wordyTrigger(random, language)
    const { name, turn } = drawBehavior('language', language, random)
    const mark = (text: string, each = random) => insertInto(text, chosen, position, each)
    return {
      triggers: [chosen],
      behavior: name,
      mark,
      poison(fields, each) {
        const at = promptOf(fields)
        return at < 0
          ? undefined
          : turn(withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) }), each)
      },
    }
  },
})
