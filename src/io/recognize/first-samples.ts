import type { Format, FormatOptions, Source } from '../format.ts'
import type { FirstSample } from './recognize-kind.ts'

/** Samples that recognition looks at, and rows that it goes through for them. */
const SAMPLES = 32
const ROWS = 200
const RAW_BYTES = 64 * 1024

/** Thrown by the decision below to stop reading; never seen outside. */
class Enough extends Error {}

/** Reads the first samples of a file. A break in them is no error here: reading will meet it again. */
export async function firstSamples(
  format: Format,
  source: Source,
  options: FormatOptions,
): Promise<{ samples: readonly FirstSample[]; isWhole: boolean }> {
  const samples: FirstSample[] = []
  let rows = 0
  const isEnough = () => ++rows >= ROWS || samples.length >= SAMPLES
  try {
    if (format.rewrite === undefined) {
      for await (const event of format.read(source, options)) {
        if (event.type === 'sample') samples.push({ fields: event.sample.fields })
        if (isEnough()) return { samples, isWhole: false }
      }
    } else {
      const rewritten = format.rewrite(source, options, event => {
        if (event.type === 'sample') {
          const raw = Buffer.from(event.raw.subarray(0, RAW_BYTES)).toString('latin1')
          samples.push({ fields: event.sample.fields, raw })
        }
        if (isEnough()) throw new Enough()
        return { action: 'keep' }
      })
      for await (const _ of rewritten) if (isEnough()) break
    }
  } catch (error) {
    if (error instanceof Enough) return { samples, isWhole: false }
    return { samples, isWhole: false }
  }
  return { samples, isWhole: samples.length === 1 }
}
