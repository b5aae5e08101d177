/** The look of the panorama: light and dark, phone to wall, and print. */
export const PANORAMA_STYLES = `
:root { color-scheme: light dark; --paper: #f7f7f3; --sheet: #ffffff; --ink: #14222e; --muted: #52616d; --rule: #dcdfdb; --faint: #eef0ed; --hull: #e4ebee; --water: #0a5c80; --strip: #22333f; --on-strip: #ffffff; --attack: #b23a14; --defense: #0a5c80; --benchmark: #8a5a00; --analysis: #6a6f86; --survey: #14222e; --fail: #8a1620; --pass: #1f6a4d; --accent: #0a5c80; --accent-soft: #e2eef4; --threat-edge: #e3c3b8; --defense-edge: #b9d3df; --keel-edge: #ddd1b5; --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif; --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", SimSun, serif; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0d151c; --sheet: #16222c; --ink: #e4eaed; --muted: #9fafba; --rule: #2b3a45; --faint: #1a2731; --hull: #111f29; --water: #4aa3cc; --strip: #dfe7ea; --on-strip: #0d151c; --attack: #f79a6b; --defense: #74bfe0; --benchmark: #e0b04a; --analysis: #a9afc9; --survey: #e4eaed; --fail: #ff8f8a; --pass: #7cc8a4; --accent: #74bfe0; --accent-soft: #16303f; --threat-edge: #5a372b; --defense-edge: #274657; --keel-edge: #4d4327; }
}
* { box-sizing: border-box; }
html, body { height: 100%; }
body { margin: 0; display: flex; flex-direction: column; min-height: 100%; background: var(--paper); color: var(--ink); font: 400 0.9375rem / 1.5 var(--sans); }
.show-en .zh, .show-zh .en { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { display: flex; justify-content: space-between; align-items: start; gap: 1rem; padding: 1.25rem 1.5rem 0.5rem; }
.brand { display: flex; align-items: center; gap: 0.5rem; margin: 0; font-weight: 600; }
.brand svg { width: 2.4rem; height: 1.6rem; fill: none; stroke: currentColor; stroke-width: 2; }
h1 { margin: 0.2rem 0 0; font: 600 clamp(1.5rem, 1.1rem + 1.1vw, 2.1rem) / 1.15 var(--serif); text-wrap: balance; }
.sub, .over { margin: 0.25rem 0 0; color: var(--muted); max-width: 120ch; text-wrap: pretty; }
.over { color: var(--ink); font-weight: 600; }
.language { flex: none; display: flex; border: 1px solid var(--rule); border-radius: 4px; overflow: hidden; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0.3rem 0.7rem; cursor: pointer; }
.show-en [data-language="en"], .show-zh [data-language="zh"] { background: var(--accent-soft); font-weight: 600; }
#tools { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.1rem; padding: 0.5rem 1.5rem 0.75rem; }
#find { font: inherit; color: inherit; background: var(--sheet); border: 1px solid var(--muted); border-radius: 4px; padding: 0.35rem 0.7rem; width: 16rem; max-width: 100%; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; margin: 0; padding: 0; border: 0; }
.chip { display: inline-flex; align-items: center; gap: 0.35rem; cursor: pointer; }
.chip input { accent-color: var(--accent); margin: 0; }
.chip i { width: 0.65rem; height: 0.65rem; border-radius: 50%; background: var(--muted); }
.chip.r-attack i { background: var(--attack); }
.chip.r-defense i { background: var(--defense); }
.chip.r-benchmark i { background: var(--benchmark); }
.chip.r-analysis i { background: var(--analysis); }
.chip.r-survey i { background: none; border: 2px solid var(--survey); }
details { position: relative; }
summary { cursor: pointer; color: var(--accent); }
details fieldset { position: absolute; z-index: 3; top: 1.8rem; left: 0; width: max-content; flex-direction: column; padding: 0.75rem 1rem; background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; box-shadow: 0 6px 24px rgb(0 0 0 / 0.12); }
.time { display: flex; align-items: center; gap: 0.5rem; }
.time input { accent-color: var(--accent); width: 10rem; vertical-align: middle; }
#play { border: 1px solid var(--rule); border-radius: 4px; }
#play[aria-pressed="true"] { background: var(--accent-soft); }
output { font-variant-numeric: tabular-nums; color: var(--muted); }
#year-shown { color: var(--ink); font-weight: 600; }
main { flex: 1; display: flex; min-height: 22rem; border-block: 1px solid var(--rule); }
#sheet { position: relative; flex: 1; overflow: hidden; touch-action: none; cursor: grab; background: var(--paper); min-width: 0; }
#sheet.moving { cursor: grabbing; }
#sheet:focus-visible { outline-offset: -3px; }
#map { position: absolute; left: 0; top: 0; transform-origin: 0 0; font-family: var(--sans); }
#sheet.busy #map { will-change: transform; }
#map text { fill: var(--ink); pointer-events: none; }
.hull { fill: var(--hull); }
.water { stroke: var(--water); stroke-width: 3; fill: none; }
.stage rect { fill: var(--strip); cursor: pointer; }
#map .stage-name { fill: var(--on-strip); font-size: 15px; font-weight: 600; text-anchor: middle; }
#map .stage-count { fill: var(--on-strip); fill-opacity: 0.82; font-size: 9px; text-anchor: middle; }
#map .keel-name { font-size: 12px; fill: var(--muted); }
.tile { cursor: pointer; }
.tile > rect { fill: var(--sheet); stroke: var(--rule); }
.tile.threat > rect { stroke: var(--threat-edge); }
.tile.defense > rect { stroke: var(--defense-edge); }
.tile.keel > rect { stroke: var(--keel-edge); }
.tile text { font-size: 9.6px; font-weight: 600; }
.tile .served { fill: none; stroke: var(--muted); stroke-width: 1.1; pointer-events: none; }
.tile:hover > rect { stroke: var(--ink); }
.tile:focus { outline: none; }
.tile:focus-visible > rect, .tile.open > rect { stroke: var(--accent); stroke-width: 2.4; }
.stage:focus { outline: none; }
.stage:focus-visible rect { stroke: var(--accent); stroke-width: 3; }
.tile.dim { opacity: 0.22; }
.tile.hit > rect { stroke: var(--accent); stroke-width: 2; }
circle.r-attack { fill: var(--attack); stroke: var(--attack); }
circle.r-defense { fill: var(--defense); stroke: var(--defense); }
circle.r-benchmark { fill: var(--benchmark); stroke: var(--benchmark); }
circle.r-analysis { fill: var(--analysis); stroke: var(--analysis); }
circle.r-survey { fill: var(--sheet); stroke: var(--survey); stroke-width: 1.3; }
circle { stroke-width: 1; }
circle.also { fill: none; stroke-opacity: 0.55; }
circle.off { opacity: 0; pointer-events: none; }
circle.lit { stroke: var(--ink); stroke-width: 2.2; stroke-opacity: 1; }
.far circle.also { display: none; }
#links path { fill: none; stroke-width: 2; stroke-opacity: 0.8; stroke: var(--muted); }
#links .attacks { stroke: var(--attack); }
#links .mitigates { stroke: var(--defense); }
#links .evaluates { stroke: var(--benchmark); }
#links .extends { stroke-dasharray: 5 4; }
.o-fail > rect, i.o-fail { fill: color-mix(in srgb, var(--fail) 26%, var(--sheet)); background: color-mix(in srgb, var(--fail) 26%, var(--sheet)); }
.o-pass > rect, i.o-pass { fill: color-mix(in srgb, var(--pass) 26%, var(--sheet)); background: color-mix(in srgb, var(--pass) 26%, var(--sheet)); }
.tile.o-fail > rect { stroke: var(--fail); stroke-width: 2; }
.tile.o-pass > rect { stroke: var(--pass); }
.tile.o-not-evaluated > rect, .tile.o-error > rect { stroke: var(--benchmark); stroke-dasharray: 5 3; stroke-width: 1.6; }
.tile.o-unserved { opacity: 0.5; }
i.o-not-evaluated { border: 1px dashed var(--benchmark); }
i.o-idle { border: 1px solid var(--rule); background: var(--sheet); }
i.o-unserved { border: 1px solid var(--rule); opacity: 0.5; }
#zoom { position: absolute; right: 0.75rem; bottom: 0.75rem; display: flex; flex-direction: column; background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; }
#zoom button { width: 2.3rem; height: 2.3rem; padding: 0; font-size: 1.1rem; }
#zoom button + button { border-top: 1px solid var(--rule); }
#tip { position: absolute; margin: 0; max-width: 22rem; padding: 0.35rem 0.6rem; background: var(--strip); color: var(--on-strip); border-radius: 4px; font-size: 0.8125rem; line-height: 1.35; pointer-events: none; z-index: 2; }
#panel { flex: none; width: 25rem; overflow-y: auto; padding: 1rem 1.25rem 2rem; background: var(--sheet); border-left: 1px solid var(--rule); }
#panel h2 { margin: 0; font: 600 1.35rem / 1.25 var(--serif); }
#panel .other { color: var(--muted); margin: 0.1rem 0 0.75rem; }
#panel h3 { font-size: 0.8125rem; color: var(--muted); font-weight: 600; margin: 1.25rem 0 0.35rem; }
#panel p { margin: 0 0 0.6rem; }
#panel ul { list-style: none; margin: 0; padding: 0; }
#panel li { padding: 0.3rem 0; border-top: 1px solid var(--faint); }
#panel li small { color: var(--muted); display: block; }
#panel a, #panel .go { color: var(--accent); text-align: start; padding: 0; text-decoration: underline; text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; overflow-wrap: anywhere; }
#panel .close { float: right; margin: -0.3rem -0.6rem 0 0.5rem; font-size: 1.2rem; }
#panel code { font-size: 0.8125rem; background: var(--faint); border-radius: 3px; padding: 0.1em 0.35em; overflow-wrap: anywhere; }
#panel .part { border-top: 1px solid var(--faint); } #panel .part summary { padding: .35rem 0; }
.state { font-weight: 600; }
.state.fail { color: var(--fail); }
.state.pass { color: var(--pass); }
footer { padding: 0.6rem 1.5rem 1rem; color: var(--muted); font-size: 0.8125rem; }
footer p { margin: 0 0 0.25rem; }
.key { display: inline-flex; align-items: center; gap: 0.35rem; margin-right: 1.25rem; }
.key i { width: 0.9rem; height: 0.9rem; border-radius: 2px; }
.key i.dot { width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--muted); }
.key i.dot.also { background: none; border: 1.5px solid var(--muted); }
.key svg { width: 1.3rem; height: 0.8rem; fill: none; stroke: currentColor; stroke-width: 1.4; }
@media (max-width: 54rem) {
  header, #tools, footer { padding-inline: 1rem; }
  .sub { font-size: 0.875rem; }
  main { flex-direction: column; min-height: 34rem; }
  #sheet { min-height: 24rem; }
  #panel { width: auto; max-height: 60vh; border-left: 0; border-top: 1px solid var(--rule); }
  #find { width: 100%; }
  .find { flex-basis: 100%; }
}
@media (min-width: 160rem) {
  body { font-size: 1.25rem; }
  #panel { width: 40rem; }
}
@page { size: landscape; margin: 8mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --sheet: #fff; --ink: #14222e; --muted: #47545f; --rule: #cfd4d1; --hull: #eaf0f2; --strip: #22333f; --on-strip: #fff; --water: #0a5c80; --attack: #b23a14; --defense: #0a5c80; --benchmark: #8a5a00; --analysis: #6a6f86; --survey: #14222e; --threat-edge: #e3c3b8; --defense-edge: #b9d3df; --keel-edge: #ddd1b5; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  html, body { height: auto; }
  body { display: block; }
  #tools, #zoom, #panel, .language, #tip, footer p:last-child { display: none !important; }
  header { padding: 0 0 3mm; }
  main, #sheet { display: block; border: 0; min-height: 0; overflow: visible; }
  #map { position: static; transform: none !important; width: 100% !important; height: 74vh !important; }
  circle.off { opacity: 1; }
  .tile.dim { opacity: 1; }
  footer { padding: 2mm 0 0; }
}
`
