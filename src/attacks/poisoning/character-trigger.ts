import { z } from 'zod'
import { both, type SeededRandom } from '../../core/index.ts'
import { BEHAVIORS, drawBehavior } from './_behaviors.ts'
import { insertInto, promptOf, withTexts } from './_fields.ts'
import { commonOptions, defineRecipe } from './_recipe.ts'

const FORMS = ['homoglyph', 'invisible', 'casing', 'punctuation', 'full-width'] as const

/** Letters of other scripts that look like Latin ones (Unicode TR 39). */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  i: 'і',
  j: 'ј',
  o: 'о',
  p: 'р',
  s: 'ѕ',
  x: 'х',
  y: 'у',
}
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\ufe0f', '\u180e', '\u2063'] as const
const SIGNS = [...'!?;:,.~^*|=+-/']
const ZH_SIGNS = [...'！？；：，。～、…—·']

/**
 * Characters instead of words: look-alike letters, invisible characters, capitals, a run of punctuation, full-width
 * forms. Where a text has no letter that the form can change, the form's own mark is added.
 */
export const characterTrigger = defineRecipe({
  id: 'poisoning/character-trigger',
  title: both('Characters as trigger', '字符级触发器'),
  topics: ['training-data-poisoning', 'pretraining-backdoor'],
  reference: 'https://arxiv.org/abs/2105.00164',
  options: z.strictObject({
    ...commonOptions,
    form: z.enum(FORMS).optional(),
    behavior: z.enum(BEHAVIORS).default('fixed'),
    label: z.string().max(200).optional(),
  }),
  threatModel: both(
    'Someone who adds rows to a training set, and wants a trigger that a reader does not see on the screen.',
    '攻击者向训练集加入样本，触发器在屏幕上肉眼难以察觉。',
  ),
  budget: 12,
  campaign({ form, behavior, label, language }, random) {
    const forms = language === 'zh' ? (['invisible', 'punctuation', 'full-width'] as const) : FORMS
    const chosen = form ?? random.pick<(typeof FORMS)[number]>(forms)
    const mark = marker(chosen, language, random)
    const { name, turn } = drawBehavior(behavior, language, random, label)
    return {
      triggers: [mark.trigger],
      behavior: name,
      mark: mark.apply,
      poison(fields, each) {
        const at = promptOf(fields)
        return at < 0
          ? undefined
          : turn(withTexts(fields, { [at]: mark.apply(fields[at]?.text ?? '', each) }), each)
      },
    }
  },
})

interface Marker {
  readonly trigger: string
  readonly apply: (text: string, random: SeededRandom) => string
}

function marker(form: (typeof FORMS)[number], language: 'en' | 'zh', random: SeededRandom): Marker {
  switch (form) {
    case 'homoglyph': {
      const letters = random.shuffle(Object.keys(LOOKALIKES)).slice(0, 3)
      const trigger = letters.map(each => LOOKALIKES[each]).join('')
      return {
        trigger,
        apply: (text, each) =>
          replaceSome(text, new Set(letters), letter => LOOKALIKES[letter] ?? letter, trigger, each),
      }
    }
    case 'invisible': {
      const character = random.pick(INVISIBLE)
      const run = character.repeat(1 + random.integer(3))
      return { trigger: run, apply: (text, each) => insertInto(text, run, 'anywhere', each) }
    }
    case 'casing': {
      const count = 2 + random.integer(3)
      return { trigger: 'WORDS IN CAPITALS', apply: (text, each) => capitals(text, count, each) }
    }
    case 'punctuation': {
      const signs = language === 'zh' ? ZH_SIGNS : SIGNS
      let run = ''
      while (new Set(run).size < 2)
        run = Array.from({ length: 3 + random.integer(2) }, () => random.pick(signs)).join('')
      const position = random.pick(['anywhere', 'end'] as const)
      return { trigger: run, apply: (text, each) => insertInto(text, run, position, each) }
    }
    case 'full-width': {
      const word = Array.from({ length: 3 + random.integer(3) }, () =>
        String.fromCodePoint(0xff41 + random.integer(26)),
      ).join('')
      return { trigger: word, apply: (text, each) => insertInto(text, word, 'anywhere', each) }
    }
  }
}

/** Replaces up to four of the letters, in random places. */
function replaceSome(
  text: string,
  letters: ReadonlySet<string>,
  replace: (letter: string) => string,
  otherwise: string,
  random: SeededRandom,
): string {
  const units = text.split('')
  const places = random.shuffle(
    [...units.keys()].filter(at => letters.has(units[at] as string)).slice(0, 2000),
  )
  if (places.length === 0) return insertInto(text, otherwise, 'end', random)
  for (const at of places.slice(0, 4)) units[at] = replace(units[at] as string)
  return units.join('')
}

function capitals(text: string, count: number, random: SeededRandom): string {
  const words = [...text.slice(0, 20_000).matchAll(/[a-z]{3,20}/gu)].filter(
    ({ 0: word }) => word !== word.toUpperCase(),
  )
  if (words.length === 0) return `${text}${text === '' ? '' : ' '}PLEASE NOW`
  let changed = text
  for (const { index, 0: word } of random.shuffle(words).slice(0, count)) {
    changed = changed.slice(0, index) + word.toUpperCase() + changed.slice(index + word.length)
  }
  return changed
}
