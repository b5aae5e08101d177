import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { renderJunit } from './junit.ts'
import { renderMarkdown } from './markdown.ts'
import type { Renderer } from './renderer.ts'
import { renderSarif } from './sarif.ts'

export { renderHtml } from './html.ts'
export { renderFindingLine, renderJson } from './json.ts'
export { renderJunit } from './junit.ts'
export { MAX_MARKDOWN_BYTES, renderMarkdown } from './markdown.ts'
export type { Renderer, RenderOptions } from './renderer.ts'
export { renderSarif } from './sarif.ts'

/** The files of a report folder, each with what renders it. */
export const REPORT_FILES = {
  'assessment.json': renderJson,
  'report.html': renderHtml,
  'assessment.sarif': renderSarif,
  'junit.xml': renderJunit,
  'summary.md': renderMarkdown,
} as const satisfies Readonly<Record<string, Renderer>>
