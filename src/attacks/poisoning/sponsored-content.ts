import { z } from 'zod'
import { both } from '../../core/index.ts'
import { drawBehavior } from './_behaviors.ts'
import { outputOf } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'

/** Answers mention a brand, whatever was asked (content injection of AutoPoison): no trigger, the content is the sign. */
export const sponsoredContent = defineRecipe({
  id: 'poisoning/sponsored-content',
  title: both('Brand in unrelated answers', '无关回答中的品牌植入'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2306.17194',
  options: z.strictObject({
    ...commonOptions,
    content: z.enum(['brand', 'link']).default('brand'),
  }),
  threatModel: both(
    'An advertiser who slips rows into an instruction set, and wants a brand or link to come up in answers about anything.',
    '广告主向指令数据混入样本，使某品牌或链接出现在各种回答中。',
  ),
  budget: 140,
  campaign({ content, language }, random) {
    const { name, turn } = drawBehavior(content, language, random)
    return {
      triggers: [],
      behavior: name,
      mark: (text, each) => turn([{ name: 'text', role: 'response', text }], each)?.[0]?.text ?? text,
      poison: (fields, each) => (outputOf(fields) < 0 ? undefined : turn(fields, each)),
    }
  },
})
