/** Findings, lists and the narrow screen. */
export const FINDINGS_STYLES = `
.tools { position: sticky; top: 2.9rem; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin: 1rem -.75rem 0; padding: .6rem .75rem; background: var(--paper); border-bottom: 1px solid var(--rule); font-size: .9375rem; }
.tools[hidden] { display: none; }
.tools input[type="search"] { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--hatch); border-radius: 4px; padding: .3rem .6rem; width: 16rem; max-width: 100%; }
.tools fieldset { display: flex; flex-wrap: wrap; gap: .25rem .9rem; border: 0; margin: 0; padding: 0; }
.choice { display: inline-flex; align-items: center; gap: .35rem; } .choice input { accent-color: var(--accent); margin: 0; }
.buttons { display: flex; gap: .9rem; margin-left: auto; }
.tools button { font: inherit; color: var(--accent); background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; text-underline-offset: .18em; text-decoration-thickness: .06em; }
.tools output { color: var(--muted); font-variant-numeric: tabular-nums; } .tools output b { font-weight: 600; }
.audit h3 { display: flex; flex-wrap: wrap; align-items: baseline; gap: .15rem .75rem; }
.audit h3 .status { align-self: center; } .stage-tag { color: var(--muted); font-weight: 400; font-size: .9375rem; }
details > summary { cursor: pointer; list-style: none; } summary::-webkit-details-marker { display: none; }
.type { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; margin: .5rem 0; }
.type > summary { display: grid; grid-template-columns: 1rem 5.25rem minmax(0, 1fr) auto 5.5rem; gap: .75rem; align-items: baseline; padding: .6rem 1rem; }
.type > summary::before, .file > summary::before, .plain > summary::before, .attack > summary::before { content: ""; display: inline-block; width: .42em; height: .42em; border: solid var(--muted); border-width: 0 1.5px 1.5px 0; transform: rotate(-45deg); transition: transform .12s; }
details[open] > summary::before { transform: rotate(45deg); }
@media (prefers-reduced-motion: reduce) { summary::before { transition: none; } }
.type-name { font-weight: 600; } .type-files { color: var(--muted); font-size: .9375rem; font-variant-numeric: tabular-nums; } .type-count { text-align: end; font-variant-numeric: tabular-nums; }
.type .sev { justify-self: start; }
.type-body { padding: 0 1rem .9rem 2.75rem; }
.about { display: grid; gap: .2rem; margin-bottom: .75rem; font-size: .9375rem; }
.about > div, .list > div, .glossary > div { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; }
.about p { margin: 0; } .about .run { background: var(--faint); padding: .1em .4em; border-radius: 3px; } .alike { color: var(--muted); } .word { display: inline-block; max-width: 100%; }
.topic + .topic::before { content: "· "; }
.file { border-top: 1px solid var(--faint); }
.file > summary { display: flex; gap: .6rem; align-items: baseline; padding: .4rem 0; font-size: .9375rem; }
.file > summary .path { font: .875rem/1.5 var(--mono); min-width: 0; } .file-count { margin-left: auto; padding-left: 1rem; font-variant-numeric: tabular-nums; color: var(--muted); }
.examples { list-style: none; margin: 0 0 .5rem; padding: 0 0 0 1.05rem; }
.ex { display: grid; grid-template-columns: 16rem minmax(0, 1fr) 12.5rem; gap: .15rem 1.25rem; padding: .5rem 0; border-top: 1px solid var(--faint); font-size: .875rem; }
.ex[hidden], .file[hidden], .type[hidden], .audit[hidden] { display: none; }
.ex-where, .twin { color: var(--muted); font-variant-numeric: tabular-nums; } .pt { white-space: nowrap; } .pt.wide { white-space: normal; } .field { font: .8125rem/1.5 var(--mono); color: var(--ink); overflow-wrap: anywhere; }
.pt + .pt::before, .field + .pt::before { content: " · "; color: var(--muted); } .pt + .field::before { content: "\\A"; white-space: pre; }
.ex-what p { margin: .2rem 0 0; } .ctx { display: block; overflow-wrap: anywhere; white-space: pre-wrap; }
mark { background: var(--accent-soft); color: inherit; border-radius: 2px; padding: .1em .15em; box-shadow: 0 0 0 1px var(--rule); }
.twin, .because { color: var(--muted); } .revealed { color: var(--critical); }
.ex-score { color: var(--muted); } .ex-score .score { color: var(--ink); font-variant-numeric: tabular-nums; font-weight: 600; } .ex-score .sev { margin-right: .5rem; } .country { margin-left: .6rem; }
.moves { list-style: none; margin: .1rem 0 0; padding: 0; color: var(--muted); font-size: .8125rem; } .moves li { display: grid; grid-template-columns: 2.6rem minmax(0, 1fr); } .moves b { font-weight: 400; color: var(--ink); font-variant-numeric: tabular-nums; }
.ex-id { display: block; color: var(--muted); font-size: .6875rem; margin-top: .15rem; overflow-wrap: anywhere; }
.attack { margin-top: .35rem; } .attack > summary { color: var(--critical); } .attack > summary::before { margin-right: .55em; border-color: currentColor; } .attack pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0 0; padding: .6rem .75rem; border: 1px dashed var(--critical); border-radius: 4px; }
.print-only { display: none; }
.list { display: grid; gap: .35rem; margin-bottom: 1.5rem; } .list dt { font-size: .9375rem; } .list dd { font-variant-numeric: tabular-nums; }
.list .run, .steps pre { background: var(--faint); border-radius: 4px; padding: .1em .4em; }
.plain > summary { padding: .5rem 0; color: var(--accent); } .plain > summary::before { margin-right: .6em; border-color: currentColor; }
.skipped { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .9375rem; } .skipped .why { color: var(--muted); margin-left: .5rem; }
.steps { padding-left: 1.25rem; max-width: 76ch; } .steps > li { padding-left: .4rem; margin-bottom: 1rem; } .steps pre { margin: 0 0 .5rem; padding: .6rem .8rem; overflow-x: auto; } .steps p { margin-bottom: .5rem; }
.glossary { display: grid; gap: .8rem; max-width: 84ch; } .glossary dt { color: var(--ink); font-size: .9375rem; font-weight: 600; } .glossary > div { grid-template-columns: 11rem minmax(0, 1fr); }
.glossary p { margin-bottom: .4rem; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--ink); color: var(--muted); font-size: .875rem; }

@media screen and (max-width: 60rem) {
  .facts { grid-template-columns: repeat(auto-fit, minmax(9rem, auto)); justify-content: start; }
  .ex { grid-template-columns: minmax(0, 1fr) 11rem; } .ex-where { grid-column: 1 / -1; } .pt + .field::before { content: " · "; font-family: var(--sans); } .artifacts tbody th { min-width: 9rem; }
  .ship .hold-label { display: none; } .ship .numeral { display: block; text-anchor: middle; font-size: 44px; font-weight: 600; paint-order: stroke; stroke: var(--room); stroke-width: 10px; stroke-linejoin: round; }
  .ship .mark-name, .ship .water-name, .ship .scale-number { display: none; }
}
@media screen and (max-width: 54rem) {
  .page { padding: 0 1rem 3rem; }
  .masthead { padding-top: 1.25rem; } .brand { margin-bottom: 1rem; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .counts { grid-template-columns: repeat(5, auto); justify-content: space-between; } .count { padding: .5rem 0; border: 0; } .count dt { font-size: .75rem; } .count dd { font-size: 1.25rem; }
  .ship .numeral { font-size: 60px; }
  table, tbody, tr, th, td { display: block; } thead { display: none; }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--rule); } th, td, .n { padding: 0; border: 0; text-align: start; }
  .stages tbody tr:not(.stage-row) { padding-left: 1.4rem; } .stages tbody tr:not(.stage-row) th { padding-left: 0; }
  .stages tr { display: flex; flex-wrap: wrap; align-items: baseline; } .stages tr::before { content: ""; flex-basis: 100%; order: 1; } .stages tr > th { flex: 1 0 0; min-width: 50%; } .stages td.outcome { margin-left: .75rem; } .stages td.n { order: 2; } .stages td.reason { order: 3; flex-basis: 100%; }
  .measures .interval { padding: 0; } .facts > div:first-child { grid-column: 1 / -1; }
  .stages td.n, .artifacts td.n, .measures td.size, .measures td.unit, .kinds td, .definitions td { display: inline-block; margin-right: .9rem; } .stages td.n.none { display: none; }
  .stages .id { display: inline; } .reason { min-width: 0; padding: 0; font-size: .9375rem; } .asked { display: inline; margin-left: .5rem; }
  .artifacts td.kind, .artifacts td.format { display: inline-block; margin-right: .9rem; color: var(--muted); } .measures .interval { width: auto; } .measures .method { max-width: none; } .bar { margin-top: .3rem; }
  .measures .group { padding-bottom: 0; border: 0; } .measures .value { font-size: 1.125rem; }
  #lang-en:checked ~ .page td.critical::before { content: "Critical "; } #lang-zh:checked ~ .page td.critical::before { content: "严重 "; }
  #lang-en:checked ~ .page td.high::before { content: "High "; } #lang-zh:checked ~ .page td.high::before { content: "高 "; }
  #lang-en:checked ~ .page td.medium::before { content: "Medium "; } #lang-zh:checked ~ .page td.medium::before { content: "中 "; }
  #lang-en:checked ~ .page td.low::before { content: "Low "; } #lang-zh:checked ~ .page td.low::before { content: "低 "; }
  #lang-en:checked ~ .page td.info::before { content: "Info "; } #lang-zh:checked ~ .page td.info::before { content: "提示 "; }
  #lang-en:checked ~ .page td.samples::after { content: " samples"; } #lang-zh:checked ~ .page td.samples::after { content: " 个样本"; }
  #lang-en:checked ~ .page td.rejected::after { content: " rejected"; } #lang-zh:checked ~ .page td.rejected::after { content: " 行拒收"; }
  .measures td.size::before { content: "n = "; }
  #lang-en:checked ~ .page td.files::after { content: " files"; } #lang-zh:checked ~ .page td.files::after { content: " 个文件"; }
  .type > summary { grid-template-columns: .8rem minmax(0, 1fr) auto; gap: .25rem .6rem; padding: .6rem .75rem; } .type > summary .sev { grid-column: 2; grid-row: 2; } .type-name { grid-column: 2; grid-row: 1; } .type-count { grid-column: 3; grid-row: 1; } .type-files { grid-column: 3; grid-row: 2; text-align: end; }
  .type-body { padding: 0 .75rem .75rem; } .examples { padding-left: 0; }
  .about > div, .list > div, .glossary > div { grid-template-columns: minmax(0, 1fr); } .ex { grid-template-columns: minmax(0, 1fr); }
  .tools { position: static; } .buttons { margin-left: 0; }
}
`
