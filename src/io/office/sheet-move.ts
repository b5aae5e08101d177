import type { XmlAttribute } from './xml.ts'
import { editXml } from './xml-stream.ts'

/** Renumbers the rows that are left after some were taken out, so that no gaps show. `dropped` is in ascending order. */
export function moveRowsUp(
  path: string,
  source: AsyncIterable<string>,
  dropped: readonly number[],
): AsyncIterable<string> {
  return editXml(path, source, replace => {
    let shift = 0
    let next = 0
    const move = (attribute: XmlAttribute, by: number) => {
      const moved = attribute.value.replace(/\d+$/, digits => String(Math.max(1, Number(digits) - by)))
      replace(attribute.from, attribute.to, moved)
    }
    return {
      open(name, attributes) {
        if (name === 'x:row') {
          const number = attributes.find(attribute => attribute.name === 'r')
          while (number && (dropped[next] ?? Number.POSITIVE_INFINITY) < Number(number.value)) {
            next++
            shift++
          }
        }
        const isPlace = name === 'x:row' || name === 'x:c'
        if (!isPlace && name !== 'x:dimension') return
        const place = attributes.find(attribute => attribute.name === (isPlace ? 'r' : 'ref'))
        const by = isPlace ? shift : dropped.length
        if (place && by > 0 && (isPlace || place.value.includes(':'))) move(place, by)
      },
    }
  })
}
