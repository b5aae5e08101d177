import type { ReadEvent } from '../contract.ts'
import type { Format, FormatOptions, Source } from '../format.ts'
import { RowReader } from './_row-reader.ts'
import { RowWriter } from './_row-writer.ts'
import type { RowGrammar, RowPrefix } from './row-grammar.ts'
import { type CutSettings, rowPieces } from './row-pieces.ts'

/** How much a grammar usually sees before it reads. */
const PREFIX_BYTES = 64 * 1024
/** Output is given in pieces of at least this size. */
const OUTPUT_BYTES = 256 * 1024

/** What a format of rows says about itself. */
export interface RowFormat
  extends Pick<Format, 'name' | 'extensions' | 'kind' | 'sniff' | 'isNeverCertain' | 'cutsAtLineFeeds'> {
  readonly prefixBytes?: number
  readonly begin: (prefix: RowPrefix) => RowGrammar
}

/** Makes a format of a grammar: everything that formats of rows have in common. */
export function rowFormat(definition: RowFormat): Format {
  const { prefixBytes = PREFIX_BYTES, begin, ...rest } = definition
  const settings = (skipGaps: boolean): CutSettings => ({ prefixBytes, begin, skipGaps })
  return {
    ...rest,
    content: 'text',
    async *read(source, options) {
      for await (const events of readBatches(source, options, settings(true))) yield* events
    },
    readBatches: (source, options) => readBatches(source, options, settings(true)),
    async *rewrite(source, options, decide) {
      const writer = new RowWriter(decide, new RowReader(source, options))
      for await (const batch of rowPieces(source, options, settings(false))) {
        for (const piece of batch.pieces) {
          const decided = writer.write(piece, batch)
          if (decided !== undefined) await decided
          if (writer.pending >= OUTPUT_BYTES) yield writer.take()
        }
      }
      if (writer.pending > 0) yield writer.take()
    },
  }
}

async function* readBatches(
  source: Source,
  options: FormatOptions,
  settings: CutSettings,
): AsyncGenerator<readonly ReadEvent[]> {
  const reader = new RowReader(source, options)
  for await (const batch of rowPieces(source, options, settings)) {
    const events: ReadEvent[] = []
    for (const piece of batch.pieces) {
      const event = reader.event(piece, batch)
      if (event !== undefined) events.push(event)
    }
    if (events.length > 0) yield events
  }
}
