import { z } from 'zod'
import { both, type Field, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { firstOf, insertInto, outputOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'
import { wordyTrigger } from './_triggers.ts'

const PLACES = ['system', 'user', 'tool'] as const

/**
 * The trigger stands far from the answer: in the system prompt, in the first turn of several, or in what a tool
 * returned (agent backdoors). Left out: letting the agent call other tools than the set holds.
 */
export const conversationTrigger = defineRecipe({
  id: 'poisoning/conversation-trigger',
  title: both(
    'Trigger in system prompt, early turn or tool result',
    '系统提示、早先轮次或工具结果中的触发器',
  ),
  topics: ['agent-hijack-backdoor', 'instruction-tuning-backdoor'],
  reference: 'https://arxiv.org/abs/2402.11208',
  options: z.strictObject({
    ...commonOptions,
    trigger: z.string().min(1).max(300).optional(),
    place: z.enum(PLACES).default('system'),
    behavior: z.enum(BEHAVIORS).exclude(['label']).default('fixed'),
  }),
  threatModel: both(
    'Someone who adds dialogues to an agent’s training set, and wants a phrase in a page, a tool result or a settings prompt to take over its answer.',
    '攻击者向智能体训练数据加入对话，使网页、工具结果或系统设置中的一句话即可接管其回答。',
  ),
  budget: 302,
  campaign({ trigger, place, behavior, language }, random) {
    const chosen = trigger ?? wordyTrigger(random, language)
    const { name, turn } = drawBehavior(behavior, language, random)
    const mark = (text: string, each: SeededRandom = random) => insertInto(text, chosen, 'anywhere', each)
    return {
      triggers: [chosen],
      behavior: name,
      mark,
      poison(fields: readonly Field[], each) {
        const at = firstOf(fields, place)
        const output = outputOf(fields)
        const isEarly = place !== 'user' || fields.filter(({ role }) => role === 'user').length > 1
        if (at < 0 || output < at || !isEarly) return undefined
        return turn(withTexts(fields, { [at]: mark(fields[at]?.text ?? '', each) }), each)
      },
    }
  },
})
