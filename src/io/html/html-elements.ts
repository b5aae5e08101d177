/** Element facts of the HTML standard, https://html.spec.whatwg.org/multipage/syntax.html */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements without content. */
export const VOID = set(
  'area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr',
)

/** Elements that start and end a block of text. */
export const BLOCK = set(
  'address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li listing main menu nav noframes noscript object ol optgroup option p plaintext pre search section select summary table tbody textarea tfoot thead title tr ul video xmp',
)

/** Blocks that end a table cell's text even though the cell goes on. */
export const BREAKS_CELL = set('table ul ol dl pre blockquote h1 h2 h3 h4 h5 h6 form section article')

/** Elements whose white space stays. */
export const PREFORMATTED = set('pre textarea listing xmp plaintext')

/** Elements that a browser does not show, with the reason. */
export const UNSEEN: ReadonlyMap<string, string> = new Map([
  ['template', 'template'],
  ['datalist', 'datalist'],
  ['noembed', 'noembed'],
  ['noframes', 'noframes'],
])

const P = set('p')
const HEADINGS_AND_P = set('p h1 h2 h3 h4 h5 h6')
const CELLS = set('td th')
const ROW = set('td th tr')
const SECTIONS = set('td th tr thead tbody tfoot caption colgroup')

/** Open elements that a start tag closes, when they are innermost. */
export const CLOSED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...[...BLOCK].filter(name => name !== 'body' && name !== 'option').map(name => [name, P] as const),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(name => [name, HEADINGS_AND_P] as const),
  ['li', set('p li')],
  ['dt', set('p dt dd')],
  ['dd', set('p dt dd')],
  ['option', set('option')],
  ['optgroup', set('option optgroup')],
  ['td', set('p td th')],
  ['th', set('p td th')],
  ['tr', set('p td th tr')],
  ['thead', SECTIONS],
  ['tbody', SECTIONS],
  ['tfoot', SECTIONS],
])

/** End tags that close only the elements named here on their way up; a stray one changes nothing outside. */
export const TABLE_PARTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['td', CELLS],
  ['th', CELLS],
  ['tr', ROW],
  ['tbody', SECTIONS],
  ['thead', SECTIONS],
  ['tfoot', SECTIONS],
])

/** Attributes whose values people or models read. */
export const READ_ATTRIBUTES = set(
  'alt title placeholder value aria-label aria-description aria-placeholder aria-roledescription summary label href action formaction src poster cite download content srcdoc abbr',
)
