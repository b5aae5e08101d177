/** Facts about a text, gathered in one pass, that let a detector decide not to look. */
export interface TextSummary {
  readonly length: number
  /** Decimal digits, ASCII or full-width. */
  readonly digits: number
  /** True when the text holds `@` or its full-width form. */
  readonly at: boolean
  /** True when the text holds a character beyond U+007F. */
  readonly nonAscii: boolean
  /** True when the text holds a Han ideograph. */
  readonly han: boolean
  /** True when the text holds `:`. */
  readonly colon: boolean
  /** True when the text holds `.`. */
  readonly dot: boolean
}

/** Summarizes a text when the first fact is asked for. */
export function summarizeText(text: string): TextSummary {
  return new LazySummary(text)
}

class LazySummary implements TextSummary {
  readonly length: number
  readonly #text: string
  #facts: TextSummary | undefined

  constructor(text: string) {
    this.length = text.length
    this.#text = text
  }

  get digits(): number {
    return this.#read().digits
  }

  get at(): boolean {
    return this.#read().at
  }

  get nonAscii(): boolean {
    return this.#read().nonAscii
  }

  get han(): boolean {
    return this.#read().han
  }

  get colon(): boolean {
    return this.#read().colon
  }

  get dot(): boolean {
    return this.#read().dot
  }

  #read(): TextSummary {
    this.#facts ??= readFacts(this.#text)
    return this.#facts
  }
}

function readFacts(text: string): TextSummary {
  let digits = 0
  let at = false
  let nonAscii = false
  let han = false
  let colon = false
  let dot = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) digits++
      else if (code === 0x2e) dot = true
      else if (code === 0x3a) colon = true
      else if (code === 0x40) at = true
      continue
    }
    nonAscii = true
    if (code >= 0x3400 && code <= 0x9fff) han = true
    else if (code >= 0xff10 && code <= 0xff19) digits++
    else if (code === 0xff20) at = true
    else if (code === 0xff1a) colon = true
    else if (code >= 0xd840 && code <= 0xd88f) han = true
  }
  return { length: text.length, digits, at, nonAscii, han, colon, dot }
}
