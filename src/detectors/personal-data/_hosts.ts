import { parse } from 'tldts'
import type { DetectInput } from '../../core/index.ts'
import { scanOf } from '../_scan.ts'

/** RFC 1035 §2.3.4 */
const MAX_HOST = 253
const MAX_LABEL = 63

/** Names that never reach the public root: RFC 2606, RFC 6761, RFC 8375 and common use inside companies. */
const LOCAL_SUFFIX = /\.(?:test|example|invalid|localhost|local|lan|internal|intranet|corp|home\.arpa)$/iu

/** What stands behind a host name. */
export type HostKind = 'public' | 'local'

/** Most last labels whose answer is kept. */
const MAX_KNOWN = 4096
const known = new Map<string, boolean>()

/** True for a top-level domain; in prose nearly every last label is a word that was asked about before. */
function isKnownSuffix(label: string): boolean {
  let answer = known.get(label)
  if (answer === undefined) {
    answer =
      parse(`a.${label.toLowerCase()}`, { extractHostname: false, validateHostname: false }).isIcann === true
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(label, answer)
  }
  return answer
}

/** Says whether a name is a registrable host under a known suffix; undefined when it is none. */
export function hostKind(host: string): HostKind | undefined {
  const labels = host.split('.')
  if (host.length > MAX_HOST || labels.length < 2) return undefined
  if (
    labels.some(
      each => each.length === 0 || each.length > MAX_LABEL || each.startsWith('-') || each.endsWith('-'),
    )
  ) {
    return undefined
  }
  if (LOCAL_SUFFIX.test(host)) return 'local'
  if (!isKnownSuffix(labels[labels.length - 1] as string)) return undefined
  const { isIcann, domain } = parse(host.toLowerCase(), { extractHostname: false, validateHostname: false })
  return isIcann && domain ? 'public' : undefined
}

/**
 * Cuts labels from the end until a registrable host is left: `example.com.Next` is `example.com`.
 * @returns the host, or an empty string.
 */
export function trimToHost(name: string): string {
  let host = name.replace(/[.-]+$/u, '')
  for (let i = 0; i < 8 && host.includes('.'); i++) {
    const cut = host.slice(0, host.lastIndexOf('.'))
    const last = host.slice(cut.length + 1)
    const startsSentence =
      /^\p{Lu}\p{Ll}*$/u.test(last) && /\p{Ll}$/u.test(cut) && hostKind(cut) !== undefined
    if (hostKind(host) && !startsSentence) return host
    host = cut.replace(/-+$/u, '')
  }
  return ''
}

/** A host name written without a scheme. */
export interface BareHost {
  readonly start: number
  readonly end: number
  readonly host: string
}

const hostsOf = new WeakMap<DetectInput, readonly BareHost[]>()

/** Finds names of the form `label.label` under a public suffix that stand alone: not in an address, a path or code. */
export function bareHosts(input: DetectInput): readonly BareHost[] {
  let hosts = hostsOf.get(input)
  if (!hosts) {
    const scan = scanOf(input)
    const { dots } = scan.facts.look
    hosts = dots.length === 0 ? [] : findBareHosts(scan.text, dots)
    hostsOf.set(input, hosts)
  }
  return hosts
}

const isAlphanumeric = (code: number) =>
  (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a)
const isHostCharacter = (code: number) => isAlphanumeric(code) || code === 0x2d || code === 0x2e

/** What glues a name to an address, a path, a member access or an identifier. */
const GLUE_BEFORE = /[\p{L}\p{N}@/\\_.$%&~#-]$/u
const GLUE_AFTER = /^[\p{Script=Latin}\p{N}@(_\\[$]/u

const isCapital = (code: number) => code >= 0x41 && code <= 0x5a

function findBareHosts(text: string, dots: Int32Array): BareHost[] {
  const hosts: BareHost[] = []
  let floor = 0
  for (const dot of dots) {
    if (dot < floor) continue
    let start = dot
    while (start > floor && dot - start <= MAX_LABEL && isHostCharacter(text.charCodeAt(start - 1))) start--
    let end = dot + 1
    let letters = 0
    while (end < text.length && end - dot <= MAX_HOST && isHostCharacter(text.charCodeAt(end))) {
      if (text.charCodeAt(end) > 0x40) letters++
      end++
    }
    floor = end
    if (letters < 2) continue
    const before = text.slice(Math.max(0, start - 1), start)
    if (GLUE_BEFORE.test(before) && !/\p{Script=Han}$/u.test(before)) continue
    // `end.It`: a new sentence after a missing space, by far the commonest name in prose.
    if (
      isCapital(text.charCodeAt(dot + 1)) &&
      !isCapital(text.charCodeAt(dot - 1)) &&
      text.indexOf('.', dot + 1) >= end - 1
    )
      continue
    const host = trimToHost(text.slice(start, end))
    const after = text.slice(start + host.length, start + host.length + 1)
    if (host === '' || GLUE_AFTER.test(after)) continue
    hosts.push({ start, end: start + host.length, host })
  }
  return hosts
}
