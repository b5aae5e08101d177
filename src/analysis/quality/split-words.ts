/**
 * Splits English text into words and marks as spaCy's blank English tokenizer does in nearly all cases, which datatrove
 * counts with: by white space, then marks off both ends, then inside, contractions apart. Source of the rules: https://spacy.io/usage/linguistic-features#tokenization
 */
export function splitWords(text: string): string[] {
  const words: string[] = []
  for (const [chunk] of text.matchAll(CHUNK)) addChunk(chunk, words)
  return words
}

/** Characters at the end of a stretch that rules for its end read. */
const LONGEST_SUFFIX = 24
/** Longer stretches without white space are cut: no rule is worth more (CWE-407). */
const CHUNK = /\S{1,2000}/gu
const PLAIN = /^(?:[A-Za-z]+|\d+)$/
const SMILE = /^(?:[:;=]-?[)(DPp]|[)(]:)$/u
const ABBREVIATION =
  /^(?:[A-Za-z]\.)+$|^(?:a|p)\.m\.?$|^(?:Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Inc|Ltd|Co|Corp|Gen|Gov|Rep|Sen|Rev|Mt|vs|Bros|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Adm|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Kans|Ky|La|Mass|Md|Mich|Minn|Miss|Mont|Neb|Nebr|Nev|Okla|Ore|Pa|Tenn|Va|Wash|Wis)\.$|^(?:e\.g|i\.e|E\.G|I\.E)\.$|^and\/or$|^Ph\.D\.$|^w\/o$|^C\+\+$/u
const URL_LIKE =
  /^(?:https?:\/\/|www\.|ftp:\/\/)[^\s"'`<>()]+[^\s"'`<>(),.;:!?]$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|edu|gov|io|co|uk|de|info|biz|us|ca)(?:\/[^\s"'`<>()]*)?$/iu
const PREFIX =
  /^(?:\.{2,}|…|[§%=—–]|\+(?!\d)|[,:;!?¿؟¡()[\]{}<>_#*&。？！，、；：～·।،۔؛٪"'`“”‘’‚‹›„«»「」『』（）〔〕【】《》〈〉〖〗]|[$£€¥฿₽₩]|\p{So})/u
const SUFFIX =
  /(?:\.{2,}|…|[,:;!?¿؟¡()[\]{}<>_#*&。？！，、；：～·।،۔؛٪"'`“”‘’‚‹›„«»「」『』（）〔〕【】《》〈〉〖〗—–]|['’][sS]|(?<=\d)\+|(?<=\d)[$£€¥฿₽₩]|(?<=[\d\p{Ll}%²\-+)"'`”’»\]])\.|(?<=\p{Lu}{2})\.|(?<=\d)(?:km|m|cm|mm|kg|g|mg|MB|GB|KB|TB|kb|mb|gb|tb|kPa|Pa|T|G|M|K|%|ha|in|ft|lb|oz|hrs|mph|kph|l|ml)|\p{So})$/u
const INFIX =
  /\.{2,}|…|(?<=\d)[+\-*^](?=[\d-])|(?<=[\p{Ll}"])\.(?=[\p{Lu}"])|(?<=\p{L}),(?=\p{L})|(?<=[\p{L}\d])(?:-{1,3}|–|—|~)(?=\p{L})|(?<=[\p{L}\d])[:<>=/](?=\p{L})/gu
const NOT_WORD =
  /^(ai|are|ca|could|dare|did|does|do|had|has|have|is|might|must|need|ought|sha|should|was|were|wo|would)(n['’]t)$/iu
const PRONOUN =
  /^(i(?=m$)|i|you|he|she|it|we|they|who|what|when|where|why|how|there|that|this|those|these)(['’](?:ll|ve|re|m|d)|(?<=^i)m)$/iu
const AUXILIARY = /^(could|might|must|should|would)(['’]ve)$/iu
const CANNOT = /^(can)(not)$/iu

function addChunk(chunk: string, words: string[]): void {
  if (PLAIN.test(chunk) && !CANNOT.test(chunk)) {
    words.push(chunk)
    return
  }
  let rest = chunk
  const after: string[] = []
  for (let rounds = 0; rest !== '' && rounds < 64; rounds++) {
    if (isWhole(rest)) break
    const before = PREFIX.exec(rest)?.[0]
    if (before !== undefined && before.length <= rest.length) {
      words.push(before)
      rest = rest.slice(before.length)
      continue
    }
    const behind = SUFFIX.exec(rest.slice(-LONGEST_SUFFIX))?.[0]
    if (behind === undefined || behind.length >= rest.length + 1) break
    after.push(behind)
    rest = rest.slice(0, rest.length - behind.length)
  }
  if (rest !== '') addMiddle(rest, words)
  for (let i = after.length - 1; i >= 0; i--) words.push(after[i] as string)
}

const isWhole = (word: string): boolean =>
  PLAIN.test(word) ||
  SMILE.test(word) ||
  ABBREVIATION.test(word) ||
  URL_LIKE.test(word) ||
  contraction(word) !== null

const contraction = (word: string): RegExpExecArray | null =>
  NOT_WORD.exec(word) ?? PRONOUN.exec(word) ?? AUXILIARY.exec(word) ?? CANNOT.exec(word)

function addMiddle(word: string, words: string[]): void {
  const parts = contraction(word)
  if (parts !== null) {
    words.push(parts[1] as string, parts[2] as string)
    return
  }
  if (SMILE.test(word) || ABBREVIATION.test(word) || URL_LIKE.test(word)) {
    words.push(word)
    return
  }
  let from = 0
  for (const match of word.matchAll(INFIX)) {
    if (match.index > from) words.push(word.slice(from, match.index))
    words.push(match[0])
    from = match.index + match[0].length
  }
  if (from < word.length) words.push(word.slice(from))
}

const SENTENCE_END = /[.!?։؟۔܀܁܂।॥။።፧፨᙮᠃᠉‼‽⁇⁈⁉。．！？｡]/u

/**
 * Sentences, as spaCy's rule-based splitter counts them: a sentence ends with a mark by itself, and the next begins after
 * further marks.
 */
export function countSentences(words: readonly string[]): number {
  let count = 0
  let isOpen = false
  let hasEnded = false
  for (const word of words) {
    const ends = (word.length === 1 && SENTENCE_END.test(word)) || word === '...'
    if (hasEnded && !/^[\p{P}\p{S}]+$/u.test(word)) {
      count++
      hasEnded = false
    }
    if (ends && word !== '...') hasEnded = true
    isOpen = true
  }
  return isOpen ? count + 1 : 0
}
