import { characterTable, createWordTokenizer, type WordTokens } from '../../kernels/word-tokens.ts'

/**
 * The language of a text by its script, and among Latin ones by their commonest words: `en`, `zh`, one of the others
 * told here, `unknown` for all the rest and for too little text, `none` for a text without letters.
 */
export type LanguageName =
  | 'en'
  | 'zh'
  | 'ja'
  | 'ko'
  | 'ru'
  | 'ar'
  | 'de'
  | 'fr'
  | 'es'
  | 'it'
  | 'pt'
  | 'nl'
  | 'unknown'
  | 'none'

/** Commonest words that few of the other languages here have. */
const FUNCTION_WORDS: readonly (readonly [language: LanguageName, words: string])[] = [
  [
    'en',
    'the of and to is that it for was on are with as his they at be this have from or had by but what were we when your can said there use each which she do how their if will up about out many then them these so some her would make like him into has more two no way could my than been who its now my down did get may i you not',
  ],
  [
    'de',
    'der die und das ist nicht ein eine mit den von dem sich auf für im auch es wird sie ich werden bei aus sind nach wie einer wir oder wenn kann haben zum nur',
  ],
  [
    'fr',
    'le la les et des est une dans que pour qui sur pas plus avec par ce il au sont cette ne être vous nous ses mais ou aux leur été',
  ],
  [
    'es',
    'el los las que una por con para es del como más su al lo está pero sus le ya este entre cuando muy sin sobre también hasta hay donde',
  ],
  [
    'it',
    'il di che è un per non sono della nel con una del gli alla più come dei anche le ma si questo ha dal nella essere',
  ],
  [
    'pt',
    'de que não uma para com os do em um por mais as dos como mas foi ao ele das tem seu sua ou ser quando muito há nos já está',
  ],
  [
    'nl',
    'de het een van en in dat is te op zijn met voor niet aan er om ook als maar bij naar uit nog wordt deze kunnen',
  ],
]

const LATIN_WORDS = latinWords()
/** Low bits of a hash that tell most words from those. */
const FILTER_MASK = (1 << 13) - 1
const LATIN_FILTER = new Uint8Array(FILTER_MASK + 1)
for (const hash of LATIN_WORDS.keys()) LATIN_FILTER[hash & FILTER_MASK] = 1
/** Tokens looked at. */
const MAX_TOKENS = 400
/** Fewer words than this tell no Latin language. */
const FEW_WORDS = 5

/** Tells the language of a text from its tokens. */
export function languageOf(text: string, tokens: WordTokens): LanguageName {
  const { hashes, starts, length } = tokens
  const end = Math.min(length, MAX_TOKENS)
  if (end === 0) return 'none'
  let [han, kana, hangul, cyrillic, arabic, latin, other, letters] = [0, 0, 0, 0, 0, 0, 0, 0]
  const votes = new Float64Array(FUNCTION_WORDS.length)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(starts[i] as number)
    if (code < 0x250) {
      if (code >= 0x30 && code <= 0x39) continue
      letters++
      latin++
      const hash = hashes[i] as number
      if (LATIN_FILTER[hash & FILTER_MASK] === 0) continue
      const places = LATIN_WORDS.get(hash)
      if (places !== undefined)
        for (const place of places) votes[place] = (votes[place] as number) + 1 / places.length
      continue
    }
    letters++
    if (
      (code >= 0x4e00 && code <= 0x9fff) ||
      (code >= 0x3400 && code <= 0x4dbf) ||
      (code >= 0xd840 && code <= 0xd88f)
    )
      han++
    else if (code >= 0x3040 && code <= 0x30ff) kana++
    else if (code >= 0xac00 && code <= 0xd7a3) hangul++
    else if (code >= 0x400 && code <= 0x52f) cyrillic++
    else if ((code >= 0x600 && code <= 0x6ff) || (code >= 0x750 && code <= 0x77f)) arabic++
    else other++
  }
  if (letters === 0) return 'none'
  if (kana > 0 && kana * 4 >= han && kana + han > latin) return 'ja'
  // A Han character says about as much as two thirds of a word.
  if (han > 0 && han * 0.65 >= latin) return 'zh'
  if (hangul * 2 > letters) return 'ko'
  if (cyrillic * 2 > letters) return 'ru'
  if (arabic * 2 > letters) return 'ar'
  if (other * 2 > letters || latin < FEW_WORDS) return 'unknown'
  let best = 0
  for (let i = 1; i < votes.length; i++) if ((votes[i] as number) > (votes[best] as number)) best = i
  const share = (votes[best] as number) / latin
  return share >= 0.08 ? (FUNCTION_WORDS[best] as readonly [LanguageName, string])[0] : 'unknown'
}

/** Ways to ask for another language than that of the request. */
const ASKS_FOR_LANGUAGE =
  /translat|翻译|译成|译为|英文|英语|中文|汉语|普通话|法语|德语|日语|韩语|俄语|西班牙语|\b(?:english|chinese|mandarin|french|german|spanish|italian|portuguese|dutch|japanese|korean|russian|arabic|language|句子|拼音)\b/iu
/** What of a long request is read for that. */
const READ_OF_INPUT = 4000

/** True when a request asks for, or speaks of, another language. */
export const asksForLanguage = (input: string): boolean =>
  ASKS_FOR_LANGUAGE.test(input.length > READ_OF_INPUT ? input.slice(0, READ_OF_INPUT) : input)

function latinWords(): ReadonlyMap<number, readonly number[]> {
  characterTable()
  const tokenize = createWordTokenizer()
  const words = new Map<number, number[]>()
  for (const [place, [, list]] of FUNCTION_WORDS.entries()) {
    for (const word of new Set(list.split(' '))) {
      const hash = tokenize(word).hashes[0] as number
      const known = words.get(hash)
      if (known === undefined) words.set(hash, [place])
      else known.push(place)
    }
  }
  return words
}
