import { csv, tsv } from './csv.ts'
import { docx } from './docx.ts'
import type { Format } from './format.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { jsonl } from './jsonl.ts'
import { parquet } from './parquet.ts'
import { pdf } from './pdf.ts'
import { markdown, text } from './text.ts'
import { xlsx } from './xlsx.ts'

/** Every format, sorted by name. */
export const formats: readonly Format[] = [
  csv,
  docx,
  html,
  json,
  jsonl,
  markdown,
  parquet,
  pdf,
  text,
  tsv,
  xlsx,
]
