// What a screen reader calls the things of a page, from Chromium's own tree, against what the eye reads beside them.

/** The mark by which an element of the page is found again in the tree. */
const MARK = 'data-names'

/** Every control and group of the page, marked, with the words one sees: of its label, of its legend, or its own. */
function marked(mark) {
  const seen = (element, hidden = '.vh, ') => {
    if (!element) return null
    const words = []
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
      return node.matches(`${hidden}svg, select`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP
    })
    while (walk.nextNode()) words.push(walk.currentNode.data)
    return words.join('').replace(/\s+/g, ' ').trim()
  }
  const all = [...document.querySelectorAll('main :is(input:not([type=hidden]), select, textarea, button, a[href], summary, fieldset)')]
  const shown = all.filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('[aria-hidden=true], [hidden]'))
  return shown.map((one, i) => {
    one.setAttribute(mark, i)
    const kind = one.matches('input, select, textarea') ? 'field' : one.localName
    const label = kind === 'field' ? one.labels[0] : kind === 'fieldset' ? one.querySelector(':scope > legend') : one
    // A box of a line, beside the name of the line, has words for the ear alone.
    const aloud = kind === 'field' && label?.querySelector(':scope > .vh') ? seen(label, '') : null
    return { kind, label: seen(label) || aloud, labels: one.labels?.length, html: one.outerHTML.replace(/ data-names="\d+"/, '').slice(0, 110) }
  })
}

/** A node of the DOM by its mark, and those below it. */
function collect(node, found) {
  const attributes = node.attributes ?? []
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === MARK) found.set(Number(attributes[i + 1]), node.backendNodeId)
  for (const child of node.children ?? []) collect(child, found)
  return found
}

/** The controls and groups whose name is not what one reads, a line each. What is folded is unfolded for the time of a look. */
export async function misnamed(page) {
  await page.evaluate(() => { for (const one of document.querySelectorAll('main details:not([open])')) Object.assign(one, { open: true }).dataset.folded = '' })
  const controls = await page.evaluate(marked, MARK)
  const devtools = await page.context().newCDPSession(page)
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 })
  const { nodes } = await devtools.send('Accessibility.getFullAXTree')
  await devtools.detach()
  await page.evaluate((mark) => {
    for (const one of document.querySelectorAll(`[${mark}]`)) one.removeAttribute(mark)
    for (const one of document.querySelectorAll('details[data-folded]')) { one.open = false; delete one.dataset.folded }
  }, MARK)
  const places = collect(root, new Map())
  const tree = new Map(nodes.filter(({ ignored }) => !ignored).map((node) => [node.backendDOMNodeId, node]))
  const wrong = []
  for (const [i, { kind, label, labels, html }] of controls.entries()) {
    const name = tree.get(places.get(i))?.name?.value?.replace(/\s+/g, ' ').trim()
    const own = ['button', 'a', 'summary'].includes(kind)
    // Words for the ear alone may follow what is read: « Modifier » and then what.
    const good = label && name && (own ? name.startsWith(label) : name === label)
    if (!good) wrong.push(`${kind} called « ${name ?? ''} » where one reads « ${label ?? ''} »: ${html}`)
    if (kind === 'field' && labels !== 1) wrong.push(`${labels} labels: ${html}`)
  }
  return wrong
}
