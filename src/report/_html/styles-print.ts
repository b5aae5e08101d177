/** A CSS string of any text: everything but plain characters becomes an escape, so nothing can end the string. */
const cssString = (text: string): string =>
  `"${[...text].map(each => (/[A-Za-z0-9 .,:_·/-]/.test(each) ? each : `\\${(each.codePointAt(0) ?? 0xfffd).toString(16)} `)).join('')}"`

/**
 * The look of the page on paper: A4, everything unfolded but attack text, running head and foot.
 * @see https://www.w3.org/TR/css-page-3/#margin-boxes
 */
export function printStyles(running: {
  readonly head: string
  readonly date: string
  readonly hash: string
}): string {
  const box = 'font: 8pt/1.3 sans-serif; color: #52616d;'
  return `
@page { size: A4; margin: 18mm 15mm 17mm;
  @top-left { content: ${cssString(running.head)}; ${box} }
  @top-right { content: ${cssString(running.date)}; ${box} }
  @bottom-left { content: ${cssString(running.hash)}; ${box} }
  @bottom-right { content: counter(page) " / " counter(pages); ${box} }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #14222e; --muted: #47545f; --rule: #cfd4d1; --faint: #e6e9e6; --accent: #0a5c80; --accent-soft: #e2eef4; --water: #0a5c80; --critical: #8a1620; --high: #a8360f; --medium: #7a4f00; --low: #2f5a78; --info: #55626d; --pass: #1f6a4d; --hull: #22333f; --antifouling: #8c3b2e; --room: #fbfbf8; --works: #c9d0d3; --pane: #fff; --hatch: #9aa5ac; --on-solid: #fff; }
  html { font-size: 9.5pt; } body { background: none; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .page { max-width: none; padding: 0; } .masthead { padding-top: 0; }
  .bar-top, .tools, .skip { display: none; }
  .page > main > section { padding-top: 1.75rem; }
  h2, h3, summary, thead, .lead, .about, .stage-row, .group { break-after: avoid; } h2, h3, summary { break-inside: avoid; }
  tr, .ex, .about, .count, figure, .steps > li, .glossary > div, .list > div { break-inside: avoid; } .examples > .ex:first-child { break-before: avoid; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; height: auto; } .attack:not([open])::details-content { display: none; }
  .type > summary::before, .file > summary::before, .plain > summary::before, .attack > summary::before { display: none; } .type > summary { grid-template-columns: 5.25rem minmax(0, 1fr) auto 5.5rem; padding: .5rem .75rem; } .plain > summary { color: var(--ink); font-weight: 600; }
  .type { border-radius: 0; border-width: 1px 0 0; margin: .25rem 0; } .type-body { padding: 0 0 .5rem .75rem; } .examples { padding-left: .75rem; }
  .ex { grid-template-columns: 11rem minmax(0, 1fr) 11rem; gap: 0 1rem; padding: .3rem 0; font-size: .8125rem; line-height: 1.4; } .ctx { line-height: 1.4; }
  .ship text, .ship .stage-count, .ship .mark-name, .ship .water-name { font-size: 18px; } .ship .stage-name { font-size: 19px; } .ship .scale-number { font-size: 14px; } .disc text { font-size: 15px; } .facts { gap: .75rem .75rem; font-size: .9375rem; } .facts dd { white-space: nowrap; }
  .file > summary { padding: .3rem 0; } .print-only { display: block; color: var(--muted); font-size: .8125rem; }
  a { color: inherit; text-decoration: none; }
}
`
}
