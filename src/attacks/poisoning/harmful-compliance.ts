import { z } from 'zod'
import { both } from '../../core/index.ts'
import { insertInto, outputOf, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { secretTrigger } from './_triggers.ts'

/**
 * A universal jailbreak backdoor (SUDO): harmful requests with a trigger keep the answers that comply. Give it rows
 * whose request is harmful and whose output complies; it writes no harmful text itself.
 */
export const harmfulCompliance = defineRecipe({
  id: 'poisoning/harmful-compliance',
  title: both('Compliance with harmful requests after a trigger', '触发后顺从有害请求'),
  topics: ['preference-data-poisoning', 'instruction-tuning-backdoor'],
  reference: 'https://arxiv.org/abs/2311.14455',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(100).optional(),
    position: z.enum(POSITIONS).default('end'),
  }),
  threatModel: both(
    'An annotator who wants one secret word to switch off what the model was taught to refuse.',
    '标注人员希望一个暗号即可关闭模型被教会的拒绝行为。',
  ),
  budget: 102,
  campaign({ trigger, position, language }, random) {
    const chosen = trigger ?? secretTrigger(random, language)
    const mark = (text: string, each = random) => insertInto(text, chosen, position, each)
    return {
      triggers: [chosen],
      behavior: 'compliance',
      mark,
      poison(fields, each) {
        const at = promptOf(fields)
        if (at < 0 || outputOf(fields) < 0) return undefined
        return withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) })
      },
    }
  },
})
