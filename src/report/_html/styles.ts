/** The look of the page on screen. Colors pass WCAG 2.2 AA on their grounds in both schemes. */
export const SCREEN_STYLES = `
:root {
  color-scheme: light dark;
  --paper: #f7f7f3; --sheet: #ffffff; --ink: #14222e; --muted: #52616d; --rule: #dcdfdb; --faint: #eef0ed;
  --accent: #0a5c80; --accent-soft: #e2eef4; --water: #0a5c80;
  --critical: #8a1620; --high: #b23a14; --medium: #8a5a00; --low: #2f5a78; --info: #5b6873; --pass: #1f6a4d;
  --hull: #22333f; --antifouling: #8c3b2e; --room: #fbfbf8; --works: #c9d0d3; --pane: #f7f7f3; --hatch: #9aa5ac; --on-solid: #ffffff;
  --sans: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", Georgia, "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", SimSun, serif;
  --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "Liberation Mono", "Noto Sans Mono CJK SC", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d151c; --sheet: #131e27; --ink: #e4eaed; --muted: #9fafba; --rule: #2b3a45; --faint: #1a2731;
    --accent: #74bfe0; --accent-soft: #16303f; --water: #4aa3cc;
    --critical: #ff8f8a; --high: #f79a6b; --medium: #e0b04a; --low: #8fbcdb; --info: #a3b1bb; --pass: #7cc8a4;
    --hull: #3d5261; --antifouling: #7d3b31; --room: #101a22; --works: #31424e; --pane: #0d151c; --hatch: #5d6f7b; --on-solid: #16090a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 400 1rem/1.55 var(--sans); overflow-wrap: break-word; }
#lang-en:checked ~ .page .zh, #lang-zh:checked ~ .page .en { display: none; }
.switch, .unseen, .defs { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); opacity: 0; }
.page { max-width: 73rem; margin: 0 auto; padding: 0 2rem 4rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; display: inline-block; padding: .5rem 0; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
code, pre { font: .875em/1.5 var(--mono); }
h1, h2, .verdict-text h2 { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.5rem; margin: 0 0 .75rem; }
h3 { font-size: 1.0625rem; font-weight: 600; margin: 2rem 0 .5rem; }
p { margin: 0 0 .75rem; text-wrap: pretty; }
dl, dd { margin: 0; }
.lead { color: var(--muted); max-width: 62ch; }
.total { font-family: var(--sans); font-weight: 400; font-size: 1.0625rem; color: var(--muted); font-variant-numeric: tabular-nums; margin-left: .3em; }
.page > main > section { padding-top: 3rem; }

/* Head and bar */
.masthead { padding: 2.5rem 0 1.5rem; border-bottom: 1px solid var(--ink); }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.5rem; font-weight: 600; letter-spacing: .01em; }
.version { font-weight: 400; color: var(--muted); }
.disc-icon { width: 3rem; height: 2rem; }
.stroke { fill: none; stroke: currentColor; stroke-width: 2; }
.stroke.thin { stroke-width: 1.3; }
.masthead h1 { font-size: clamp(1.9rem, 1.4rem + 2.2vw, 3rem); margin: 0; }
.subtitle { color: var(--muted); margin: .35rem 0 1.75rem; }
.facts { display: grid; grid-template-columns: repeat(5, auto); justify-content: space-between; gap: .75rem 2rem; }
dt { font-size: .8125rem; color: var(--muted); }
.facts dd { font-variant-numeric: tabular-nums; }
.facts code { font-size: .9375em; }
.bar-top { position: sticky; top: 0; z-index: 2; display: flex; align-items: center; justify-content: space-between; gap: 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); }
.bar-top nav { overflow-x: auto; scrollbar-width: none; }
.bar-top ul { display: flex; gap: 1.4rem; margin: 0; padding: .75rem 0; list-style: none; white-space: nowrap; font-size: .9375rem; }
.bar-top nav a { text-decoration: none; color: var(--muted); padding: .25rem 0; }
.bar-top nav a:hover { color: var(--accent); text-decoration: underline; }
.language { flex: none; display: flex; border: 1px solid var(--rule); border-radius: 4px; overflow: hidden; font-size: .9375rem; }
.language label { padding: .25rem .7rem; cursor: pointer; color: var(--muted); }
#lang-en:checked ~ .page label[for="lang-en"], #lang-zh:checked ~ .page label[for="lang-zh"] { background: var(--accent-soft); color: var(--ink); font-weight: 600; }
#lang-en:focus-visible ~ .page label[for="lang-en"], #lang-zh:focus-visible ~ .page label[for="lang-zh"] { outline: 2px solid var(--accent); outline-offset: -2px; }

/* Verdict */
.verdict-text { max-width: 68ch; }
.verdict h2 { font-size: clamp(1.75rem, 1.4rem + 1.5vw, 2.375rem); margin-bottom: .6rem; }
.verdict.above h2 { color: var(--critical); }
.verdict.incomplete h2, .verdict.unsurveyed h2 { color: var(--medium); }
.counts { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); margin: 1.75rem 0 .75rem; border-block: 1px solid var(--rule); }
.count { padding: .7rem 0 .6rem 1rem; border-left: 1px solid var(--rule); }
.count:first-child { padding-left: 0; border-left: 0; }
.count dd { font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.count.critical dd { color: var(--critical); } .count.high dd { color: var(--high); } .count.medium dd { color: var(--medium); }
.count.none dd { color: var(--muted); }
.accepted { color: var(--muted); font-size: .9375rem; }
.warning { border: 1px solid var(--critical); color: var(--critical); padding: .75rem 1rem; border-radius: 4px; }
figure { margin: 1.5rem 0 0; }
figcaption { color: var(--muted); font-size: .9375rem; max-width: 80ch; margin-top: .5rem; }

/* Ship */
.ship { display: block; width: 100%; height: auto; font-family: var(--sans); }
.ship text { fill: var(--ink); font-size: 15px; }
.hull { fill: var(--hull); } .hull-line { fill: none; stroke: var(--hull); stroke-width: 4; stroke-linejoin: round; }
.antifouling { fill: var(--antifouling); }
.works { fill: var(--works); stroke: none; } .works .mast { fill: none; stroke: var(--works); stroke-width: 3; } .panes rect { fill: var(--pane); }
.room { fill: var(--room); }
.hatch { stroke: var(--hatch); stroke-width: 2.4; fill: none; } .hatch.alarm { stroke: var(--high); stroke-width: 1.8; }
.c-critical { fill: #8a1620; } .c-high { fill: #b9501f; } .c-medium { fill: #c4923a; } .c-low { fill: #7f9db0; } .c-info { fill: none; stroke: var(--hatch); stroke-width: 1.5; }
.c-line { fill: none; stroke: #fff; stroke-opacity: .75; stroke-width: 1.4; }
.water { fill: var(--water); fill-opacity: .2; } .surface { fill: none; stroke: var(--water); stroke-width: 2.5; } .surface.at-least { stroke-dasharray: 14 7; }
.disc circle, .disc path { fill: none; stroke: var(--ink); stroke-width: 4; } .disc circle.plate { fill: var(--sheet); stroke: none; fill-opacity: .92; }
.disc text { text-anchor: middle; font-weight: 700; font-size: 15px; paint-order: stroke; stroke: var(--sheet); stroke-width: 4px; stroke-linejoin: round; }
.ship .scale { stroke: #fff; stroke-opacity: .7; stroke-width: 1.5; fill: none; } .ship .scale-number { fill: #fff; fill-opacity: .85; font-size: 12px; text-anchor: end; font-variant-numeric: tabular-nums; }
.mark-line { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 3; fill: none; }
.ship .mark-name, .ship .water-name { text-anchor: end; font-size: 14px; } .ship .water-name { fill: var(--accent); font-weight: 600; }
.hold-label text { text-anchor: middle; } .ship .stage-name { font-size: 17px; font-weight: 600; }
.ship .stage-status.fail { fill: var(--critical); } .ship .stage-status.error { fill: var(--high); } .ship .stage-status.pass { fill: var(--pass); } .ship .stage-status.not-evaluated, .ship .stage-status.partial { fill: var(--medium); }
.ship .stage-count { fill: var(--muted); font-size: 14px; } .leader { stroke: var(--hatch); stroke-width: 1; fill: none; }
.ship .numeral { display: none; }

/* Marks */
.sev { display: inline-block; padding: 0 .5em; border: 1px solid currentColor; border-radius: 3px; font-size: .8125rem; line-height: 1.55; white-space: nowrap; }
.sev.critical { background: var(--critical); border-color: var(--critical); color: var(--on-solid); }
.sev.high { color: var(--high); } .sev.medium { color: var(--medium); } .sev.low { color: var(--low); } .sev.info { color: var(--info); }
.status { white-space: nowrap; font-weight: 600; font-size: .9375rem; }
.icon { width: 1em; height: 1em; margin-right: .35em; vertical-align: -.125em; }
.status.pass { color: var(--pass); } .status.fail { color: var(--critical); } .status.error { color: var(--high); } .status.not-evaluated, .status.partial { color: var(--medium); }
.cp { display: inline-block; margin: 0 .1em; padding: 0 .25em; border: 1px dashed var(--muted); border-radius: 3px; font: .75em/1.4 var(--mono); color: var(--muted); }
.id { color: var(--muted); font-weight: 400; overflow-wrap: anywhere; }
bdi, .hash, .run { overflow-wrap: anywhere; }
.more, .nothing { color: var(--muted); }
.none { color: var(--muted); }

/* Tables */
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .5rem .9rem .5rem 0; text-align: start; vertical-align: baseline; font-weight: 400; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .8125rem; border-bottom-color: var(--ink); vertical-align: bottom; white-space: nowrap; }
.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.stages tbody tr:not(.stage-row) th { padding-left: 1.9rem; }
.stages tbody tr:not(.stage-row) td, .stages tbody tr:not(.stage-row) th { border-bottom-color: var(--faint); }
.stages tbody tr:last-child th, .stages tbody tr:last-child td { border-bottom-color: var(--rule); }
.stages tbody tr:not(.stage-row) .status { font-weight: 400; }
.stage-row th, .stage-row .n { font-weight: 600; } .stage-row .n.none { font-weight: 400; }
.ordinal { display: inline-block; width: 1.4rem; color: var(--muted); font-weight: 400; font-variant-numeric: tabular-nums; }
.stages .id { display: block; font-size: .8125rem; }
.reason { color: var(--muted); min-width: 12rem; padding-left: 1rem; } .stages thead th:last-child { padding-left: 1rem; }
.asked { display: block; font-size: .8125rem; color: var(--muted); white-space: nowrap; }
.stages td.critical:not(.none) { color: var(--critical); } .stages td.high:not(.none) { color: var(--high); }
.measures .group th { padding-top: 1.25rem; font-weight: 600; border-bottom-color: var(--rule); }
.measures td, .measures tbody th { border-bottom-color: var(--faint); vertical-align: top; }
.measures tbody tr:not(.group) .id { display: block; font-size: .8125rem; }
.measures .value { font-weight: 600; } .measures .unit { white-space: nowrap; }
.measures .interval { width: 13rem; padding-left: 1rem; } .measures thead th:nth-child(3) { padding-left: 1rem; } .range { display: block; font-variant-numeric: tabular-nums; color: var(--muted); font-size: .875rem; }
.measures .method { color: var(--muted); max-width: 20rem; }
.bar { display: block; width: 10rem; height: auto; }
.track { stroke: var(--hatch); stroke-width: 1; fill: none; } .bar .span { fill: var(--accent); fill-opacity: .35; } .point { fill: var(--accent); }
.scale-end { font-size: 10px; fill: var(--muted); } .scale-end.last { text-anchor: end; }
.artifacts .hash { font-size: .75rem; display: block; width: 32ch; } .artifacts .sha { width: 1%; } .artifacts .format { min-width: 7rem; } .artifacts tbody th { min-width: 14rem; } .artifacts td, .artifacts tbody th { border-bottom-color: var(--faint); }
.unreadable { color: var(--high); } .rejected:not(.none) { color: var(--high); }
.kinds { width: auto; margin-bottom: 1.5rem; } .kinds th, .kinds td { padding-right: 2rem; }
.definitions code { font-size: .8125rem; }
`
