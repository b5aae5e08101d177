import type { Format } from './format.ts'
import { html } from './html/html.ts'

/** Every format, sorted by name. */
export const formats: readonly Format[] = [html]
