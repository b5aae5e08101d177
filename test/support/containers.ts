import { readFileSync } from 'node:fs'
import type { FieldEdit, Sample, SampleDecision } from '../../src/core/index.ts'
import type { Limits, ReadEvent, RewriteEvent } from '../../src/io/contract.ts'
import type { Format } from '../../src/io/format.ts'
import { DEFAULT_LIMITS } from '../../src/io/limits.ts'
import { memorySource } from './memory-source.ts'

const KEEP: SampleDecision = { action: 'keep' }

/** The bytes of a file under `test/fixtures`. */
export const fixture = (path: string): Buffer => readFileSync(new URL(`../fixtures/${path}`, import.meta.url))

/** Everything that a format reads from some bytes. */
export async function readAll(
  format: Format,
  content: Uint8Array,
  limits: Partial<Limits> = {},
): Promise<ReadEvent[]> {
  const events: ReadEvent[] = []
  const options = { encoding: 'utf-8', limits: { ...DEFAULT_LIMITS, ...limits } }
  for await (const event of format.read(memorySource(content, 'file'), options)) events.push(event)
  return events
}

/** The samples among the events. */
export const samplesOf = (events: readonly ReadEvent[]): Sample[] =>
  events.flatMap(event => (event.type === 'sample' ? [event.sample] : []))

/** Fields of a sample as an object. */
export const textsOf = (sample: Sample | undefined): Record<string, string> =>
  Object.fromEntries((sample?.fields ?? []).map(({ name, text }) => [name, text]))

/** Rewrites some bytes in memory. */
export async function rewriteAll(
  format: Format,
  content: Uint8Array,
  decide: (event: RewriteEvent) => SampleDecision | Promise<SampleDecision>,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  const options = { encoding: 'utf-8', limits: DEFAULT_LIMITS }
  for await (const chunk of format.rewrite?.(memorySource(content, 'file'), options, decide) ?? []) {
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}

/** Replaces a text wherever a field holds it. */
export const replacing =
  (wanted: string | RegExp, replacement: string) =>
  (event: RewriteEvent): SampleDecision => {
    if (event.type !== 'sample') return KEEP
    const pattern =
      typeof wanted === 'string' ? new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'g') : wanted
    const edits = event.sample.fields.flatMap(({ name, text }) =>
      [...text.matchAll(pattern)].map(
        (match): FieldEdit => ({
          field: name,
          start: match.index,
          end: match.index + match[0].length,
          replacement,
          type: 'test',
        }),
      ),
    )
    return edits.length === 0 ? KEEP : { action: 'edit', edits }
  }

/** Drops samples in which a text stands. */
export const dropping =
  (wanted: string) =>
  (event: RewriteEvent): SampleDecision =>
    event.type === 'sample' && event.sample.fields.some(({ text }) => text.includes(wanted))
      ? { action: 'drop', reason: { en: 'test', 'zh-CN': '测试' }, type: 'test' }
      : KEEP

/** Bytes with one random change: a flipped bit, a cut, a doubled or zeroed stretch. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  const at = Math.floor(random() * bytes.length)
  const length = 1 + Math.floor(random() * 64)
  switch (Math.floor(random() * 4)) {
    case 0:
      return bytes.subarray(0, at)
    case 1: {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] as number) ^ (1 << Math.floor(random() * 8))
      return changed
    }
    case 2:
      return Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)])
    default: {
      const changed = Buffer.from(bytes)
      changed.fill(random() < 0.5 ? 0 : 0xff, at, Math.min(bytes.length, at + length))
      return changed
    }
  }
}
