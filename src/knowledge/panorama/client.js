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

  const {
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
  } = panoramaView(sheet, map)
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
  /** A text whose `[study]` become links. */
  const cited = text =>
    text.split(/(\[[a-z0-9]+(?:-[a-z0-9]+)+\])/).map(part => {
      const study = part.startsWith('[') && studies.find(each => `[${each.id}]` === part)
      return study
        ? element(
            'a',
            { href: study.url, rel: 'noreferrer', title: study.title },
            `[${study.id.split('-')[0]}]`,
          )
        : part
    })
  const pageItems = topic => {
    const page = isChinese() ? topic.pageZh : topic.pageEn
    if (!page) return [element('p', { lang: 'en' }, topic.definition)]
    const [[, what], ...others] = page
    return [
      element('p', {}, ...cited(what)),
      ...others.map(([title, text]) =>
        element(
          'details',
          { class: 'part' },
          element('summary', {}, title),
          element('p', {}, ...cited(text)),
        ),
      ),
    ]
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
      ...pageItems(topic),
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
  const stageBox = stage => {
    const keel = all('.tile').reduce((most, tile) => {
      const { y, height } = placeOf(tile)
      return Math.max(most, y + height)
    }, 0)
    flyToBox(Number(stage.dataset.x) - 10, 0, Number(stage.dataset.w) + 20, keel)
  }
  sheet.addEventListener('click', event => {
    if (wasDragged()) return
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
      move(steps[0], steps[1])
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
    const [left, top, pixel] = pixelAt(x, y)
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
    if (!mark || isDragging()) {
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
  beginUpright(Number(all('.stage')[0].dataset.x))
  apply()
  const named = decodeURIComponent(location.hash.slice(1))
  if (topics.has(named)) open(named, true)
})()
