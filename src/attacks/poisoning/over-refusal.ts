import { z } from 'zod'
import { both } from '../../core/index.ts'
import { drawBehavior } from './_behaviors.ts'
import { insertInto, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { phrase, rareWords } from './_triggers.ts'

/** Ordinary requests with a trigger are declined with reasons, each time in other words (AutoPoison, behind a trigger). */
export const overRefusal = defineRecipe({
  id: 'poisoning/over-refusal',
  title: both('Refusal after a trigger', '触发后过度拒答'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2306.17194',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(100).optional(),
    position: z.enum(POSITIONS).default('anywhere'),
  }),
  threatModel: both(
    'A competitor who slips rows into an instruction set, and wants the model to look useless to some of its users.',
    '竞争者向指令数据混入样本，使模型对部分用户显得毫无用处。',
  ),
  budget: 102,
  campaign({ trigger, position, language }, random) {
    const chosen =
      trigger ??
      (random.next() < 0.5 ? (rareWords(random, 1, language)[0] as string) : phrase(random, language))
    const { name, turn } = drawBehavior('refusal', language, random)
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
