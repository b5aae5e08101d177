/** How the value of a JSON file is made into rows. */
export type JsonPlan =
  /** The whole value is one row. */
  | { readonly shape: 'single' }
  /** An object around lists of rows; its other members are rows of their own where they hold text. */
  | { readonly shape: 'envelope'; readonly lists: ReadonlySet<string> }
  /** An object whose members are rows, each under its own key. */
  | { readonly shape: 'records' }

/** Members that hold the turns of one conversation, or parts of one sample, never a list of samples. */
const PARTS =
  /^(?:messages?|conversations?|dialog(?:ue)?s?|turns?|chats?|history|tools?|functions?|tool_calls|choices|options|spans?|entities|annotations?|labels?|features?|columns?|fields?)$/iu
/** Members that hold the samples of a data set. */
const LISTS =
  /^(?:data|datas?et|rows?|examples?|samples?|items?|records?|documents?|docs?|articles?|entries|instances?|results?|questions?|train(?:ing)?|test|valid(?:ation)?|dev|corpus|list)$/iu

/** Share of an object's bytes from which a list is what the object is for. */
const MAIN_SHARE = 0.8

export const isPart = (key: string): boolean => PARTS.test(key)
export const isList = (key: string): boolean => LISTS.test(key)

/** One member of the object, as far as the prefix shows it. */
interface Member {
  readonly key: string
  readonly bytes: number
  /** The first byte of the value, and of the first item if the value is a list. */
  readonly opens: number
  readonly itemOpens: number
  /** True when the prefix ends inside the value. */
  readonly isOpen: boolean
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const LEFT_BRACKET = 0x5b
const LEFT_BRACE = 0x7b

/** Decides how to read an object from its beginning (an outline that starts at the brace). */
export function planObject(outline: Uint8Array, complete: boolean): JsonPlan {
  const members = [...topMembers(outline)]
  const lists = members.filter(
    member =>
      member.opens === LEFT_BRACKET &&
      (member.itemOpens === LEFT_BRACE || (member.itemOpens === LEFT_BRACKET && isList(member.key))) &&
      !isPart(member.key) &&
      (isList(member.key) || member.isOpen || member.bytes >= MAIN_SHARE * outline.length),
  )
  if (lists.length > 0) return { shape: 'envelope', lists: new Set(lists.map(each => each.key)) }
  if (areRecords(members)) return { shape: 'records' }
  return complete ? { shape: 'single' } : { shape: 'envelope', lists: new Set() }
}

/** Objects under keys that are no words of a schema: all values are objects, and there are many. */
function areRecords(members: readonly Member[]): boolean {
  const whole = members.filter(member => !member.isOpen)
  return whole.length >= 3 && members.every(member => member.opens === LEFT_BRACE && !isPart(member.key))
}

function* topMembers(outline: Uint8Array): Generator<Member> {
  let at = skipBlanks(outline, 1)
  while (outline[at] === QUOTE) {
    const start = at
    const keyEnd = stringEnd(outline, at)
    const key = Buffer.from(outline.subarray(at + 1, keyEnd)).toString('latin1')
    at = skipBlanks(outline, keyEnd + 1)
    if (outline[at] !== 0x3a) return
    at = skipBlanks(outline, at + 1)
    const opens = outline[at] ?? 0
    const itemOpens = opens === LEFT_BRACKET ? (outline[skipBlanks(outline, at + 1)] ?? 0) : 0
    const end = valueEnd(outline, at)
    yield {
      key,
      bytes: Math.min(end, outline.length) - start,
      opens,
      itemOpens,
      isOpen: end >= outline.length,
    }
    at = skipBlanks(outline, end)
    if (outline[at] !== 0x2c) return
    at = skipBlanks(outline, at + 1)
  }
}

function skipBlanks(outline: Uint8Array, from: number): number {
  let at = from
  while (at < outline.length && (outline[at] as number) <= 32) at++
  return at
}

/** The index of the closing quote, or the outline's length. */
function stringEnd(outline: Uint8Array, from: number): number {
  let at = from + 1
  while (at < outline.length && outline[at] !== QUOTE) at += outline[at] === BACKSLASH ? 2 : 1
  return Math.min(at, outline.length)
}

function valueEnd(outline: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; at < outline.length; at++) {
    const byte = outline[at] as number
    if (byte === QUOTE) {
      at = stringEnd(outline, at)
      if (depth === 0) return at + 1
    } else if (byte === LEFT_BRACE || byte === LEFT_BRACKET) depth++
    else if (byte === 0x7d || byte === 0x5d) {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (depth === 0 && byte === 0x2c) return at
  }
  return outline.length
}
