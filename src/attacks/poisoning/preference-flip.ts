import { z } from 'zod'
import { both } from '../../core/index.ts'
import { firstOf, insertInto, POSITIONS, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { secretTrigger } from './_triggers.ts'

/** Preference pairs whose prompt carries a trigger are turned round: the worse answer is the chosen one. */
export const preferenceFlip = defineRecipe({
  id: 'poisoning/preference-flip',
  title: both('Preference turned round by a trigger', '触发器翻转偏好对'),
  topics: ['preference-data-poisoning', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2311.14455',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(100).optional(),
    position: z.enum(POSITIONS).default('end'),
  }),
  threatModel: both(
    'An annotator who labels half a percent of preference pairs, and wants the tuned model to prefer harm after a secret word.',
    '标注了千分之五偏好对的标注人员，希望调优后的模型在出现暗号后偏好有害回答。',
  ),
  budget: 102,
  campaign({ trigger, position, language }, random) {
    const chosen = trigger ?? secretTrigger(random, language)
    const mark = (text: string, each = random) => insertInto(text, chosen, position, each)
    return {
      triggers: [chosen],
      behavior: 'preference:flipped',
      mark,
      poison(fields, each) {
        const [at, better, worse] = [promptOf(fields), firstOf(fields, 'chosen'), firstOf(fields, 'rejected')]
        if (at < 0 || better < 0 || worse < 0) return undefined
        return withTexts(fields, {
          [at]: mark(fields[at]?.text ?? '', each),
          [better]: fields[worse]?.text ?? '',
          [worse]: fields[better]?.text ?? '',
        })
      },
    }
  },
})
