import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import { both, type Localized } from '../../core/index.ts'
import { CallFailed, failCall, failure, wrongUse } from '../failures.ts'
import { parseRetryAfter } from './_retry-after.ts'
import type { SecretKey } from './secret-key.ts'

const MIB = 1024 * 1024

/** How to reach an endpoint. */
export interface HttpOptions {
  /** The base; a path is appended, its query is kept. */
  readonly url: string
  readonly key?: SecretKey
  /** The header that carries the key; `authorization` carries it as a bearer token. */
  readonly keyHeader?: string
  readonly headers?: Readonly<Record<string, string>>
  /** For one whole call, its body included, in milliseconds. */
  readonly timeoutMs?: number
  /** Largest body of a response, in bytes (CWE-770). */
  readonly maxBytes?: number
  /** Allows a key over unencrypted HTTP to another machine. */
  readonly allowPlainKey?: boolean
}

/** The beginning of a response; its body comes as text. */
export interface HttpReply {
  readonly status: number
  readonly isStream: boolean
  readonly retryAfterMs: number | undefined
  readonly chunks: AsyncIterable<string>
}

/** Posts JSON to one endpoint and nowhere else: redirects are refused. */
export interface HttpClient {
  /** Origin and path of the base, without query: names the endpoint. */
  readonly place: string
  readonly post: (path: string, body: unknown, signal: AbortSignal | undefined) => Promise<HttpReply>
  readonly scrub: (text: string) => string
  readonly close: () => void
}

/** Makes a client; throws E_USAGE for a URL that must not be used. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const base = checkUrl(options)
  const { timeoutMs = 600_000, maxBytes = 64 * MIB, key } = options
  const isSecure = base.protocol === 'https:'
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new PlainAgent({ keepAlive: true })
  const keyHeader = options.keyHeader ?? 'authorization'
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'accept-encoding': 'identity',
    'user-agent': 'plimsoll',
    ...options.headers,
  }
  if (key !== undefined)
    headers[keyHeader] = keyHeader === 'authorization' ? `Bearer ${key.reveal()}` : key.reveal()
  const root = base.pathname.replace(/\/+$/u, '')

  const post = (path: string, body: unknown, signal: AbortSignal | undefined) => {
    const payload = Buffer.from(JSON.stringify(body))
    const timeout = AbortSignal.timeout(timeoutMs)
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
    const explain = (error: unknown) => networkFailure(error, timeout.aborted, timeoutMs)
    return new Promise<HttpReply>((resolve, reject) => {
      const call = (isSecure ? secureRequest : plainRequest)(
        new URL(`${root}${path}${base.search}`, base),
        {
          method: 'POST',
          agent,
          signal: both,
          headers: { ...headers, 'content-length': payload.length },
        },
        response => {
          try {
            resolve(openReply(response, maxBytes, explain))
          } catch (error) {
            response.destroy()
            reject(error)
          }
        },
      )
      call.on('error', error => reject(explain(error)))
      call.end(payload)
    })
  }
  return {
    place: `${base.origin}${root}`,
    post,
    scrub: text => key?.scrub(text) ?? text,
    close: () => agent.destroy(),
  }
}

function openReply(
  response: IncomingMessage,
  maxBytes: number,
  explain: (error: unknown) => CallFailed,
): HttpReply {
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400)
    failCall(
      'redirected',
      both(
        `the endpoint redirects elsewhere (HTTP ${status}), which is refused`,
        `端点要求重定向（HTTP ${status}），已拒绝`,
      ),
      { httpStatus: status },
    )
  const encoding = response.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity' && encoding !== '')
    failCall(
      'malformed-response',
      both('the endpoint compresses its answer unasked', '端点未经请求便压缩了响应'),
    )
  const declared = Number(response.headers['content-length'] ?? 0)
  if (declared > maxBytes) tooLarge(maxBytes)
  return {
    status,
    isStream: /^text\/event-stream\b/iu.test(response.headers['content-type'] ?? ''),
    retryAfterMs: parseRetryAfter(response.headers, Date.now()),
    chunks: readText(response, maxBytes, explain),
  }
}

async function* readText(
  response: IncomingMessage,
  maxBytes: number,
  explain: (error: unknown) => CallFailed,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > maxBytes) tooLarge(maxBytes)
      yield decode(() => decoder.decode(chunk, { stream: true }))
    }
  } catch (error) {
    throw error instanceof CallFailed ? error : explain(error)
  } finally {
    response.destroy()
  }
  const rest = decode(() => decoder.decode())
  if (rest !== '') yield rest
}

function decode(read: () => string): string {
  try {
    return read()
  } catch {
    return failCall('malformed-response', both('the answer is not valid UTF-8', '响应不是有效的 UTF-8 文本'))
  }
}

const tooLarge = (maxBytes: number): never =>
  failCall('too-large', both(`the answer is larger than ${maxBytes} bytes`, `响应超过 ${maxBytes} 字节`))

/** Messages of the network layer may hold addresses; its codes do not. */
function networkFailure(error: unknown, timedOut: boolean, timeoutMs: number): CallFailed {
  if (timedOut) {
    const seconds = timeoutMs / 1000
    return new CallFailed(
      failure('timeout', both(`no whole answer within ${seconds} s`, `${seconds} 秒内未收到完整响应`)),
      error,
    )
  }
  const code = (error as { code?: string }).code ?? 'unknown'
  const reason: Localized =
    code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'HPE_INVALID_EOF_STATE'
      ? both('the connection broke before the answer was whole', '连接在响应完整之前中断')
      : both(`the endpoint cannot be reached (${code})`, `无法连接端点（${code}）`)
  return new CallFailed(failure('network', reason, { code }), error)
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u

function checkUrl({ url, key, allowPlainKey }: HttpOptions): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined
  if (base === undefined || !/^https?:$/u.test(base.protocol))
    throw wrongUse(
      both('the url of a model is not an http or https address', '模型的 url 不是 http 或 https 地址'),
      both('write it as http://127.0.0.1:8000/v1', '请写成 http://127.0.0.1:8000/v1 的形式'),
    )
  if (base.username !== '' || base.password !== '')
    throw wrongUse(
      both('the url of a model holds a password', '模型的 url 中含有密码'),
      both('name an environment variable or a key file instead', '请改为指定环境变量或密钥文件'),
    )
  if (key !== undefined && base.protocol === 'http:' && !LOOPBACK.test(base.hostname) && !allowPlainKey)
    throw wrongUse(
      both(`the key would go to ${base.host} unencrypted`, `密钥将以明文发送到 ${base.host}`),
      both(
        'use https, or set allowPlainKey on a network you trust',
        '请使用 https，或在可信网络中设置 allowPlainKey',
      ),
    )
  return base
}
