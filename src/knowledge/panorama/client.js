;(() => {
  const byId = id => document.getElementById(id)
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const facts = JSON.parse(byId('facts').textContent)
  const topics = new Map(facts.topics.map(each => [each.id, each]))
  const studies = facts.studies.map(([id, title, year, venue, url, role, modalities, own]) => ({
    id,
    title,
    year,
    venue,
    url,
    role,
    modalities,
    topics: own,
  }))
  const sheet = byId('sheet')
  const map = byId('map')
  const panel = byId('panel')
  const tip = byId('tip')
  const links = byId('links')
  const tiles = new Map(all('.tile').map(each => [each.dataset.t, each]))
  const marks = all('circle[data-s]')
  const isChinese = () => document.body.classList.contains('show-zh')
  const say = (en, zh) => (isChinese() ? zh : en)
  const nameOf = topic => (isChinese() ? topic.zh : topic.en)

  /* The view: the drawing is laid out once at scale 1 of the window, then moved and scaled as a whole. */
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
  byId('zoom-in').addEventListener('click', () => zoomMiddle(1.5))
  byId('zoom-out').addEventListener('click', () => zoomMiddle(1 / 1.5))
  byId('zoom-all').addEventListener('click', () => close())

  /* What is open. */
  let openTopic
  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'onclick') made.addEventListener('click', value)
      else made.setAttribute(key, value)
    }
    made.append(...children)
    return made
  }
  const topicButton = id => {
    const topic = topics.get(id)
    return topic
      ? element('button', { type: 'button', class: 'go', onclick: () => open(id) }, nameOf(topic))
      : id
  }
  const WORDS = {
    attacks: [
      ['attacks', '攻击'],
      ['is attacked by', '攻击手段'],
    ],
    mitigates: [
      ['mitigates', '缓解'],
      ['is mitigated by', '缓解手段'],
    ],
    evaluates: [
      ['evaluates', '评测'],
      ['is evaluated by', '评测手段'],
    ],
    extends: [
      ['extends', '延伸自'],
      ['grows into', '发展为'],
    ],
    uses: [
      ['leads to', '导致'],
      ['follows from', '起因于'],
    ],
  }
  const KINDS = {
    threat: ['Threat', '威胁'],
    defense: ['Defense', '防御'],
    evaluation: ['Evaluation', '评测'],
    governance: ['Governance', '治理'],
  }
  const STATES = {
    fail: ['evaluated: failed', '已评估：未通过'],
    pass: ['evaluated: passed', '已评估：通过'],
    error: ['evaluation failed with an error', '评估出错'],
    'not-evaluated': ['not evaluated', '未评估'],
  }
  const heading = text => element('h3', {}, text)
  const closeButton = () =>
    element(
      'button',
      { type: 'button', class: 'close', 'aria-label': say('Close', '关闭'), onclick: () => close() },
      '×',
    )
  const studyItem = study => {
    const link = element('a', { href: study.url, rel: 'noreferrer' }, study.title)
    const item = element('li', { lang: 'en' }, link, element('small', {}, `${study.year} · ${study.venue}`))
    const light = isLit => {
      for (const mark of marks) if (studies[mark.dataset.s] === study) mark.classList.toggle('lit', isLit)
    }
    item.addEventListener('pointerenter', () => light(true))
    item.addEventListener('pointerleave', () => light(false))
    return item
  }
  const relationItems = id =>
    facts.relations
      .filter(([from, , to]) => from === id || to === id)
      .map(([from, kind, to, en, zh]) => {
        const words = WORDS[kind][from === id ? 0 : 1]
        return element(
          'li',
          {},
          `${say(...words)} `,
          topicButton(from === id ? to : from),
          element('small', {}, say(en, zh)),
        )
      })
  const fill = (...children) => {
    panel.replaceChildren(closeButton(), ...children)
    const was = panel.hidden
    panel.hidden = false
    panel.scrollTop = 0
    if (was) fitKeeping()
  }
  const topicPanel = topic => {
    const own = studies.filter(each => each.topics.includes(topic.id))
    own.sort((a, b) => (b.topics[0] === topic.id) - (a.topics[0] === topic.id) || b.year - a.year)
    const relations = relationItems(topic.id)
    const ours = topic.ours.map(([id, en, zh]) => element('li', {}, say(en, zh), element('small', {}, id)))
    const state = topic.outcome
      ? [
          element(
            'p',
            { class: `state ${topic.outcome}` },
            `${say(...STATES[topic.outcome])}${topic.findings ? say(`, ${topic.findings} findings`, `，${topic.findings} 个发现`) : ''}`,
          ),
        ]
      : []
    fill(
      element('h2', {}, nameOf(topic)),
      element('p', { class: 'other' }, `${isChinese() ? topic.en : topic.zh} · ${say(...KINDS[topic.kind])}`),
      ...state,
      element('p', { lang: 'en' }, topic.definition),
      ...(relations.length
        ? [heading(say('How it is related', '关联')), element('ul', {}, ...relations)]
        : []),
      heading(say('What Plimsoll does about it', 'Plimsoll 的应对')),
      ours.length
        ? element('ul', {}, ...ours)
        : element('p', {}, say('Nothing yet: it is not looked at.', '尚无：该主题不在检查范围内。')),
      element('p', {}, element('code', {}, `plimsoll graph show ${topic.id}`)),
      heading(`${say('Studies', '研究')} (${own.length})`),
      element('ul', {}, ...own.map(studyItem)),
    )
  }
  const center = place => [place.x + place.width / 2, place.y + place.height / 2]
  const drawLinks = id => {
    links.replaceChildren()
    if (id === undefined) return
    for (const [from, kind, to] of facts.relations) {
      if (from !== id && to !== id) continue
      const [[x1, y1], [x2, y2]] = [center(placeOf(tiles.get(from))), center(placeOf(tiles.get(to)))]
      const bend = Math.hypot(x2 - x1, y2 - y1) * 0.18
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
      path.setAttribute('d', `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 - bend} ${x2} ${y2}`)
      path.setAttribute('class', kind)
      links.append(path)
    }
    map.append(links)
  }
  const markOpen = id => {
    const near = new Set([id])
    for (const [from, , to] of facts.relations) {
      if (from === id) near.add(to)
      if (to === id) near.add(from)
    }
    for (const [own, tile] of tiles) {
      tile.classList.toggle('open', own === id)
      tile.classList.toggle('dim', id !== undefined && !near.has(own))
      tile.classList.remove('hit')
    }
    drawLinks(id)
  }
  const open = (id, isQuiet) => {
    const topic = topics.get(id)
    if (topic === undefined) return
    openTopic = id
    markOpen(id)
    topicPanel(topic)
    const { x, y, width, height } = placeOf(tiles.get(id))
    flyToBox(x - width * 0.9, y - 110, width * 2.8, height + 220, 3.2)
    if (!isQuiet) history.replaceState(undefined, '', `#${id}`)
  }
  const close = () => {
    openTopic = undefined
    markOpen(undefined)
    panel.hidden = true
    byId('find').value = ''
    history.replaceState(undefined, '', '#')
    fit()
  }
  const fitKeeping = () => {
    const { scale } = view
    fit()
    view.scale = scale
    clamp()
    show()
  }

  const stageBox = stage => {
    const keel = all('.tile').reduce((most, tile) => {
      const { y, height } = placeOf(tile)
      return Math.max(most, y + height)
    }, 0)
    flyToBox(Number(stage.dataset.x) - 10, 0, Number(stage.dataset.w) + 20, keel)
  }
  sheet.addEventListener('click', event => {
    if (moved > 6) return
    const tile = event.target.closest('.tile')
    const stage = event.target.closest('.stage')
    if (tile) open(tile.dataset.t)
    else if (stage) stageBox(stage)
  })
  sheet.addEventListener('keydown', event => {
    const target = event.target
    if (event.key === 'Enter' || event.key === ' ') {
      if (target.matches('.tile')) open(target.dataset.t)
      else if (target.matches('.stage')) stageBox(target)
      else return
      event.preventDefault()
      return
    }
    const steps = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] }[
      event.key
    ]
    if (steps) {
      view.x += steps[0]
      view.y += steps[1]
      clamp()
      show()
    } else if (event.key === '+' || event.key === '=') zoomMiddle(1.4)
    else if (event.key === '-') zoomMiddle(1 / 1.4)
    else if (event.key === '0') close()
    else return
    event.preventDefault()
  })
  /** A tile that gets the focus by keyboard comes into view. */
  sheet.addEventListener('focusin', event => {
    if (!event.target.matches('.tile:focus-visible')) return
    sheet.scrollLeft = 0
    sheet.scrollTop = 0
    const { x, y, width, height } = placeOf(event.target)
    const pixel = base * view.scale
    const [left, top] = [view.x + (x + margin) * pixel, view.y + (y + margin) * pixel]
    const isIn =
      left >= 0 &&
      top >= 0 &&
      left + width * pixel <= sheet.clientWidth &&
      top + height * pixel <= sheet.clientHeight
    if (!isIn) flyToBox(x - width, y - 100, width * 3, height + 200, view.scale)
  })
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !panel.hidden) close()
    if (event.key === '/' && !event.target.matches('input')) {
      event.preventDefault()
      byId('find').focus()
    }
  })
  sheet.addEventListener('pointermove', event => {
    const mark = event.target.closest('circle')
    if (!mark || pointers.size > 0) {
      tip.hidden = true
      return
    }
    const study = studies[mark.dataset.s]
    tip.textContent = `${study.title} (${study.year})`
    tip.hidden = false
    const frame = sheet.getBoundingClientRect()
    const x = Math.min(event.clientX - frame.left + 12, frame.width - tip.offsetWidth - 8)
    tip.style.left = `${Math.max(4, x)}px`
    tip.style.top = `${Math.min(event.clientY - frame.top + 14, frame.height - tip.offsetHeight - 8)}px`
  })
  sheet.addEventListener('pointerleave', () => {
    tip.hidden = true
  })

  /* Search. */
  const fold = text => text.normalize('NFKC').toLowerCase()
  const index = [
    ...facts.topics.map(topic => ({
      topic,
      text: fold(`${topic.en} ${topic.zh} ${topic.id} ${topic.definition}`),
    })),
    ...studies.map(study => ({ study, text: fold(`${study.title} ${study.id} ${study.venue}`) })),
  ]
  byId('tools').addEventListener('submit', event => event.preventDefault())
  byId('find').addEventListener('input', () => {
    const words = fold(byId('find').value).split(/\s+/).filter(Boolean)
    if (words.length === 0) {
      close()
      return
    }
    openTopic = undefined
    drawLinks(undefined)
    const found = index.filter(({ text }) => words.every(word => text.includes(word)))
    const named = new Set()
    for (const { topic, study } of found) {
      if (topic) named.add(topic.id)
      else for (const each of study.topics) named.add(each)
    }
    for (const [id, tile] of tiles) {
      tile.classList.remove('open')
      tile.classList.toggle('hit', named.has(id))
      tile.classList.toggle('dim', !named.has(id))
    }
    const hitTopics = found.filter(each => each.topic)
    const hitStudies = found.filter(each => each.study)
    fill(
      element('h2', {}, say(`${found.length} found`, `找到 ${found.length} 项`)),
      ...(hitTopics.length
        ? [
            heading(say('Topics', '主题')),
            element(
              'ul',
              {},
              ...hitTopics.slice(0, 30).map(({ topic }) => element('li', {}, topicButton(topic.id))),
            ),
          ]
        : []),
      ...(hitStudies.length
        ? [
            heading(`${say('Studies', '研究')} (${hitStudies.length})`),
            element('ul', {}, ...hitStudies.slice(0, 60).map(({ study }) => studyItem(study))),
          ]
        : []),
    )
  })

  /* Filters and time. */
  const year = byId('year')
  const apply = () => {
    const chosen = name => new Set(all(`input[name="${name}"]:checked`).map(each => each.value))
    const [roles, modalities] = [chosen('role'), chosen('modality')]
    const last = Number(year.value)
    byId('year-shown').textContent = String(last)
    const isShown = studies.map(
      each =>
        each.year <= last && roles.has(each.role) && each.modalities.some(every => modalities.has(every)),
    )
    for (const mark of marks) mark.classList.toggle('off', !isShown[mark.dataset.s])
    const count = isShown.filter(Boolean).length
    byId('count').textContent = say(
      `${count} of ${studies.length} studies`,
      `${count} / ${studies.length} 项研究`,
    )
  }
  for (const each of all('#tools input[type="checkbox"], #year')) each.addEventListener('input', apply)
  const play = byId('play')
  let playing = 0
  const stop = () => {
    clearInterval(playing)
    playing = 0
    play.setAttribute('aria-pressed', 'false')
  }
  play.addEventListener('click', () => {
    if (playing) {
      stop()
      return
    }
    if (year.value === year.max) year.value = year.min
    play.setAttribute('aria-pressed', 'true')
    apply()
    playing = setInterval(() => {
      year.value = String(Number(year.value) + 1)
      apply()
      if (year.value === year.max) stop()
    }, 700)
  })

  /* Language. */
  for (const button of all('[data-language]')) {
    button.addEventListener('click', () => {
      const isZh = button.dataset.language === 'zh'
      document.body.className = isZh ? 'show-zh' : 'show-en'
      document.documentElement.lang = isZh ? 'zh-CN' : 'en'
      if (openTopic) topicPanel(topics.get(openTopic))
      apply()
    })
  }

  new ResizeObserver(() => fitKeeping()).observe(sheet)
  fit()
  if (sheet.clientWidth < sheet.clientHeight) {
    // On an upright screen the whole would be too small to read: begin at the first stage.
    const [first] = all('.stage')
    view.scale = Math.min(4, sheet.clientHeight / (size.height * base))
    view.x = -(Number(first.dataset.x) + margin / 2) * base * view.scale
    clamp()
    show()
  }
  apply()
  const named = decodeURIComponent(location.hash.slice(1))
  if (topics.has(named)) open(named, true)
})()
