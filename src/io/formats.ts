import type { Format } from './format.ts'
import { html } from './html/html.ts'
import { jsonl } from './jsonl.ts'

/** Every format, sorted by name. */
export const formats: readonly Format[] = [html, jsonl]
