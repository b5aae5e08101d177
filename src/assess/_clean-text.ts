import type { SampleDecision } from '../core/index.ts'
import type { DatasetFile, RewriteEvent } from '../io/index.ts'

/** The text of a document whose format cannot be written: its samples after their edits, an empty line between two. */
export async function* textOfDocument(
  file: DatasetFile,
  decide: (event: RewriteEvent) => SampleDecision | Promise<SampleDecision>,
): AsyncGenerator<Uint8Array> {
  for await (const event of file.read()) {
    const texts = event.type === 'sample' ? event.sample.fields.map(field => field.text) : []
    const decision = await decide({ ...event, raw: Buffer.from(JSON.stringify(texts), 'utf8') })
    if (event.type === 'reject' || decision.action === 'drop') continue
    const edits = decision.action === 'edit' ? decision.edits : []
    const cleaned = event.sample.fields.map(({ name, text }) =>
      edits
        .filter(edit => edit.field === name)
        .reduceRight(
          (now, { start, end, replacement }) => now.slice(0, start) + replacement + now.slice(end),
          text,
        ),
    )
    yield Buffer.from(`${cleaned.join('\n')}\n\n`, 'utf8')
  }
}
