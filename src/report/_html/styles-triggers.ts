/** The cards of triggers. */
export const TRIGGERS_STYLES = `
.trigger.attack { background: var(--sheet); border: 1px solid var(--rule); border-radius: 4px; margin: .5rem 0; }
.trigger > summary { display: grid; grid-template-columns: 1rem 5.25rem minmax(0, 1fr) auto 6.5rem; gap: .75rem; align-items: baseline; padding: .6rem 1rem; } .trigger .sev { justify-self: start; } .trigger-body { padding: 0 1rem .9rem 2.75rem; }
.trigger.attack > summary { color: var(--ink); } .trigger.attack > summary::before { margin: 0; border-color: var(--muted); }
.family { color: var(--muted); font-weight: 400; margin-left: .5rem; }
.trigger-list { display: flex; flex-wrap: wrap; gap: .4rem 1rem; margin: .25rem 0 1rem; padding: 0; list-style: none; }
.trigger-list code { display: inline-block; max-width: 100%; padding: .15em .5em; border: 1px dashed var(--critical); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
.trigger .about .bar { margin: .15rem 0 .1rem; }
.places { margin: .75rem 0 0; } .places figcaption { display: flex; align-items: baseline; max-width: none; margin: 0 0 .2rem; }
.strip { display: block; width: 100%; height: 1.4rem; } .strip .ground { fill: var(--faint); } .strip rect { fill: var(--critical); }
.pairs { margin-top: 1rem; table-layout: fixed; } .pairs th:first-child, .pairs td:first-child { width: 5rem; text-align: start; } .pairs td { vertical-align: top; border-bottom-color: var(--faint); }
.pairs .ctx { display: table-cell; font: .8125rem/1.55 var(--mono); } .pairs mark { color: var(--critical); background: none; box-shadow: 0 0 0 1px var(--critical); font-weight: 600; }
@media screen and (max-width: 54rem) { .trigger > summary { grid-template-columns: .8rem minmax(0, 1fr) auto; gap: .25rem .6rem; padding: .6rem .75rem; } .trigger > summary .sev { grid-column: 2; grid-row: 2; } .trigger .type-name { grid-column: 2; grid-row: 1; } .trigger .type-count { grid-column: 3; grid-row: 1; } .trigger .type-files { grid-column: 3; grid-row: 2; text-align: end; } .trigger-body { padding: 0 .75rem .75rem; } .pairs .ctx { display: block; padding: .15rem 0; } .pairs td:first-child { width: auto; } }
`
