import { type LiteralHit, type LiteralScanner, literalScanner } from './_literal-scan.ts'
import { NAME_LITERALS } from './_named-literals.ts'
import { providerIndex } from './_provider-index.ts'

/** What the detectors of this family look for, by detector. */
const GROUPS = {
  keys: () => providerIndex().literals,
  names: () => NAME_LITERALS,
  headers: () => ['authorization', 'bearer '],
  commands: () => [
    'curl',
    'wget',
    'sshpass',
    'mysql',
    'redis-cli',
    'docker',
    'mongo',
    'ldap',
    'openssl',
    'smbclient',
    '7z ',
    'sqlcmd',
    'impala',
  ],
  fetches: () => ['curl', 'wget'],
  tokens: () => ['eyj', 'zxlk'],
  blocks: () => ['private key', 'putty-user-key', 'ls0tls1crudjti', '"kty"', '<rsakeyvalue'],
  connections: () => [
    '://',
    'password',
    'pwd',
    'passphrase',
    'key=',
    'key =',
    'secret=',
    'sig=',
    'jdbc:oracle',
  ],
  files: () => ['login', '"auth', '_auth', '_password', ':543', ':*:', 'data:'],
} as const

export type LiteralGroup = keyof typeof GROUPS

const GROUP_NAMES = Object.keys(GROUPS) as LiteralGroup[]

interface FamilyScanner {
  readonly scanner: LiteralScanner
  /** The group of each literal, as an index of `GROUP_NAMES`. */
  readonly groupOf: Uint8Array
  /** Index of the first literal of each group. */
  readonly first: Readonly<Record<LiteralGroup, number>>
}

let family: FamilyScanner | undefined

function familyScanner(): FamilyScanner {
  if (family) return family
  const all: string[] = []
  const groups: number[] = []
  const first = {} as Record<LiteralGroup, number>
  GROUP_NAMES.forEach((group, index) => {
    first[group] = all.length
    for (const literal of GROUPS[group]()) {
      all.push(literal)
      groups.push(index)
    }
  })
  family = { scanner: literalScanner(all), groupOf: Uint8Array.from(groups), first }
  return family
}

/** Largest text whose hits are kept for the next detector, in UTF-16 units. */
const LARGEST_KEPT = 1_000_000

let keptText: string | undefined
let kept: LiteralHit[][] = []

/**
 * The literals of one group in a text, in order of their ends. All detectors of the family share one pass: the hits of
 * the text seen last are kept, which changes no result.
 */
export function literalHits(text: string, group: LiteralGroup): Iterable<LiteralHit> {
  if (text.length > LARGEST_KEPT) return hitsOfLargeText(text, group)
  if (text !== keptText) {
    const { scanner, groupOf, first } = familyScanner()
    kept = GROUP_NAMES.map(() => [])
    keptText = text
    scanner.collect(text, ({ literal, start, end }) => {
      const index = groupOf[literal] as number
      const from = first[GROUP_NAMES[index] as LiteralGroup]
      ;(kept[index] as LiteralHit[]).push({ literal: literal - from, start, end })
    })
  }
  return kept[GROUP_NAMES.indexOf(group)] as LiteralHit[]
}

/** True when any literal of a group is in a text. */
export function hasLiteral(text: string, group: LiteralGroup): boolean {
  for (const _ of literalHits(text, group)) return true
  return false
}

function* hitsOfLargeText(text: string, group: LiteralGroup): Generator<LiteralHit, void, undefined> {
  const { scanner, groupOf, first } = familyScanner()
  const index = GROUP_NAMES.indexOf(group)
  for (const { literal, start, end } of scanner.scan(text)) {
    if (groupOf[literal] === index) yield { literal: literal - first[group], start, end }
  }
}
