/* The view of the drawing: it is laid out once at the size of the window, then moved and scaled as a whole. */
// biome-ignore lint/correctness/noUnusedVariables: the page's other script calls it.
function panoramaView(sheet, map) {
  const size = { width: Number(map.dataset.width), height: Number(map.dataset.height) }
  const margin = Number(map.dataset.margin)
  const view = { x: 0, y: 0, scale: 1 }
  let base = 1
  let idle = 0
  const show = () => {
    map.style.transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`
    sheet.classList.add('busy')
    clearTimeout(idle)
    idle = setTimeout(() => {
      sheet.classList.remove('busy')
      map.classList.toggle('far', base * view.scale < 0.5)
    }, 160)
  }
  const clamp = () => {
    const { clientWidth: width, clientHeight: height } = sheet
    const [w, h] = [size.width * base * view.scale, size.height * base * view.scale]
    const keep = (at, inner, outer) =>
      inner <= outer ? (outer - inner) / 2 : Math.min(outer * 0.25, Math.max(outer * 0.75 - inner, at))
    view.x = keep(view.x, w, width)
    view.y = keep(view.y, h, height)
  }
  const fit = () => {
    const { clientWidth: width, clientHeight: height } = sheet
    base = Math.min(width / size.width, height / size.height)
    map.style.width = `${size.width * base}px`
    map.style.height = `${size.height * base}px`
    view.scale = 1
    clamp()
    show()
  }
  const zoomAt = (factor, x, y) => {
    const scale = Math.min(14, Math.max(1, view.scale * factor))
    const by = scale / view.scale
    view.x = x - (x - view.x) * by
    view.y = y - (y - view.y) * by
    view.scale = scale
    clamp()
    show()
  }
  const zoomMiddle = factor => zoomAt(factor, sheet.clientWidth / 2, sheet.clientHeight / 2)
  const calm = matchMedia('(prefers-reduced-motion: reduce)')
  let flight = 0
  const flyTo = (x, y, scale) => {
    cancelAnimationFrame(flight)
    const from = { ...view }
    const start = performance.now()
    const duration = calm.matches ? 0 : 420
    const step = now => {
      const t = duration === 0 ? 1 : Math.min(1, (now - start) / duration)
      const ease = 1 - (1 - t) ** 3
      view.x = from.x + (x - from.x) * ease
      view.y = from.y + (y - from.y) * ease
      view.scale = from.scale + (scale - from.scale) * ease
      show()
      if (t < 1) flight = requestAnimationFrame(step)
    }
    flight = requestAnimationFrame(step)
  }
  /** Shows a box of the drawing in the middle of the window. */
  const flyToBox = (x, y, width, height, most = 6) => {
    const scale = Math.min(
      most,
      Math.max(1, Math.min(sheet.clientWidth / (width * base), sheet.clientHeight / (height * base))),
    )
    const pixel = base * scale
    flyTo(
      sheet.clientWidth / 2 - (x + margin + width / 2) * pixel,
      sheet.clientHeight / 2 - (y + margin + height / 2) * pixel,
      scale,
    )
  }
  const placeOf = tile => {
    const [x, y] = tile
      .getAttribute('transform')
      .match(/[\d.]+/g)
      .map(Number)
    const rect = tile.firstElementChild
    return { x, y, width: Number(rect.getAttribute('width')), height: Number(rect.getAttribute('height')) }
  }

  /* Pointers: one moves, two zoom. */
  const pointers = new Map()
  let moved = 0
  sheet.addEventListener('pointerdown', event => {
    if (event.target.closest('#zoom')) return
    cancelAnimationFrame(flight)
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    moved = 0
  })
  addEventListener('pointermove', event => {
    const before = pointers.get(event.pointerId)
    if (before === undefined) return
    const [dx, dy] = [event.clientX - before.x, event.clientY - before.y]
    moved += Math.abs(dx) + Math.abs(dy)
    if (pointers.size === 1) {
      view.x += dx
      view.y += dy
      if (moved > 4) sheet.classList.add('moving')
    } else {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1]
      const frame = sheet.getBoundingClientRect()
      const was = Math.hypot(before.x - other.x, before.y - other.y)
      const is = Math.hypot(event.clientX - other.x, event.clientY - other.y)
      if (was > 0)
        zoomAt(
          is / was,
          (event.clientX + other.x) / 2 - frame.left,
          (event.clientY + other.y) / 2 - frame.top,
        )
    }
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    clamp()
    show()
  })
  const release = event => {
    pointers.delete(event.pointerId)
    sheet.classList.remove('moving')
  }
  addEventListener('pointerup', release)
  addEventListener('pointercancel', release)
  sheet.addEventListener(
    'wheel',
    event => {
      event.preventDefault()
      const frame = sheet.getBoundingClientRect()
      zoomAt(Math.exp(-event.deltaY * 0.0016), event.clientX - frame.left, event.clientY - frame.top)
    },
    { passive: false },
  )

  const fitKeeping = () => {
    const { scale } = view
    fit()
    view.scale = scale
    clamp()
    show()
  }

  const move = (dx, dy) => {
    view.x += dx
    view.y += dy
    clamp()
    show()
  }
  /** Where a point of the drawing lies in the window, and how large a unit is there. */
  const pixelAt = (x, y) => {
    const pixel = base * view.scale
    return [view.x + (x + margin) * pixel, view.y + (y + margin) * pixel, pixel]
  }
  /** On an upright screen the whole would be too small to read: begins at the first stage. */
  const beginUpright = x => {
    if (sheet.clientWidth >= sheet.clientHeight) return
    view.scale = Math.min(4, sheet.clientHeight / (size.height * base))
    view.x = -(x + margin / 2) * base * view.scale
    clamp()
    show()
  }
  const wasDragged = () => moved > 6
  const isDragging = () => pointers.size > 0
  return {
    view,
    fit,
    fitKeeping,
    flyToBox,
    placeOf,
    zoomMiddle,
    move,
    wasDragged,
    isDragging,
    pixelAt,
    beginUpright,
  }
}
