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
}
