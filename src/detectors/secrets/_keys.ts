import { both, type Move, type Signal } from '../../core/index.ts'
import { looksRandom, moveIf, randomMove, sequenceMove, trialMove, weigh } from './_judge.ts'
import { placeholderReason } from './_placeholder.ts'
import type { CompiledKey } from './_provider-index.ts'
import { KEY_KINDS, type KeyRow } from './_providers/_row.ts'
import { randomEvidence } from './_randomness.ts'
import { isCutShort, lineAround, startsCleanly } from './_text.ts'

/** A key where it stands. */
export interface FoundKey {
  readonly key: CompiledKey
  /** The whole shape, of which the secret may be a part. */
  readonly start: number
  readonly end: number
  readonly secretStart: number
  readonly secretEnd: number
}

/** Tries a shape at an offset. */
export function matchKey(text: string, key: CompiledKey, start: number): FoundKey | undefined {
  const { pattern, written, before } = key.shape
  if (start < 0 || !text.startsWith(written, start + before) || !startsCleanly(text, start)) return undefined
  pattern.lastIndex = start
  const match = pattern.exec(text)
  if (!match) return undefined
  const end = start + match[0].length
  const secret = match[1]
  if (secret === undefined) return { key, start, end, secretStart: start, secretEnd: end }
  const secretStart = start + match[0].lastIndexOf(secret)
  return { key, start, end, secretStart, secretEnd: secretStart + secret.length }
}

/** Names of files that bundlers and sites make of a word and a digest. */
const FILE_AFTER =
  /^\.(?:png|jpe?g|gif|svg|webp|ico|css|m?js|mjs|map|html?|json|woff2?|ttf|mp[34]|pdf|zip|xml|whl)\b/i
/** A run of base64 long enough to be data, in which any literal turns up by chance. */
const BLOB = /[A-Za-z0-9+/]{24,}$/
/** No path has a run of letters, digits and slashes as long as this. */
const LONG_RUN = 60

/** True when the key is part of a file name or of encoded data. */
function isEmbedded(text: string, start: number, end: number): boolean {
  if (FILE_AFTER.test(text.slice(end, end + 8))) return true
  const before = text.charCodeAt(start - 1)
  if (before === 47) {
    const run = text.slice(Math.max(0, start - 80), start).match(BLOB)?.[0]
    if (run !== undefined && (run.length >= LONG_RUN || (/\d/.test(run) && randomEvidence(run) > 1)))
      return true
  }
  return text.charCodeAt(end) === 43 || isCutShort(text, end)
}

const TYPE_OF = (row: KeyRow): string =>
  row.sandbox
    ? 'provider-test-key'
    : row.kind === 'webhook'
      ? 'webhook'
      : row.kind === 'client-id'
        ? 'client-identifier'
        : 'provider-key'

/** Least bits a character by which dice must explain a key, by how telling its own literal is. */
const leastEvidence = (anchor: string): number => (anchor.length < 5 ? 0.3 : anchor.length < 7 ? 0 : -0.8)

/** Judges a found key; undefined for samples, words, file names and pieces of data. */
export function signalOf(
  text: string,
  found: FoundKey,
  base: number,
  extra: readonly (Move | undefined)[],
): Signal | undefined {
  const { row, provider, shape } = found.key
  const token = text.slice(found.start, found.end)
  const secret = text.slice(found.secretStart, found.secretEnd)
  if (isEmbedded(text, found.start, found.end)) return undefined
  const checked = row.check?.(token)
  const body =
    found.secretStart > found.start
      ? secret
      : token.slice(shape.before + shape.anchor.length).replace(/^[^A-Za-z0-9]+/, '')
  if (checked !== true && (placeholderReason(secret) ?? (body.length >= 12 && placeholderReason(body))))
    return undefined
  const generic = row.names === 'needs'
  if (!row.plain && !isUuidShape(row) && body.length >= 10) {
    if (generic ? !looksRandom(secret, 0.8) : randomEvidence(body) < leastEvidence(shape.anchor))
      return undefined
  }
  const { score, moves } = weigh(base, [
    ...extra,
    moveIf(checked === true, 0.1, 'the checksum agrees', '校验和正确'),
    moveIf(checked === false, -0.2, 'the checksum does not agree', '校验和不符'),
    generic ? randomMove(secret) : undefined,
    row.plain ? undefined : sequenceMove(body),
    trialMove(lineAround(text, found.start, found.end, 120)),
  ])
  const kind = KEY_KINDS[row.kind]
  return {
    start: found.secretStart,
    end: found.secretEnd,
    type: TYPE_OF(row),
    score,
    reason: both(`${provider.title}: ${kind.en}`, `${provider.title}：${kind['zh-CN']}`),
    ...(moves.length > 0 && { moves }),
  }
}

const isUuidShape = (row: KeyRow): boolean => row.shape.includes('{uuid}')
