/** The policies that ship, as their source: what `extends` and `policy: NAME` refer to. */
export const BUILTIN_POLICIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  /** The default: addresses and links are reported but left in place, everything else of a person is replaced. */
  baseline: {
    name: 'baseline',
    types: {
      url: { action: 'keep' },
      domain: { action: 'keep' },
      date: { action: 'keep' },
      organization: { action: 'keep' },
      place: { action: 'keep' },
      title: { action: 'keep' },
      age: { action: 'keep' },
      'hidden-cells': { action: 'keep' },
    },
  },
  /** Everything that may point at a person goes, and any finding of medium severity stops a build. */
  strict: {
    name: 'strict',
    failOn: 'medium',
    minScore: 0.35,
    clean: { action: 'redact', duplicates: 'keep-first', nearDuplicates: 'keep-all' },
  },
  /** Only values with a form of their own: fast enough for any corpus, and blind to names, places and addresses. */
  structured: {
    name: 'structured',
    detectors: {
      'personal-data/age': false,
      'personal-data/nationality-religion-politics': false,
      'personal-data/organization': false,
      'personal-data/person-name': false,
      'personal-data/place': false,
      'personal-data/street-address': false,
      'personal-data/title': false,
    },
    audits: { 'data/backdoor-trigger': { enabled: false }, 'data/quality': { enabled: false } },
    types: {
      url: { action: 'keep' },
      domain: { action: 'keep' },
      date: { action: 'keep' },
      'hidden-cells': { action: 'keep' },
    },
  },
}
