// Counting with sorted numbers: what train.mjs needs of it.

/** Each key once, ascending, with how often it stood; negative keys are left out. */
export function sortedUnique(keys) {
  keys.sort()
  let from = 0
  while (from < keys.length && keys[from] < 0) from++
  let unique = 0
  for (let i = from; i < keys.length; i++) if (i === from || keys[i] !== keys[i - 1]) unique++
  const out = { keys: new Float64Array(unique), counts: new Uint32Array(unique) }
  let at = -1
  for (let i = from; i < keys.length; i++) {
    if (i === from || keys[i] !== keys[i - 1]) out.keys[++at] = keys[i]
    out.counts[at]++
  }
  return out
}

/** The discounts of modified Kneser-Ney, by count. */
export function discounts(counts) {
  const n = [0, 0, 0, 0, 0]
  for (const count of counts) if (count <= 4) n[count]++
  const y = n[1] / (n[1] + 2 * n[2])
  const d = [0, 1, 2, 3].map(count =>
    count === 0 ? 0 : Math.max(0.1, count - ((count + 1) * y * n[count + 1]) / Math.max(1, n[count])),
  )
  return count => d[Math.min(3, count)]
}

/** For every context, its total and the mass that discounting frees. */
export function groupsOf({ keys, counts }, base, discount) {
  const groups = new Map()
  for (let i = 0; i < keys.length; ) {
    const context = Math.floor(keys[i] / base)
    let [total, freed] = [0, 0]
    for (; i < keys.length && Math.floor(keys[i] / base) === context; i++) {
      total += counts[i]
      freed += discount(counts[i])
    }
    groups.set(context, { total, gamma: freed / total })
  }
  return groups
}

/** Counts of the tokens, pairs and triples inside weighted words. */
export function countRuns(words) {
  const [ones, twos, threes] = [new Map(), new Map(), new Map()]
  const add = (map, key, tokens, count, before) => {
    const known = map.get(key)
    if (known === undefined) map.set(key, { tokens, count, before })
    else known.count += count
  }
  for (const [tokens, count] of words) {
    for (let i = 0; i < tokens.length; i++) {
      ones.set(tokens[i], (ones.get(tokens[i]) ?? 0) + count)
      if (i > 0) add(twos, `${tokens[i - 1]} ${tokens[i]}`, [tokens[i - 1], tokens[i]], count)
      if (i > 1)
        add(
          threes,
          `${tokens[i - 2]} ${tokens[i - 1]} ${tokens[i]}`,
          [tokens[i - 2], tokens[i - 1], tokens[i]],
          count,
          `${tokens[i - 2]} ${tokens[i - 1]}`,
        )
    }
  }
  return [ones, twos, threes]
}
