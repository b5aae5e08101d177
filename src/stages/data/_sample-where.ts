import type { Sample, Where } from '../../core/index.ts'

/** Where a sample stands, as a finding says it: without the byte offset, which only readers use. */
export function sampleWhere({ index, locator }: Sample): Where {
  const { byte: _byte, ...place } = locator
  return { ...place, index }
}
