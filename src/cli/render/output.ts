import { PlimsollError } from '../../core/index.ts'
import type { CliContext } from '../context.ts'

/** Writes chunks to standard output, waiting whenever its buffer is full. */
export async function writeOut(
  context: CliContext,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const { stdout } = context.process
  for await (const chunk of chunks) {
    if (context.signal.aborted) throw new PlimsollError('E_ABORTED', 'stopped')
    if (!stdout.write(chunk)) await new Promise<void>(resume => stdout.once('drain', resume))
  }
}

/** Text chunks as bytes, gathered to a size worth writing. */
export async function* encodeChunks(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let gathered = ''
  for await (const chunk of chunks) {
    gathered += chunk
    if (gathered.length < 1 << 16) continue
    yield encoder.encode(gathered)
    gathered = ''
  }
  if (gathered) yield encoder.encode(gathered)
}
