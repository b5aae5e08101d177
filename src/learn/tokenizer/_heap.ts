/** Whether one item comes out before another; a strict order. */
type Before<T> = (a: T, b: T) => boolean

/** Adds an item to a binary heap. */
export function pushTo<T>(heap: T[], before: Before<T>, item: T): void {
  let at = heap.length
  heap.push(item)
  while (at > 0) {
    const up = (at - 1) >> 1
    const parent = heap[up] as T
    if (!before(item, parent)) break
    heap[at] = parent
    at = up
  }
  heap[at] = item
}

/** Takes the item that comes before all others off a binary heap; undefined when it is empty. */
export function popFrom<T>(heap: T[], before: Before<T>): T | undefined {
  const top = heap[0]
  const item = heap.pop()
  if (item === undefined || heap.length === 0) return top
  let at = 0
  for (;;) {
    let down = 2 * at + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && before(heap[down + 1] as T, heap[down] as T)) down++
    if (!before(heap[down] as T, item)) break
    heap[at] = heap[down] as T
    at = down
  }
  heap[at] = item
  return top
}
