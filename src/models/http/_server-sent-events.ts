import { both } from '../../core/index.ts'
import { failCall } from '../failures.ts'

/** Longest event, in characters (CWE-770). */
const MAX_EVENT = 16 * 1024 * 1024

/** One event of a stream: its type, empty when not given, and its data. */
export interface ServerSentEvent {
  readonly event: string
  readonly data: string
}

/**
 * Reads an event stream. Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream;
 * unlike there, a last event without a blank line after it counts, as some servers end so.
 */
export async function* readServerSentEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let event = ''
  let data: string[] = []
  let size = 0
  for await (const line of splitLines(chunks)) {
    if (line === '') {
      if (data.length > 0) yield { event, data: data.join('\n') }
      event = ''
      data = []
      size = 0
      continue
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'event') event = value
    else if (field === 'data') {
      size += value.length
      if (size > MAX_EVENT) tooLong()
      data.push(value)
    }
  }
  if (data.length > 0) yield { event, data: data.join('\n') }
}

/** Lines that end with CR LF, LF or CR, wherever the chunks are cut. */
async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held: string[] = []
  let heldSize = 0
  let afterReturn = false
  for await (const chunk of chunks) {
    let start = 0
    if (afterReturn && chunk[0] === '\n') start = 1
    if (chunk !== '') afterReturn = false
    for (const { index, 0: end } of chunk.matchAll(/\r\n|\r|\n/g)) {
      if (index < start) continue
      held.push(chunk.slice(start, index))
      yield held.join('')
      held = []
      heldSize = 0
      start = index + end.length
      afterReturn = end === '\r' && start === chunk.length
    }
    if (start < chunk.length) {
      held.push(chunk.slice(start))
      heldSize += chunk.length - start
      if (heldSize > MAX_EVENT) tooLong()
    }
  }
  if (held.length > 0) yield held.join('')
}

const tooLong = (): never =>
  failCall(
    'too-large',
    both(
      `an event of the stream is longer than ${MAX_EVENT} characters`,
      `流中的一个事件超过 ${MAX_EVENT} 个字符`,
    ),
  )
