/** A value that a name leads to. */
export interface AssignedValue {
  readonly start: number
  readonly end: number
  /** How the name and the value are joined. */
  readonly link:
    | 'assignment'
    | 'adjacent'
    | 'argument'
    | 'flag'
    | 'markup'
    | 'tag'
    | 'cell'
    | 'sentence'
    | 'near'
  /** True between quotes; a bare value ends at white space or a mark. */
  readonly quoted: boolean
}

/** Longest value that is read, in UTF-16 units. */
const MAX_VALUE = 2048

const QUOTE = String.raw`(?:\\{0,3}["'\`]|&quot;|&#39;|&#34;|%22|[“”‘’「『])`
const TYPE = String.raw`(?:\s{0,3}:\s{0,3}(?:&(?:'\w{1,12}\s)?(?:mut\s)?)?[A-Za-z_*][\w.<>[\]| ?*:]{0,40}?|\s{1,3}(?:string|str|text|varchar\(\d{1,4}\))|\s{0,3}\{[^{}\n]{0,40}\})`

/** Sticky links between a name and its value, the longer first. */
const LINKS: readonly (readonly [AssignedValue['link'], RegExp])[] = [
  // "name": value · name := value · name => value · map["name"] = value · name: string = value
  [
    'assignment',
    new RegExp(
      String.raw`${QUOTE}?\]?\)?(?:${TYPE}(?=\s{0,20}=))?\s{0,20}(?:={1,3}>?|:{1,3}=|\?=|\+=|\|\|=?|\?\?=?|->|=>|:|：|＝|%3[Dd]|%3[Aa]|\\u003[Dd])[ \t]{0,20}(?:\\?\r?\n[ \t]{0,40}(?=["'\`]))?(?:[|>][+-]?\s{1,40})?`,
      'y',
    ),
  ],
  // #define NAME "value" · {:name "value"}
  ['adjacent', /[ \t]{1,8}(?=["'])/y],
  // set("name", value) · getenv("NAME", value) · setName(value)
  ['argument', new RegExp(String.raw`(?:${QUOTE}\s{0,5},|\()\s{0,20}`, 'y')],
  // { "name": "NAME", "value": "…" } · <add key="name" value="…"/> · - name: NAME ⏎ value: …
  [
    'markup',
    new RegExp(
      String.raw`${QUOTE}?\s{0,3},?\s{0,40}${QUOTE}?(?:secret_?value|default_?value|value|content|default)${QUOTE}?\s{0,3}[=:]\s{0,5}`,
      'iy',
    ),
  ],
  // variable "name" {⏎ type = string⏎ default = "value" }
  [
    'markup',
    new RegExp(
      String.raw`${QUOTE}\s{0,3}\{(?:\s{1,20}\w{1,20}\s{0,10}=[^\n]{0,80}\n){0,4}\s{0,20}(?:default|value)\s{0,10}=\s{0,5}`,
      'y',
    ),
  ],
  // <name>value</name> · <name type="x">value</name>
  ['tag', /(?:\s{1,3}[\w:-]{1,30}="[^"<>\n]{0,80}"){0,3}>\s{0,40}(?=[^\s<])/y],
  // <key>name</key> <string>value</string>
  ['markup', /<\/key>\s{0,40}<string>/y],
  // --name value
  ['flag', /[ \t]{1,4}(?=[^\s-])/y],
  // | name | value |
  ['cell', /[`*_]{0,3}[ \t]{0,40}\|[ \t]{0,40}(?=[^\s|-])/y],
  // name: ⏎⏎ value · What is the name? ⏎ A: value
  [
    'sentence',
    /["'”’」*_`]{0,3}(?:[ \t]{1,2}[\w'’()-]{1,24}){0,6}[ \t]{0,2}(?:[:：]|(?:是|为|如下)[:：]?|[?？]["'”]?[ \t]{0,4}\r?\n[ \t]{0,4}(?:A|Answer|Assistant|Bot|AI|答|回答|助手)[ \t]?[:：])[ \t]{0,4}(?:\r?\n[ \t]{0,8}){0,2}(?=\S{4})(?![\w-]{1,40}:(?:\s|$))/y,
  ],
  // the name for the server is value · 密码是 value
  [
    'sentence',
    /["'”’」*_`]{0,3}(?:[ \t]{1,2}[\w'’()-]{1,24}){0,6}[ \t]{0,2}(?:(?<=[ \t])(?:is|was|are|being|remains|equals|will be|set to|changed to|reset to)|[:：=])[ \t]{0,2}(?:now|still|currently|just|simply)?[ \t:]{0,3}|["'”’」*_`]{0,3}[ \t]{0,2}(?:已|被|现在|目前|就|应该)?(?:是|为|改成|改为|设为|设置为|重置为|如下|：)[ \t:：]{0,3}/y,
  ],
]

/** Marks and small words between a name and a value that stands near it: `NAME to "value"`, `'name', 'value'`, `【name】value`. */
const NEAR =
  /(?=[^\w])[\s"'`*_~)\]}】」』|,;:=→⇒>-]{0,24}(?:(?:to|as|with|is|use|using|values?|body|data|text|type|string|default|content|set|be|--?[a-z]{1,12})[\s"'`:=({[<@,]{1,24}){0,5}[@({["'`]{0,3}(?=[\w+/"'`])/iy
/** Of those, the ones after which even a password is believed. */
const NEAR_ENOUGH =
  /^["'`*_】」』)]{0,3}\s{0,3}(?:to|as|→|⇒|】|」|』|:?\s{0,40}(?:type|default|value)\b[\s\S]{0,60})\s{0,3}["'`]?$/i

const OPENING =
  /(?:[bBrRuUfFLl@$]{0,2}(\\{0,3}["'`]|&quot;|&#39;|&#34;|%22|[“‘「『])|(?:\*\*|`{1,2}|[“‘「『]))/y
const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」', '『': '』', '**': '**' }

/** Marks that end a value without quotes; white space, control characters and ideographs do so, too. */
const ENDS = '"\'`<>，。；、！？）】》」』”’'
const ENDS_TOKEN = `${ENDS},;&|(){}[]`

/** Tells for each character whether a bare value goes on. */
function continues(ends: string): Uint8Array {
  const table = new Uint8Array(0x10000).fill(1)
  table.fill(0, 0, 0x21)
  table.fill(0, 0x7f, 0xa1)
  table.fill(0, 0x2000, 0x2010)
  table.fill(0, 0x2028, 0x2030)
  table.fill(0, 0x3000, 0xd7a4)
  for (const mark of ends) table[mark.charCodeAt(0)] = 0
  return table
}

const OPEN_VALUE = continues(ENDS)
const TOKEN_VALUE = continues(ENDS_TOKEN)

/** Where a pair ends and another begins: `;Database=`, `&user=`, `, port:`. */
const NEXT_PAIR = /^[;&,](?:$|\s|[A-Za-z][\w .-]{0,60}[=:])/

/** Calls that hand a value over under its name; in other calls the name is a value itself. */
const HANDS_OVER =
  /(?:^|[^\w])(?:\w{0,40}(?:set|put|add|define|env|get|opt|option|param|prop|property|with|fetch|lookup|read|load|config|header|field|attr|attribute|var|variable|insert|append|register|default|entry|pair|of|assign|store|bind|secret|credential|import)\w{0,20})\s?\(\s{0,20}[bru]?["'`]$|(?:^|[^\w\s])\s{0,20}[([{]\s{0,20}[bru]?["'`]$/i
/** A name in brackets after these is a class or a function being declared. */
const DECLARES = /\b(?:class|def|function|func|fn|new|if|while|return|switch)\s{1,3}[\w.$]{0,60}$/

/** A function of such a name takes the value itself: `setPassword(…)`, `.secret(…)`. */
const SETS =
  /^(?:[\w$]+\.)*_?(?:(?:set|with|put|add|use|configure|update|change|assign|encode)(?:[A-Z_]\w*)?|[Pp]assword|[Pp]asswd|[Pp]assphrase|[Ss]ecret|[Tt]oken|[Aa]pi_?[Kk]ey)$|^\.(?!get|is|has|check|verify|validate|split|parse|find|load|read|hash|test|match|compare|to[A-Z])[a-z]\w*$/

/** True when what stands before a name allows the link. */
function allows(link: AssignedValue['link'], text: string, start: number, at: number): boolean {
  const before = text.slice(Math.max(0, start - 80), start)
  if (link === 'tag') return /[<:]$/.test(before)
  if (link === 'adjacent') return /(?:#define[ \t]{1,4}|[{\s(]:)$/.test(before)
  if (link === 'flag') return before.endsWith('-') || text.charCodeAt(start) === 45
  if (link !== 'argument') return true
  if (text.charAt(at) !== '(') return HANDS_OVER.test(before)
  return !DECLARES.test(before) && SETS.test(text.slice(start, at))
}

/** True for one space or more and a letter that begins neither a type nor what markup calls a value. */
function isWordBehindSpace(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0x20) return false
  let i = at + 1
  while (text.charCodeAt(i) === 0x20) i++
  const letter = text.charCodeAt(i) | 0x20
  return letter >= 0x61 && letter <= 0x7a && !'cdstv'.includes(String.fromCharCode(letter))
}

/** True for links that begin with a mark, or with one of the words that `isWordBehindSpace` leaves out. */
const isMarked = (link: AssignedValue['link']): boolean =>
  link === 'assignment' || link === 'adjacent' || link === 'argument' || link === 'markup' || link === 'cell'

/**
 * Reads what the name between two offsets leads to.
 * `open` lets a bare value hold marks, as passwords do.
 */
export function readAssignment(
  text: string,
  start: number,
  at: number,
  open: boolean,
): AssignedValue | undefined {
  const isProse = isWordBehindSpace(text, at)
  for (const [link, pattern] of LINKS) {
    if (isProse && isMarked(link)) continue
    if (link === 'tag' && !'<:'.includes(text[start - 1] ?? ' ')) continue
    if (link === 'flag' && text[start - 1] !== '-' && text[start] !== '-') continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match || !allows(link, text, start, at)) continue
    const value = readValue(text, at + match[0].length, open)
    if (value && (link !== 'argument' || value.quoted)) return { ...value, link }
  }
  NEAR.lastIndex = at
  const near = NEAR.exec(text)?.[0]
  if (near === undefined || (open && !NEAR_ENOUGH.test(near))) return undefined
  const value = readValue(text, at + near.length, open)
  return value && { ...value, link: 'near' }
}

/** Reads a value at an offset: between quotes, or up to the next mark. */
export function readValue(
  text: string,
  from: number,
  open: boolean,
): Omit<AssignedValue, 'link'> | undefined {
  OPENING.lastIndex = from
  const opening = OPENING.exec(text)
  if (opening) {
    const mark = opening[1] ?? opening[0]
    const start = from + opening[0].length
    const close = CLOSERS[mark] ?? mark
    const window = text.slice(start, start + MAX_VALUE + close.length)
    const length = window.indexOf(close)
    if (length <= 0 || window.lastIndexOf('\n', length) >= 0) return undefined
    return { start, end: start + length, quoted: true }
  }
  const goesOn = open ? OPEN_VALUE : TOKEN_VALUE
  const limit = Math.min(text.length, from + MAX_VALUE)
  let end = from
  while (end < limit) {
    const code = text.charCodeAt(end)
    if (goesOn[code] === 0) break
    if (code === 92 && /[nrt"']/.test(text.charAt(end + 1))) break
    if (open && (code === 59 || code === 38 || code === 44) && NEXT_PAIR.test(text.slice(end, end + 66)))
      break
    end++
  }
  while (end > from && /[.,;:!?\\)]/.test(text.charAt(end - 1))) end--
  return end > from ? { start: from, end, quoted: false } : undefined
}
