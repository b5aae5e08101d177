import type { DetectInput } from '../../core/index.ts'

/** A URL with a scheme: where it stands, and where its authority (user information, host, port) stands. */
export interface FoundUrl {
  readonly start: number
  readonly end: number
  readonly scheme: string
  readonly authority: readonly [start: number, end: number]
}

/** Longest URL that is read; a longer one is cut. */
const MAX_URL = 2048

/** Ends a URL in running text: RFC 3986 is ASCII; letters outside East Asia are let in, as browsers show them. */
const STOP = /[\s<>"`{}|\\^\u2018-\u201f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]/u

const urls = new WeakMap<DetectInput, readonly FoundUrl[]>()

/** Finds every `scheme://…` of a text; detectors that are given the same input object share the result. */
export function urlsOf(input: DetectInput): readonly FoundUrl[] {
  let found = urls.get(input)
  if (!found) {
    found = findUrls(input.text)
    urls.set(input, found)
  }
  return found
}

function findUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = []
  let floor = 0
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    if (at < floor) continue
    const scheme = text.slice(Math.max(floor, at - 24), at).match(/(?<![a-z\d])[a-z][a-z\d+.-]{1,23}$/iu)?.[0]
    if (!scheme) continue
    const start = at - scheme.length
    const end = urlEnd(text, at + 3)
    const authority = text.slice(at + 3, end).match(/^[^/?#]*/u)?.[0] ?? ''
    if (!/[\p{L}\p{N}]/u.test(authority) && !/^\/\p{L}/u.test(text.slice(at + 3, end))) continue
    found.push({ start, end, scheme, authority: [at + 3, at + 3 + authority.length] })
    floor = end
  }
  return found
}

/** Where a URL ends that goes on from `from`: punctuation that closes the sentence around it is not part of it. */
export function urlEnd(text: string, from: number): number {
  const rest = text.slice(from, from + MAX_URL)
  const stop = rest.search(STOP)
  let end = stop < 0 ? rest.length : stop
  while (end > 0) {
    const last = rest[end - 1] as string
    if (last === ')' || last === ']') {
      const inside = rest.slice(0, end)
      const open = last === ')' ? '(' : '['
      if (inside.split(open).length >= inside.split(last).length) break
    } else if (!/[.,;:!?'*~_…]/u.test(last)) break
    end--
  }
  return from + end
}
