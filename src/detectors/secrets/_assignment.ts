/** A value that a name leads to. */
export interface AssignedValue {
  readonly start: number
  readonly end: number
  /** How the name and the value are joined. */
  readonly link: 'assignment' | 'argument' | 'flag' | 'markup' | 'cell' | 'sentence'
  /** True between quotes; a bare value ends at white space or a mark. */
  readonly quoted: boolean
}

/** Longest value that is read, in UTF-16 units. */
const MAX_VALUE = 4096

const QUOTE = String.raw`(?:\\{0,3}["'\`]|&quot;|&#39;|&#34;|%22|[“”‘’「『])`
const TYPE = String.raw`(?:\s{0,3}:\s{0,3}[A-Za-z_][\w.<>[\]| ?]{0,40}?|\s{1,3}(?:string|str|text|varchar\(\d{1,4}\)))`

/** Sticky links between a name and its value, the longer first. */
const LINKS: readonly (readonly [AssignedValue['link'], RegExp])[] = [
  // "name": value · name := value · name => value · map["name"] = value · name: string = value
  [
    'assignment',
    new RegExp(
      String.raw`${QUOTE}?\]?\)?(?:${TYPE}(?=\s{0,20}=))?\s{0,20}(?:={1,3}>?|:{1,3}=|\?=|\+=|\|\|=|->|=>|:|：|＝|%3[Dd]|%3[Aa]|\\u003[Dd])[ \t]{0,20}(?:\\?\r?\n[ \t]{0,40}(?=["'\`]))?(?:[|>][+-]?\s{1,40})?`,
      'y',
    ),
  ],
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
  // <name>value</name> · <name type="x">value</name>
  ['markup', /(?:\s{1,3}[\w:-]{1,30}="[^"<>\n]{0,80}"){0,3}>\s{0,40}(?=[^\s<])/y],
  // --name value
  ['flag', /[ \t]{1,4}(?=[^\s-])/y],
  // | name | value |
  ['cell', /[`*_]{0,3}[ \t]{0,40}\|[ \t]{0,40}(?=[^\s|-])/y],
  // the name for the server is value · 密码是 value
  [
    'sentence',
    /["'”’」*_`]{0,3}(?:[ \t]{1,2}[\w.()-]{1,24}){0,6}[ \t]{0,2}(?:(?<=[ \t])(?:is|was|are|being|remains|equals|will be|set to|changed to|reset to)|[:：=])[ \t]{0,2}(?:now|still|currently|just|simply)?[ \t:]{0,3}(?:\r?\n[ \t]{0,8})?|["'”’」*_`]{0,3}[ \t]{0,2}(?:已|被|现在|目前|就|应该)?(?:是|为|改成|改为|设为|设置为|重置为|如下|：)[ \t:：]{0,3}(?:\r?\n[ \t]{0,8})?/y,
  ],
]

const OPENING =
  /(?:[bBrRuUfFLl@$]{0,2}(\\{0,3}["'`]|&quot;|&#39;|&#34;|%22|[“‘「『])|(?:\*\*|`{1,2}|[“‘「『]))/y
const CLOSERS: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '「': '」', '『': '』', '**': '**' }

/** Characters that end a value without quotes, besides white space. */
const BARE_END = /[\s"'`<>,;&|(){}[\]，。；、！？）】》」』”’]/
const BARE_PASSWORD_END = /[\s"'`<>，。；、！？）】》」』”’]/

/** Where a pair ends and another begins: `;Database=`, `&user=`, `, port:`. */
const NEXT_PAIR = /^[;&,](?:$|\s|[A-Za-z][\w .-]{0,30}[=:])/

/**
 * Reads what a name leads to. `at` is the end of the name in the text.
 * `flag` allows white space as a link; `open` lets a bare value hold marks, as passwords do.
 */
export function readAssignment(
  text: string,
  at: number,
  { flag, open }: { flag: boolean; open: boolean },
): AssignedValue | undefined {
  for (const [link, pattern] of LINKS) {
    if (link === 'flag' && !flag) continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) continue
    const value = readValue(text, at + match[0].length, open)
    if (value) return { ...value, link }
    if (link === 'assignment') return undefined
  }
  return undefined
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
    const end = text.indexOf(close, start)
    if (end < 0 || end === start || end - start > MAX_VALUE) return undefined
    const newline = text.indexOf('\n', start)
    if (newline >= 0 && newline < end) return undefined
    return { start, end, quoted: true }
  }
  const stop = open ? BARE_PASSWORD_END : BARE_END
  let end = from
  while (end < text.length && end - from < MAX_VALUE && !stop.test(text.charAt(end))) {
    if (text.startsWith('\\n', end) || text.startsWith('\\r', end) || text.startsWith('\\"', end)) break
    if (open && NEXT_PAIR.test(text.slice(end, end + 34))) break
    end++
  }
  while (end > from && /[.,;:!?\\)]/.test(text.charAt(end - 1))) end--
  return end > from ? { start: from, end, quoted: false } : undefined
}
