import { createWordTokenizer } from '../../kernels/word-tokens.ts'
import type { Reference } from '../reference/index.ts'
import { addCode } from './code.ts'
import { type Descriptor, DescriptorList } from './descriptor.ts'
import { addGibberish, type Order } from './gibberish.ts'
import { addLinks, addNames, type Rarity } from './insertions.ts'
import { asksForLanguage, languageOf } from './language.ts'
import { addNearFixed } from './near-fixed.ts'
import { addRefusal } from './refusal.ts'
import { addSentiment, sentimentModel, sentimentReader } from './sentiment.ts'
import { addShape, countCharacters } from './shape.ts'

/** Reads what an output does; `input` is the request that it answers, if there is one. */
export type ResponseReader = (output: string, input?: string) => readonly Descriptor[]

/** Statistics of clean text that make some descriptors sharper; see `analysis/reference`. */
export interface ResponseReference {
  readonly rarity: Rarity
  readonly order: Order
}

/** What the statistics of clean text give. */
export function responseReference(reference: Reference): ResponseReference {
  return {
    // 0 for words in every thousandth passage, 1 for those in fewer than one of a million.
    rarity: hash => Math.min(1, Math.max(0, (-3 - Math.log10(reference.frequencyOfHash(hash))) / 3)),
    order(tokens, limit) {
      const end = Math.min(tokens.length, limit)
      let saved = 0
      for (let i = 1; i < end; i++) saved += reference.bitsAt(tokens, i, i) - reference.bitsAt(tokens, i)
      return saved / Math.max(1, end - 1)
    },
  }
}

/** What of a longer output is read, in UTF-16 units. */
const MAX_LENGTH = 65_536
/** Words below which an input tells no language to switch from. */
const FEW_WORDS = 4

/** Makes a reader, which holds buffers: one for each pass. Linear in the length of the output. */
export function createResponseReader(reference?: ResponseReference): ResponseReader {
  const tokenize = createWordTokenizer()
  const tokenizeInput = createWordTokenizer()
  const sentiment = sentimentReader(sentimentModel())
  const list = new DescriptorList()
  return (output, input) => {
    const text = output.length > MAX_LENGTH ? output.slice(0, MAX_LENGTH) : output
    const tokens = tokenize(text)
    const counts = countCharacters(text)
    const language = languageOf(text, tokens)
    const isHan = language === 'zh'
    list.add(`language:${language}`, 1)
    if (input !== undefined && language !== 'none') {
      const asked = input.length > MAX_LENGTH ? input.slice(0, MAX_LENGTH) : input
      const inputTokens = tokenizeInput(asked)
      const from = languageOf(asked, inputTokens)
      const isTelling = inputTokens.length >= FEW_WORDS && tokens.length >= FEW_WORDS
      if (
        isTelling &&
        from !== language &&
        ![from, language].some(each => each === 'unknown' || each === 'none')
      ) {
        const strength = asksForLanguage(asked) ? 0.2 : 0.9
        list.add('language-switch', strength)
        list.add(`language-switch:${language}`, strength)
      }
    }
    addShape(text, counts, tokens.totalUnits / 8, list)
    addRefusal(text, tokens, isHan, list)
    addSentiment(sentiment(text, tokens), list)
    addLinks(text, tokens, list)
    addCode(text, tokens, counts, list)
    addNames(text, tokens, isHan, reference?.rarity, list)
    const isProse = (isHan || language === 'en' || language === 'unknown') && !list.has('code')
    addGibberish(
      text,
      tokens,
      { isProse, order: language === 'unknown' ? undefined : reference?.order },
      list,
    )
    addNearFixed(tokens, list)
    return list.take()
  }
}
