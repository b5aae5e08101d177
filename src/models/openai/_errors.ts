import { type BlockedByProvider, both, type ModelErrorKind, type ModelFailure } from '../../core/index.ts'
import { failure } from '../failures.ts'
import type { HttpReply } from '../http/http-client.ts'
import { asList, asObject, asText, type JsonObject, parseJson } from '../json-value.ts'
import type { BlockSigns } from '../providers/provider.ts'

/** The parts of an error body that say what happened; the message is only matched, never shown. */
interface ErrorParts {
  readonly codes: readonly string[]
  readonly message: string
  readonly body: JsonObject
}

/** What an error response means: a block by the provider, or a failure. */
export async function readErrorReply(
  reply: HttpReply,
  signs: BlockSigns,
  scrub: (text: string) => string,
): Promise<BlockedByProvider | ModelFailure> {
  let text = ''
  for await (const chunk of reply.chunks) if (text.length < 65_536) text += chunk
  const body = asObject(parseJson(scrub(text))) ?? {}
  return errorOutcome(body, reply.status, signs, reply.retryAfterMs)
}

/** What an error body means, with its HTTP status or, inside a stream, 0. */
export function errorOutcome(
  body: JsonObject,
  status: number,
  signs: BlockSigns,
  retryAfterMs?: number,
): BlockedByProvider | ModelFailure {
  const parts = errorParts(body)
  const sign = blockSign(parts, signs)
  if (sign !== undefined) return blocked(sign, whereOf(parts))
  const kind = errorKind(status, parts.codes)
  const code = parts.codes.find(each => PLAIN_CODE.test(each))
  const shown = code === undefined ? '' : `, ${code}`
  const reason =
    status > 0
      ? both(`the endpoint answered HTTP ${status}${shown}`, `端点返回 HTTP ${status}${shown}`)
      : both(
          `the endpoint reported an error${code === undefined ? '' : ` (${code})`}`,
          `端点报告错误${code === undefined ? '' : `（${code}）`}`,
        )
  return failure(kind, reason, {
    ...(status > 0 ? { httpStatus: status } : {}),
    ...(code === undefined ? {} : { code }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** True when a body that came as a success is an error all the same. */
export const isErrorBody = (body: JsonObject): boolean =>
  body['choices'] === undefined &&
  body['output'] === undefined &&
  body['data'] === undefined &&
  (asObject(body['error']) !== undefined ||
    asText(body['error']) !== undefined ||
    body['error_code'] !== undefined ||
    (body['code'] !== undefined && body['message'] !== undefined))

/** A block with nothing generated. */
export const blocked = (
  code: string,
  where: BlockedByProvider['where'],
  more: Partial<Pick<BlockedByProvider, 'text' | 'usage'>> = {},
): BlockedByProvider => ({
  status: 'blocked-by-provider',
  where,
  code,
  text: '',
  usage: { inputTokens: 0, outputTokens: 0, estimated: true },
  ...more,
})

const PLAIN_CODE = /^[\w.-]{1,64}$/u

function errorParts(body: JsonObject): ErrorParts {
  const error = asObject(body['error']) ?? {}
  const inner = asObject(error['innererror'])
  const values = [
    inner?.['code'],
    error['code'],
    error['type'],
    body['code'],
    body['error_code'],
    body['type'] === 'error' ? undefined : body['type'],
  ]
  const codes = values
    .filter(each => typeof each === 'string' || typeof each === 'number')
    .map(String)
    .filter(each => each !== '')
  const message =
    asText(error['message']) ??
    asText(body['error']) ??
    asText(body['message']) ??
    asText(body['error_msg']) ??
    asText(body['detail']) ??
    ''
  return { codes, message, body }
}

function blockSign({ codes, message, body }: ErrorParts, signs: BlockSigns): string | undefined {
  const known = codes.find(
    code => signs.codes?.includes(code) || signs.codePrefixes?.some(each => code.startsWith(each)),
  )
  if (known !== undefined) return known
  const phrase = signs.phrases?.find(each => message.includes(each))
  if (phrase !== undefined) return phrase
  return asList(body['contentFilter']).length > 0 ? 'contentFilter' : undefined
}

/** Which side the filter looked at: by role in the body, else by the words of code and message. */
function whereOf({ codes, message, body }: ErrorParts): BlockedByProvider['where'] {
  const role = asText(asObject(asList(body['contentFilter'])[0])?.['role'])
  if (role !== undefined) return role === 'assistant' ? 'output' : 'input'
  if (codes.includes('ResponsibleAIPolicyViolation')) return 'input'
  const text = `${codes.join(' ')} ${message.slice(0, 512)}`
  const input = /\b(?:input|prompt)/iu.test(text)
  const output = /\boutput/iu.test(text)
  if (input === output) return 'unknown'
  return input ? 'input' : 'output'
}

function errorKind(status: number, codes: readonly string[]): ModelErrorKind {
  const has = (pattern: RegExp) => codes.some(code => pattern.test(code))
  if (has(/insufficient_(?:user_)?quota|Arrearage|AccountOverdue|exceeded_current_quota|^1113$|billing/iu))
    return 'quota'
  if (status === 401 || status === 403) return 'authentication'
  if (status === 402) return 'quota'
  if (status === 404) return 'not-found'
  if (status === 413) return 'too-large'
  if (status === 408 || status === 425 || status === 429) return 'rate-limited'
  if (status >= 500) return 'overloaded'
  if (status > 0) return has(/rate_?limit|throttl/iu) ? 'rate-limited' : 'bad-request'
  if (has(/overload|server_error|internal|unavailable/iu)) return 'overloaded'
  if (has(/rate_?limit|throttl/iu)) return 'rate-limited'
  if (has(/auth|api_key/iu)) return 'authentication'
  return 'bad-request'
}
