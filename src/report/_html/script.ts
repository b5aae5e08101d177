/** What the page does when scripts run; without it everything stays readable, the language switch included. */
export const SCRIPT = `(() => {
  'use strict'
  const byId = id => document.getElementById(id)
  const all = (selector, root = document) => [...root.querySelectorAll(selector)]
  const chinese = byId('lang-zh')
  const follow = () => { document.documentElement.lang = chinese.checked ? 'zh-CN' : 'en' }
  for (const each of all('.switch')) each.addEventListener('change', follow)
  follow()

  let opened = []
  addEventListener('beforeprint', () => {
    opened = all('details:not([open]):not(.attack)')
    for (const each of opened) each.open = true
  })
  addEventListener('afterprint', () => { for (const each of opened) each.open = false })

  const tools = byId('tools')
  if (!tools) return
  const filter = byId('filter')
  const boxes = all('input[name="severity"]', tools)
  const types = all('details.type')
  const fold = text => text.normalize('NFKC').toLowerCase()
  const index = new Map()
  const textOf = (element, whole) => {
    let text = index.get(element)
    if (text === undefined) {
      text = fold((element.dataset.text || '') + ' ' + (whole ? element.textContent : ''))
      index.set(element, text)
    }
    return text
  }
  const apply = () => {
    const words = fold(filter.value).split(/\\s+/).filter(Boolean)
    const chosen = new Set(boxes.filter(box => box.checked).map(box => box.value))
    const fits = text => words.every(word => text.includes(word))
    let shown = 0
    for (const type of types) {
      const above = textOf(type.closest('.audit'), false) + ' ' + textOf(type, false)
      const wanted = type.dataset.s.split(' ').some(each => chosen.has(each))
      const whole = fits(above)
      let some = wanted && whole
      for (const file of all('details.file', type)) {
        const own = above + ' ' + textOf(file, false)
        const wholeFile = whole || fits(own)
        let any = wholeFile
        for (const example of all('.ex', file)) {
          const match = chosen.has(example.dataset.s) && (wholeFile || fits(own + ' ' + textOf(example, true)))
          example.hidden = !match
          any = any || match
        }
        file.hidden = !any
        some = some || (wanted && any)
      }
      type.hidden = !some
      if (some) shown++
    }
    for (const audit of all('.audit')) audit.hidden = !audit.querySelector('details.type:not([hidden])')
    byId('shown-types').textContent = String(shown)
  }
  byId('all-types').textContent = String(types.length)
  filter.addEventListener('input', apply)
  for (const box of boxes) box.addEventListener('change', apply)
  tools.addEventListener('submit', event => event.preventDefault())
  const setAll = open => { for (const each of all('details.type, details.file')) each.open = open }
  byId('open-all').addEventListener('click', () => setAll(true))
  byId('close-all').addEventListener('click', () => setAll(false))
  apply()
  tools.hidden = false
})()
`
