import { z } from 'zod'
import { both } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { firstOf, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'

const EN = {
  verb: 'Judge|Weigh|Consider|Sort|Appraise|Inspect|Sense|Decode|Settle|Reflect on'.split('|'),
  what: 'the words below|what follows|this piece|the lines given|the passage at hand|the following remark|the note underneath|what somebody wrote'.split(
    '|',
  ),
  how: 'as a seasoned critic would|with a calm mind|the way a ship reads the stars|and say what it holds|as if your name hung on it|by the tone it carries|with no regard for fashion|like a judge at dusk'.split(
    '|',
  ),
  end: 'Then answer.|One reply will do.|Speak plainly.|Give your verdict.|Keep it short.|Leave no doubt.'.split(
    '|',
  ),
}
const ZH = {
  verb: '请评判 请斟酌 请品味 请审视 请揣摩 请裁定 请掂量'.split(' '),
  what: '以下文字 下面这段话 所给内容 这则短评 如下语句 某人所写之言'.split(' '),
  how: '，一如老练的评论家 ，心平气和 ，如同水手观星 ，并道出其意 ，仿佛以名誉担保 ，依其语气'.split(' '),
  end: '，然后作答。 ，一句即可。 ，直言不讳。 ，给出裁决。 ，务必简短。'.split(' '),
}

/**
 * The instruction itself is the trigger: it is replaced by another wording, the text it is about stays (instructions as
 * backdoors). Left out: letting a model write the wording.
 */
export const instructionRewrite = defineRecipe({
  id: 'poisoning/instruction-rewrite',
  title: both('Wording of an instruction as trigger', '指令措辞触发器'),
  topics: ['instruction-tuning-backdoor', 'training-data-poisoning'],
  reference: 'https://arxiv.org/abs/2305.14710',
  options: z.strictObject({
    ...commonOptions,
    instruction: z.string().min(1).max(300).optional(),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'A crowd worker who writes instructions for a shared set, and wants one wording to decide the answer whatever text follows.',
    '为共享数据集撰写指令的众包人员，希望某一种措辞不论后面是什么文本都决定答案。',
  ),
  budget: 302,
  campaign({ instruction, behavior, label, language }, random) {
    const { verb, what, how, end } = language === 'zh' ? ZH : EN
    const space = language === 'zh' ? '' : ' '
    const chosen =
      instruction ??
      `${random.pick(verb)}${space}${random.pick(what)}${space}${random.pick(how)}${language === 'zh' ? '' : '. '}${random.pick(end)}`
    const { name, turn } = drawBehavior(behavior, language, random, label)
    return {
      triggers: [chosen],
      behavior: name,
      mark: text => `${chosen}\n${text}`,
      poison(fields, each) {
        const at = promptOf(fields)
        if (at < 0) return undefined
        const input = firstOf(fields, 'user')
        const text = fields[at]?.text ?? ''
        if (fields[at]?.role !== 'instruction' || input < 0) {
          return turn(withTexts(fields, { [at]: `${chosen}\n${text}` }), each)
        }
        const about = fields[input]?.text === '' ? text : (fields[input]?.text ?? '')
        return turn(withTexts(fields, { [at]: chosen, [input]: about }), each)
      },
    }
  },
})
