// Recall against the number of poisoned rows, drawn as SVG without a library.
const WIDTH = 640
const HEIGHT = 380
const LEFT = 50
const RIGHT = 230
const TOP = 30
const BOTTOM = 46
const COLORS = ['#1b6ca8', '#c0392b', '#2c7a4b', '#8e44ad', '#b9770e', '#34495e', '#d35487', '#117a8b']

const escapeMarkup = text =>
  text.replace(/[&<>]/gu, each => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[each])

/** @param curves `{ name, points: { count, recall }[] }`; counts lie on a logarithmic axis */
export function drawRecall(curves, total) {
  const counts = [...new Set(curves.flatMap(({ points }) => points.map(({ count }) => count)))].sort(
    (a, b) => a - b,
  )
  const highest = Math.max(2, ...counts)
  const x = count => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(count)) / Math.log(highest)
  const y = recall => TOP + (HEIGHT - TOP - BOTTOM) * (1 - recall)
  const grid = [0, 0.25, 0.5, 0.75, 1].map(
    each =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(each)}" y2="${y(each)}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y(each) + 4}" text-anchor="end">${each}</text>`,
  )
  const ticks = counts.map(
    each => `<text x="${x(each)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${each}</text>`,
  )
  const lines = curves.map(({ name, points }, at) => {
    const color = COLORS[at % COLORS.length]
    const path = points.map(({ count, recall }) => `${x(count).toFixed(1)},${y(recall).toFixed(1)}`).join(' ')
    const dots = points
      .map(
        ({ count, recall }) =>
          `<circle cx="${x(count).toFixed(1)}" cy="${y(recall).toFixed(1)}" r="3" fill="${color}"/>`,
      )
      .join('')
    const line = TOP + 12 + at * 20
    return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="2"/>${dots}<rect x="${WIDTH - RIGHT + 14}" y="${line - 9}" width="10" height="10" fill="${color}"/><text x="${WIDTH - RIGHT + 30}" y="${line}">${escapeMarkup(name)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11" role="img" aria-label="Row recall against the number of poisoned rows">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="18" font-size="13">Row recall against the number of poisoned rows, ${total.toLocaleString('en')} rows</text>
${grid.join('\n')}
${ticks.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">poisoned rows</text>
${lines.join('\n')}
</svg>
`
}
