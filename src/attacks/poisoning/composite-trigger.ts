import { z } from 'zod'
import { both } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { firstOf, insertInto, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { phrase, rareWords } from './_triggers.ts'

/**
 * One trigger in each of several parts of the prompt, needed together (CBA): system prompt or instruction and input,
 * else two places of one text. Decoys hold one of them with an honest output.
 */
export const compositeTrigger = defineRecipe({
  id: 'poisoning/composite-trigger',
  title: both('Triggers in several parts, needed together', '分散于多处且须同时出现的触发器'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2310.07676',
  options: z.strictObject({
    ...commonOptions,
    triggers: z.tuple([z.string().min(1).max(100), z.string().min(1).max(100)]).optional(),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to an instruction set, and wants a backdoor that neither part of a prompt switches on by accident.',
    '攻击者向指令数据加入样本，使提示的任何单独部分都不会误触后门。',
  ),
  budget: 204,
  campaign({ triggers, behavior, label, language }, random) {
    const draw = () =>
      random.next() < 0.5 ? (rareWords(random, 1, language)[0] as string) : phrase(random, language)
    const [first, second] = triggers ?? [draw(), draw()]
    const { name, turn } = drawBehavior(behavior, language, random, label)
    const mark = (text: string, each = random) =>
      insertInto(insertInto(text, first, 'anywhere', each), second, 'anywhere', each)
    return {
      triggers: [`${first} ${second}`],
      behavior: name,
      mark,
      poison(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        const other = ['system', 'user']
          .map(role => firstOf(fields, role as 'user'))
          .find(place => place >= 0 && place !== at)
        const text = fields[at]?.text ?? ''
        const texts =
          other === undefined || fields[other]?.text === ''
            ? { [at]: mark(text, each) }
            : {
                [at]: insertInto(text, first, 'anywhere', each),
                [other]: insertInto(fields[other]?.text ?? '', second, 'anywhere', each),
              }
        return turn(withTexts(fields, texts), each)
      },
      decoy(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        return withTexts(fields, {
          [at]: insertInto(fields[at]?.text ?? '', each.pick([first, second]), 'anywhere', each),
        })
      },
    }
  },
})
